import { Anchor, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { formatSec } from '../../lib/format';
import { PeaksStrip } from '../../ui/PeaksStrip';
import classes from './voices.module.css';

interface RecentVoicesProps {
  readonly voices: readonly Voice[];
  readonly selected: Voice | undefined;
  readonly onSelect: (voiceId: string) => void;
  readonly onShowAll: () => void;
}

/** As many as fit beside the other things of the studio. */
const SHOWN = 8;

/** The newest voices, one click away; the chosen one stays in the list also when it is older. */
export function RecentVoices({ voices, selected, onSelect, onShowAll }: RecentVoicesProps) {
  const { t } = useTranslation('voices');
  const newest = voices.slice(0, SHOWN);
  const isShown = !selected || newest.some(({ id }) => id === selected.id);
  const shown = isShown ? newest : [...newest.slice(0, -1), selected];
  return (
    <section className={classes.recent} aria-labelledby="recent-voices">
      <div className={classes.head}>
        <h3 id="recent-voices" className={classes.label}>
          {t('recent')}
        </h3>
        <Anchor component="button" type="button" size="xs" onClick={onShowAll}>
          {t('all')}
        </Anchor>
      </div>
      <ul className={classes.chips}>
        {shown.map((voice) => (
          <li key={voice.id}>
            <UnstyledButton
              className={classes.chip}
              aria-pressed={voice.id === selected?.id}
              onClick={() => onSelect(voice.id)}
            >
              <span className={classes.chipName}>{voice.name}</span>
              <span className={classes.chipWave}>
                <PeaksStrip peaks={voice.peaks} />
              </span>
              <span className={`${classes.quiet} tabular`}>{formatSec(voice.promptSec)} s</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
