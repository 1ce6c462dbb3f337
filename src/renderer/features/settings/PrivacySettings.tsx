import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, Status } from '#contract/studio-state';
import { useLive } from '../../state/live';
import { useStudio } from '../../state/studio';
import { Group, Row } from './rows';

interface PrivacySettingsProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly attempt: (work: Promise<unknown>) => void;
}

/** What the log may keep of a person's own words, how much it may take, and that it can go. */
export function PrivacySettings({ settings, status, attempt }: PrivacySettingsProps) {
  const { t } = useTranslation('settings');
  const { api } = useStudio();
  const { updateSettings } = useLive();
  const [sure, setSure] = useState(false);
  const forced = status.privateLog === 'forced';
  const erase = () => {
    setSure(false);
    attempt(api.eraseLog());
  };
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
      <Row label={t('logSize')} hint={t('logSizeHint')}>
        <NumberInput
          size="xs"
          w={130}
          aria-label={t('logSize')}
          min={32}
          max={8192}
          step={32}
          allowDecimal={false}
          suffix=" MB"
          value={settings.logMegabytes}
          onChange={(value) =>
            typeof value === 'number' &&
            value >= 32 &&
            value <= 8192 &&
            attempt(updateSettings({ logMegabytes: value }))
          }
        />
      </Row>
      <Row label={t('eraseLog')} hint={t('eraseLogHint')}>
        <Button
          size="compact-sm"
          variant={sure ? 'filled' : 'default'}
          color={sure ? 'red' : 'gray'}
          onBlur={() => setSure(false)}
          onClick={() => (sure ? erase() : setSure(true))}
        >
          {t(sure ? 'eraseLogSure' : 'eraseLogNow')}
        </Button>
      </Row>
    </Group>
  );
}
