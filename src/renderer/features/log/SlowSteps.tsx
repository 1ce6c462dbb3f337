import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Log.module.css';

export interface SlowStepsProps {
  readonly slowMs: number;
  readonly count: number;
  readonly onSlowMs: (slowMs: number) => void;
  readonly onStep: (step: 1 | -1) => void;
}

const CHOICES_MS = [100, 500, 1000, 5000, 30_000, 300_000] as const;

/** From one line that came late to the next, and what counts as late. */
export function SlowSteps({ slowMs, count, onSlowMs, onStep }: SlowStepsProps) {
  const { t, i18n } = useTranslation('log');
  const words = (ms: number) =>
    new Intl.NumberFormat(i18n.language, {
      ...{ style: 'unit', unitDisplay: 'short', maximumFractionDigits: 1 },
      unit: ms < 60_000 ? 'second' : 'minute',
    }).format(ms < 60_000 ? ms / 1000 : ms / 60_000);
  return (
    <div className={classes.slow} role="group" aria-label={t('slow.label')}>
      <ActionIcon.Group>
        {([-1, 1] as const).map((step) => {
          const label = t(step === -1 ? 'slow.previous' : 'slow.next');
          return (
            <Tooltip key={step} label={`${label} (${step === -1 ? 'Shift+S' : 'S'}): ${count}`}>
              <ActionIcon
                variant="default"
                size={28}
                aria-label={label}
                disabled={count === 0}
                onClick={() => onStep(step)}
              >
                {step === -1 ? <IconPlayerTrackPrev size={14} /> : <IconPlayerTrackNext size={14} />}
              </ActionIcon>
            </Tooltip>
          );
        })}
      </ActionIcon.Group>
      <NativeSelect
        size="xs"
        w={96}
        aria-label={t('slow.least')}
        title={t('slow.least')}
        data={CHOICES_MS.map((ms) => ({ value: String(ms), label: `≥ ${words(ms)}` }))}
        value={String(slowMs)}
        onChange={(event) => onSlowMs(Number(event.currentTarget.value))}
      />
    </div>
  );
}
