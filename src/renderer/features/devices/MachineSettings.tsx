import { useState } from 'react';
import { StudioError } from '#contract/errors';
import type { Settings } from '#contract/studio-state';
import { useLive, useStatus } from '../../state/live';
import { ErrorCard } from '../../ui/ErrorCard';
import { DevicesSettings } from './DevicesSettings';
import { DiskSettings } from './DiskSettings';
import { MemorySettings } from './MemorySettings';

/** The machine in the preferences: devices, memory, disk. */
export function MachineSettings() {
  const { settings, updateSettings } = useLive();
  const status = useStatus();
  const [error, setError] = useState<StudioError>();
  if (!settings || !status) return null;
  const attempt = (work: Promise<unknown>) =>
    void work.then(
      () => setError(undefined),
      (thrown: unknown) => setError(StudioError.from(thrown)),
    );
  const onChange = (change: Partial<Settings>) => attempt(updateSettings(change));
  return (
    <>
      <DevicesSettings />
      <MemorySettings settings={settings} status={status} onChange={onChange} />
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
      <DiskSettings settings={settings} status={status} onChange={onChange} attempt={attempt} />
    </>
  );
}
