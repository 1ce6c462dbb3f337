import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Settings, Status } from '#contract/studio-state';
import { useConnectionGeneration } from './connection';
import { useStudio } from './studio';

/** What the host keeps and every part of the window looks at. */
interface Live {
  readonly status: Status | undefined;
  readonly settings: Settings | undefined;
  readonly voices: readonly Voice[] | undefined;
  /** Why the first load failed, when it did. */
  readonly error: StudioError | undefined;
  readonly reload: () => void;
  readonly updateSettings: (change: Partial<Settings>) => Promise<void>;
}

const LiveContext = createContext<Live | undefined>(undefined);

/** Loads status, settings and voices once, keeps them current by events, and loads again after a reconnect. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [attempt, setAttempt] = useState(0);
  const [status, setStatus] = useState<Status>();
  const [settings, setSettings] = useState<Settings>();
  const [voices, setVoices] = useState<readonly Voice[]>();
  const [error, setError] = useState<StudioError>();

  useEffect(() => {
    const stops = [
      on('status', setStatus),
      on('settings', setSettings),
      on('voicesChanged', (changed) => setVoices(changed)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [on]);

  useEffect(() => {
    // not connected yet: the first connection brings the first generation
    if (generation === 0) return;
    let current = true;
    Promise.all([api.getStatus(), api.getSettings(), api.listVoices()]).then(
      ([nextStatus, nextSettings, nextVoices]) => {
        if (!current) return;
        setStatus(nextStatus);
        setSettings(nextSettings);
        setVoices(nextVoices);
        setError(undefined);
      },
      (thrown: unknown) => {
        if (current) setError(StudioError.from(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [api, generation, attempt]);

  const updateSettings = useCallback(
    async (change: Partial<Settings>) => setSettings(await api.updateSettings(change)),
    [api],
  );
  const reload = useCallback(() => setAttempt((previous) => previous + 1), []);
  const live = useMemo(
    () => ({ status, settings, voices, error, reload, updateSettings }),
    [status, settings, voices, error, reload, updateSettings],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider above it.');
  return live;
}

/** @returns the studio's status; undefined until it has answered once. */
export const useStatus = (): Status | undefined => useLive().status;

/** @returns the saved settings; undefined until the studio has answered once. */
export const useSettings = (): Settings | undefined => useLive().settings;

/** @returns the voices, newest first; undefined until the studio has answered once. */
export const useVoices = (): readonly Voice[] | undefined => useLive().voices;
