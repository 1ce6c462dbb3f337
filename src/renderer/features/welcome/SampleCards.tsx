import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sample } from '#contract/domain';
import classes from './welcome.module.css';

interface SampleCardsProps {
  readonly samples: readonly Sample[];
  readonly nameOf: (sample: Sample) => string;
  readonly onOpen: (sample: Sample) => void;
}

/** The sample prompts as cards: the shortest way from the first start to a take that can be heard. */
export function SampleCards({ samples, nameOf, onOpen }: SampleCardsProps) {
  const { t } = useTranslation('record');
  if (samples.length === 0) return null;
  return (
    <section className={classes.samples} aria-labelledby="samples-title">
      <h3 id="samples-title" className={classes.title}>
        {t('samplesTitle')}
      </h3>
      <p className={classes.hint}>{t('samplesHint')}</p>
      <ul className={classes.cards}>
        {samples.map((sample) => (
          <li key={sample.id}>
            <UnstyledButton className={classes.card} onClick={() => onOpen(sample)}>
              <VisuallyHidden>{t('useSample', { name: nameOf(sample) })}</VisuallyHidden>
              <span className={classes.name}>{nameOf(sample)}</span>
              <span className={`${classes.sec} tabular`}>{sample.durationSec.toFixed(1)} s</span>
              <span className={classes.words} lang={sample.language}>
                {sample.transcript}
              </span>
              <IconArrowRight size={16} className={classes.arrow} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
