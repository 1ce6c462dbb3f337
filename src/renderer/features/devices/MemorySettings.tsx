import { NumberInput, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import { memoryFit } from '#contract/memory-fit';
import type { Settings, Status } from '#contract/studio-state';
import { Group, Row } from '../../ui/SettingRows';
import classes from './devices.module.css';

export interface MemorySettingsProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** What CosyVoice 3 will need, what happens when it runs out, and when it is given back. */
export function MemorySettings({ settings, status, onChange }: MemorySettingsProps) {
  const { t } = useTranslation('devices');
  const engine = status.engine.engines.find(({ memory }) => memory !== undefined);
  const fit = memoryFit(engine, status.memory, settings.memoryMode, settings.providers);
  return (
    <Group title={t('memoryTitle')}>
      {fit && <Need label={t('need')} hint={t('needTooMuch')} need={fit} />}
      {fit?.gpu && <Need label={t('gpuNeed')} hint={t('gpuNeedTooMuch')} need={fit.gpu} />}
      <Row label={t('retrySmaller')} hint={t('retrySmallerHint')}>
        <Switch
          aria-label={t('retrySmaller')}
          checked={settings.retrySmaller}
          onChange={({ currentTarget }) => onChange({ retrySmaller: currentTarget.checked })}
        />
      </Row>
      <Row label={t('unloadAfter')} hint={t('unloadAfterHint')}>
        <NumberInput
          size="xs"
          w={130}
          aria-label={t('unloadAfter')}
          min={0}
          max={1440}
          allowDecimal={false}
          suffix={t('minutes')}
          value={settings.unloadAfterMinutes}
          onChange={(value) =>
            typeof value === 'number' &&
            value >= 0 &&
            value <= 1440 &&
            onChange({ unloadAfterMinutes: value })
          }
        />
      </Row>
    </Group>
  );
}

interface NeedProps {
  readonly label: string;
  /** What to do when there is too little. */
  readonly hint: string;
  readonly need: { readonly neededBytes: number; readonly availableBytes: number };
}

function Need({ label, hint, need: { neededBytes, availableBytes } }: NeedProps) {
  const { t } = useTranslation('devices');
  const tight = neededBytes > availableBytes;
  return (
    <Row label={label} hint={tight ? hint : undefined}>
      <span className={`tabular ${classes.value}`} data-tight={tight}>
        {t('needOf', { need: formatBytes(neededBytes), free: formatBytes(availableBytes) })}
      </span>
    </Row>
  );
}
