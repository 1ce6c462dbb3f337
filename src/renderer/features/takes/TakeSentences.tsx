import { Button } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { expectedSec } from '../../lib/run-dry';
import type { Playback } from '../../lib/player-hook';
import { roundClock } from '../../lib/quantity';
import { SegmentStrip } from './SegmentStrip';
import classes from './SegmentStrip.module.css';
import type { TakeActions } from './take-actions';
import { useSegments } from './use-segments';

interface TakeSentencesProps {
  readonly take: Take;
  readonly playback: Playback;
  readonly actions: TakeActions;
}

/** The sentences of a take on its waveform: as they come while it is made, and as far as it came when it was cut off. */
export function TakeSentences({ take, playback, actions }: TakeSentencesProps) {
  const { t } = useTranslation('segments');
  const of = useSegments(take);
  const { audioSec: madeSec = 0, state, segmentCount = of.of } = take;
  const made = of.segments.length;
  if (madeSec === 0 || made === 0) return null;
  const running = state === 'running';
  const cutOff = state === 'failed' || state === 'cancelled';
  if (!running && !cutOff && made < 2) return null;
  const whole = expectedSec({ madeSec, segments: made, of: segmentCount }) ?? madeSec;
  const wholeSec = running || cutOff ? whole : madeSec;
  const values = { made, of: segmentCount, sec: roundClock(madeSec), whole: roundClock(wholeSec) };
  return (
    <div>
      <SegmentStrip {...{ take, of, playback, actions, wholeSec }} />
      <div className={classes.foot}>
        {(running || cutOff) && <span>{t('made', values)}</span>}
        {cutOff && (
          <Button
            size="compact-xs"
            leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
            onClick={() => void actions.goOn(take)}
          >
            {t('continue')}
          </Button>
        )}
      </div>
    </div>
  );
}
