import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { memoryChoiceSchema } from '#contract/engine-api';
import { useLive } from '../../state/live';
import { Row } from './rows';

interface MemoryChoiceProps {
  readonly attempt: (work: Promise<unknown>) => void;
}

/** Whether CosyVoice 3 keeps its models loaded between takes. */
export function MemoryChoice({ attempt }: MemoryChoiceProps) {
  const { t } = useTranslation('settings');
  const { settings, updateSettings } = useLive();
  if (!settings) return null;
  return (
    <Row label={t('memoryMode')} hint={t(`memoryModeHints.${settings.memoryMode}`)}>
      <SegmentedControl
        size="sm"
        aria-label={t('memoryMode')}
        value={settings.memoryMode}
        data={memoryChoiceSchema.options.map((value) => ({ value, label: t(`memoryModes.${value}`) }))}
        onChange={(memoryMode) => attempt(updateSettings({ memoryMode }))}
      />
    </Row>
  );
}
