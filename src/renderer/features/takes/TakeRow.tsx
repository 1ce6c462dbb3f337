import { memo } from 'react';
import { ActionIcon, Button, Checkbox, Highlight, Loader, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconDice5,
  IconDownload,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconStar,
  IconStarFilled,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isOver, type Take } from '#contract/domain';
import type { StudioError } from '#contract/errors';
import { formatDate, formatTimeOfDay } from '../../lib/format';
import { showLog, takeInHand } from '../../lib/navigation';
import type { Playback } from '../../lib/player-hook';
import { clockTime, elapsed } from '../../lib/quantity';
import { ErrorCard } from '../../ui/ErrorCard';
import { Lanes } from '../../ui/Lanes';
import { Waveform } from '../../ui/Waveform';
import { heard } from './ab-slots';
import { FailureCard } from './FailureCard';
import { QuietNotice } from './QuietNotice';
import { RecipeLine } from './RecipeLine';
import type { TakeActions } from './take-actions';
import { TakeDetails } from './TakeDetails';
import classes from './TakeList.module.css';
import { TakeMenu } from './TakeMenu';
import { TakeSentences } from './TakeSentences';
import { isHearable, titleOf } from '../../state/take-sound';
import { useTakePlayback } from './take-playback';

export interface TakeRowProps {
  readonly take: Take;
  /** Place in the list, 1 is on top; keys 1 to 9 play it. */
  readonly digit: number;
  /** How many takes of its line this row stands for. */
  readonly versions: number;
  /** Place in the queue, 1 is next; 0 when it does not wait. */
  readonly place: number;
  readonly inHand: boolean;
  readonly open: boolean;
  /** Ticked, to be worked on with others. */
  readonly selected: boolean;
  readonly acts: RowActs;
  /** Words that were looked for, marked where the take says them. */
  readonly words?: string;
  /** Why the last thing asked of this take did not work. */
  readonly failure: StudioError | undefined;
}

/** What a row can ask for; the same for every row and all the time, so that only rows of changed takes are drawn. */
export interface RowActs {
  readonly actions: TakeActions;
  readonly onSelect: (take: Take, withShift: boolean) => void;
  readonly onOpen: (take: Take) => void;
  readonly onRemove: (take: Take) => void;
  readonly onDismiss: (take: Take) => void;
}

/** One take: what was said and how, and its sound, its progress, or why there is none. */
export const TakeRow = memo(function TakeRow(props: TakeRowProps) {
  const { take, digit, place, versions, inHand, open, selected, words = '', failure, acts } = props;
  const { actions } = acts;
  const { t } = useTranslation(['takes', 'takeLibrary']);
  const starLabel = t(take.favourite ? 'takeLibrary:unstar' : 'takeLibrary:star');
  const playback = useTakePlayback(take);
  const time = formatTimeOfDay(new Date(take.createdAt));
  const unfinished = !isOver(take);
  const problem = failure ?? playback.error;
  return (
    <article
      className={classes.row}
      data-state={take.state}
      data-in-hand={inHand}
      aria-label={t('list.takeLabel', { number: take.number, time })}
      {...playback.focusProps}
    >
      <div className={classes.line}>
        <Checkbox
          size="xs"
          className={classes.tick}
          aria-label={t('takeLibrary:select', { number: take.number })}
          checked={selected}
          onClick={({ shiftKey }) => acts.onSelect(take, shiftKey)}
          readOnly
        />
        <LeadButton take={take} playback={playback} digit={digit} />
        <UnstyledButton className={classes.what} onClick={() => acts.onOpen(take)} aria-expanded={open}>
          <Title take={take} words={words} />
          <RecipeLine take={take} time={time} versions={versions} />
        </UnstyledButton>
        {take.state !== 'running' && (
          <div className={classes.sound}>
            {take.clearedAt === undefined ? (
              <Sound take={take} playback={playback} place={place} />
            ) : (
              <Cleared clearedAt={take.clearedAt} onRestore={() => void actions.restore(take)} />
            )}
          </div>
        )}
        {take.audioSec !== undefined && <Numbers take={take} />}
        <div className={classes.actions}>
          {soundsWrong(take) && (
            <Tooltip label={t('take.reroll')}>
              <ActionIcon
                variant="light"
                color="yellow"
                aria-label={t('take.reroll')}
                onClick={() => void actions.again(take, 'new')}
              >
                <IconDice5 size={16} />
              </ActionIcon>
            </Tooltip>
          )}
          {unfinished ? (
            <Tooltip label={t('take.cancel')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('take.cancel')}
                onClick={() => void actions.cancel(take)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Tooltip>
          ) : (
            take.state === 'done' &&
            take.clearedAt === undefined && (
              <Tooltip label={t('take.download')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('take.download')}
                  onClick={() => void actions.download(take)}
                >
                  <IconDownload size={16} />
                </ActionIcon>
              </Tooltip>
            )
          )}
          <Tooltip label={`${starLabel} (F)`}>
            <ActionIcon
              className={classes.star}
              data-on={take.favourite}
              variant="subtle"
              color="gray"
              aria-label={starLabel}
              aria-pressed={take.favourite}
              onClick={() => void actions.mark(take, { favourite: !take.favourite })}
            >
              {take.favourite ? <IconStarFilled size={16} /> : <IconStar size={16} />}
            </ActionIcon>
          </Tooltip>
          <TakeMenu take={take} actions={actions} onRemove={acts.onRemove} />
        </div>
      </div>
      {(take.state !== 'done' || open) && take.clearedAt === undefined && (
        <div className={classes.lanes}>
          <TakeSentences take={take} playback={playback} actions={actions} />
        </div>
      )}
      {take.state === 'running' && (
        <div className={classes.lanes}>
          <Lanes stages={take.stages} onOpen={(stage) => showLog({ takeId: take.id, stage })} />
        </div>
      )}
      {take.state === 'failed' && <FailureCard take={take} />}
      {take.quiet && <QuietNotice take={take} />}
      {problem && <ErrorCard error={problem} onDismiss={() => acts.onDismiss(take)} />}
      {open && <TakeDetails take={take} onMark={(change) => void actions.mark(take, change)} />}
    </article>
  );
});

function Title({ take, words }: { readonly take: Take; readonly words: string }) {
  const title = titleOf(take);
  if (words === '') return <span className={classes.text}>{title}</span>;
  return (
    <Highlight component="span" className={classes.text} highlight={[words, ...words.split(/\s+/)]}>
      {title}
    </Highlight>
  );
}

/** The engine flagged a segment: another seed is the way to another try. */
const soundsWrong = ({ state, warnings }: Take): boolean =>
  state === 'done' && warnings.some(({ code }) => rerollCodes.has(code));

const rerollCodes: ReadonlySet<string> = new Set([
  'segment-empty',
  'segment-max-length',
  'segment-token-ratio',
  'segment-silent',
  'segment-quiet',
]);

interface SoundProps {
  readonly take: Take;
  readonly playback: Playback;
}

function LeadButton({ take, playback, digit }: SoundProps & { readonly digit: number }) {
  const { t } = useTranslation('takes');
  if (!isHearable(take))
    return (
      <span className={classes.lead} aria-hidden="true">
        {take.state === 'failed' && <IconAlertTriangle size={18} />}
      </span>
    );
  const playing = playback.status === 'playing';
  const label = leadWords(take, playback, t);
  return (
    <Tooltip label={digit <= 9 ? `${label} (${digit})` : label}>
      <ActionIcon
        className={classes.lead}
        variant={playback.active ? 'filled' : 'light'}
        radius="xl"
        size={32}
        loading={playback.status === 'loading'}
        aria-label={label}
        onClick={() => {
          heard(take.id);
          takeInHand.set(take.id);
          playback.toggle();
        }}
      >
        {playback.status === 'waiting' ? (
          (playback.startsInSec ?? <Loader size={14} color="currentColor" />)
        ) : playing ? (
          <IconPlayerPauseFilled size={16} />
        ) : (
          <IconPlayerPlayFilled size={16} />
        )}
      </ActionIcon>
    </Tooltip>
  );
}

/** What a press does; while it waits, what it waits for. */
function leadWords(
  { state, audioSec = 0 }: Take,
  { status, startsInSec }: Playback,
  t: ReturnType<typeof useTranslation<'takes'>>['t'],
): string {
  if (status === 'waiting') {
    if (startsInSec !== undefined) return t('take.startsIn', { sec: startsInSec });
    return t(audioSec > 0 ? 'take.waitsNext' : 'take.waitsFirst');
  }
  if (status === 'playing') return t('take.pause');
  return t(state === 'running' ? 'take.playMade' : 'take.play');
}

function Sound({ take, playback, place }: SoundProps & { readonly place: number }) {
  const { t } = useTranslation('takes');
  if (take.state === 'done' && take.peaks && take.audioSec !== undefined)
    return (
      <Waveform
        peaks={take.peaks}
        durationSec={take.audioSec}
        playback={playback}
        label={t('take.waveform', { number: take.number })}
        heightPx={36}
      />
    );
  return (
    <span className={classes.quiet}>
      {take.state === 'queued' && (place > 1 ? t('take.queuedPlace', { place }) : t('take.queued'))}
      {take.state === 'cancelled' && t('take.cancelled')}
      {take.state === 'failed' && t('take.failed')}
    </span>
  );
}

/** Its audio waits in the bin, because it was old. */
function Cleared({ clearedAt, onRestore }: { readonly clearedAt: string; readonly onRestore: () => void }) {
  const { t, i18n } = useTranslation('takes');
  return (
    <span className={classes.quiet}>
      {t('take.cleared', { date: formatDate(clearedAt, i18n.language) })}{' '}
      <Button size="compact-xs" variant="default" onClick={onRestore}>
        {t('take.bringBack')}
      </Button>
    </span>
  );
}

function Numbers({ take }: { readonly take: Take }) {
  const { t } = useTranslation('takes');
  const { audioSec = 0, wallSec = 0, realTimeFactor } = take;
  return (
    <div className={classes.numbers}>
      <span>{clockTime(audioSec)}</span>
      {realTimeFactor !== undefined && (
        <Tooltip
          label={t('take.rtfHint', { wall: elapsed(wallSec * 1000), audio: elapsed(audioSec * 1000) })}
        >
          <span className={classes.quiet}>{t('take.rtf', { rtf: realTimeFactor.toFixed(2) })}</span>
        </Tooltip>
      )}
    </div>
  );
}
