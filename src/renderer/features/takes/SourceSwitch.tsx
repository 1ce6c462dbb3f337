import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './draft';

interface SourceSwitchProps {
  readonly from: Draft['from'];
  readonly onChange: (from: Draft['from']) => void;
}

/** What a take is made from: words to speak, or speech to say again in the voice. */
export function SourceSwitch({ from, onChange }: SourceSwitchProps) {
  const { t } = useTranslation('takes');
  const kinds = ['words', 'speech'] as const;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('source.switch')}
      data={kinds.map((kind) => ({ value: kind, label: t(`source.${kind}`) }))}
      value={from}
      onChange={(value) => {
        const kind = kinds.find((each) => each === value);
        if (kind) onChange(kind);
      }}
    />
  );
}
