import { Button, SegmentedControl } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/studio-state';
import { bundleFor } from '../../lib/navigation';
import { Group, Row } from './rows';

export interface QueueSettingsProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** How many takes run side by side, and what to hand over when something is wrong. */
export function QueueSettings({ settings, onChange }: QueueSettingsProps) {
  const { t } = useTranslation('settings');
  return (
    <Group title={t('queue')}>
      <Row label={t('concurrency')} hint={t('concurrencyHint')}>
        <SegmentedControl
          size="sm"
          aria-label={t('concurrency')}
          value={String(settings.concurrency)}
          data={['1', '2', '3', '4']}
          onChange={(chosen) => onChange({ concurrency: Number(chosen) })}
        />
      </Row>
      <Row label={t('supportBundle')} hint={t('supportBundleHint')}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPackage size={14} aria-hidden />}
          onClick={() => bundleFor.set({})}
        >
          {t('supportBundleMake')}
        </Button>
      </Row>
    </Group>
  );
}
