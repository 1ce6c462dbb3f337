import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings, Status } from '#contract/studio-state';
import { useLive } from '../../app/live';
import { Group, Row } from './rows';

interface PrivacySettingsProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly attempt: (work: Promise<unknown>) => void;
}

/** What the log may keep of a person's own words. */
export function PrivacySettings({ settings, status, attempt }: PrivacySettingsProps) {
  const { t } = useTranslation('settings');
  const { updateSettings } = useLive();
  const forced = status.privateLog === 'forced';
  return (
    <Group title={t('privacy')}>
      <Row label={t('privateLog')} hint={t(forced ? 'privateLogForced' : 'privateLogHint')}>
        <Switch
          aria-label={t('privateLog')}
          checked={forced || settings.privateLog}
          disabled={forced}
          onChange={(event) => attempt(updateSettings({ privateLog: event.currentTarget.checked }))}
        />
      </Row>
    </Group>
  );
}
