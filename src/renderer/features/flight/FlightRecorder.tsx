import { useMemo, useState, type ReactNode } from 'react';
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconFileText,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { formatBytes } from '#contract/format-bytes';
import type { TraceMark, Trace } from '#contract/trace';
import type { LogEntry } from '#contract/logger';
import { useStudio } from '../../state/studio';
import { isHearable, takeSound } from '../../state/take-sound';
import { formatTimeOfDay } from '../../lib/format';
import { showLog } from '../../lib/navigation';
import { usePlayback, type Playback } from '../../lib/player-hook';
import { clockTime, elapsed } from '../../lib/quantity';
import { ErrorCard } from '../../ui/ErrorCard';
import { useAnimationFrame } from '../../ui/use-animation-frame';
import { FlightChart } from './FlightChart';
import { audioClock, axisMs, tokensPerSec, valueAt } from './flight-scale';
import classes from './flight.module.css';
import { StageTable } from './StageTable';
import { useFlight } from './use-flight';

export interface FlightRecorderProps {
  readonly takeId: string;
  readonly onClose: () => void;
  /** What stands above the drawing when the take failed, or is stuck. */
  readonly notice: (take: Take) => ReactNode;
}

/** One take on one time axis: what it did, what the machine did, what the log said, and how it sounds. */
export function FlightRecorder({ takeId, onClose, notice }: FlightRecorderProps) {
  const { t } = useTranslation('flight');
  const flight = useFlight(takeId);
  const { take, trace, lines, error } = flight;
  return (
    <section
      className={classes.page}
      aria-label={t('label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes.head}>
        <Tooltip label={`${t('close')} (Esc)`}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={onClose}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <h1 className={classes.title}>{t('label')}</h1>
        {take && <TakeWords take={take} />}
      </header>
      {error && <ErrorCard error={error} />}
      {!take && !error && <Loader size="sm" aria-label={t('loading')} />}
      {take && notice(take)}
      {take && trace && <Drawing key={takeId} take={take} trace={trace} lines={lines} />}
      {take && trace === null && (
        <p className={classes.empty}>{t(take.state === 'queued' ? 'waits' : 'nothing')}</p>
      )}
      {take && <StageTable take={take} onOpen={(stage) => showLog({ takeId, stage })} />}
    </section>
  );
}

function TakeWords({ take }: { readonly take: Take }) {
  const { t } = useTranslation('flight');
  const { recipe, state, createdAt } = take;
  return (
    <>
      <span className={classes.text}>“{recipe.text}”</span>
      <span className={classes.facts}>
        {[formatTimeOfDay(new Date(createdAt)), recipe.voiceName, t('seed', { seed: recipe.seed })].join(
          ' · ',
        )}
      </span>
      <span className={classes.state} data-state={state}>
        {t(`takeStates.${state}`)}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        className={classes.headEnd}
        leftSection={<IconFileText size={14} />}
        onClick={() => showLog({ takeId: take.id })}
      >
        {t('log')}
      </Button>
    </>
  );
}

interface DrawingProps {
  readonly take: Take;
  readonly trace: Trace;
  readonly lines: readonly LogEntry[];
}

function Drawing({ take, trace, lines }: DrawingProps) {
  const { t } = useTranslation('flight');
  const studio = useStudio();
  const [chosenMs, choose] = useState<number>();
  const playback = usePlayback(useMemo(() => takeSound(studio, take), [studio, take]));
  const playedSec = usePlayedSec(playback);
  const lengthMs = axisMs(trace);
  const clock = audioClock(trace, take);
  const heardMs = playback.status === 'playing' ? clock?.atOf(playedSec) : undefined;
  const atMs = Math.min(lengthMs, heardMs ?? chosenMs ?? lengthMs);
  const near = nearest(trace.marks, atMs, lengthMs / 60);
  const move = (ms: number) => {
    // at the end of a running take the cursor follows again
    choose(trace.endMs === undefined && ms >= lengthMs ? undefined : ms);
    if (clock && ms >= clock.startMs && ms <= clock.endMs && take.state === 'done')
      playback.seek(clock.secAt(ms));
  };
  const openMark = (mark: TraceMark) => showLog({ takeId: take.id, stage: mark.stage, seq: mark.seq });
  const words = readout(take, trace, atMs, t);
  const line = near && lines.find(({ seq }) => seq === near.seq);
  return (
    <div className={classes.card}>
      <div className={classes.readout}>
        {isHearable(take) && (
          <ActionIcon
            variant="light"
            radius="xl"
            size={28}
            aria-label={t(playback.status === 'playing' ? 'pause' : 'play')}
            onClick={() => playback.toggle()}
          >
            {playback.status === 'playing' ? (
              <IconPlayerPauseFilled size={14} />
            ) : (
              <IconPlayerPlayFilled size={14} />
            )}
          </ActionIcon>
        )}
        {words.map((part) => (
          <span key={part.name} className={classes.part}>
            <span className={classes.partName}>{part.name}</span> {part.value}
          </span>
        ))}
        {chosenMs !== undefined && trace.endMs === undefined && (
          <Button size="compact-xs" variant="light" onClick={() => choose(undefined)}>
            {t('follow')}
          </Button>
        )}
      </div>
      <FlightChart
        take={take}
        trace={trace}
        lengthMs={lengthMs}
        atMs={atMs}
        following={chosenMs === undefined && trace.endMs === undefined}
        onMove={move}
        near={near}
        onOpenMark={openMark}
        playedSec={playedSec}
        words={words.map(({ name, value }) => `${name} ${value}`).join(', ')}
      />
      <div className={classes.line}>
        {near ? (
          <button
            type="button"
            className={classes.lineButton}
            data-level={near.success ? 'success' : near.level}
            onClick={() => openMark(near)}
          >
            <IconFileText size={14} aria-hidden="true" />
            <span className="mono">{line?.message ?? t('lineGone')}</span>
          </button>
        ) : (
          <span>{t('noLine')}</span>
        )}
        {trace.marksDropped > 0 && <span>{t('dropped', { count: trace.marksDropped })}</span>}
      </div>
    </div>
  );
}

interface Part {
  readonly name: string;
  readonly value: string;
}

/** What was true at a moment. */
function readout(
  take: Take,
  trace: Trace,
  atMs: number,
  t: ReturnType<typeof useTranslation<'flight'>>['t'],
): Part[] {
  const { points } = trace;
  const span = trace.spans.findLast(({ startMs, endMs = Infinity }) => startMs <= atMs && atMs <= endMs);
  const value = (name: Parameters<typeof valueAt>[1]) => valueAt(points, name, atMs);
  const clock = audioClock(trace, take);
  const rate = tokensPerSec(trace, atMs);
  const tokens = value('tokens');
  const bytes = (name: 'engineBytes' | 'hostBytes' | 'vramBytes'): string | undefined => {
    const known = value(name);
    return known === undefined ? undefined : formatBytes(known);
  };
  const cpu = value('cpuPercent');
  const firstAudioMs = trace.arrivals[0]?.atMs;
  const parts: (readonly [string, string | undefined])[] = [
    [t('parts.time'), elapsed(atMs)],
    [t('parts.stage'), span ? t(`stages.${span.stage}`) : t('parts.none')],
    [
      t(trace.tokenUnit === 'segments' ? 'tracks.segments' : 'tracks.tokens'),
      tokens === undefined
        ? undefined
        : `${tokens}${rate === undefined ? '' : ` (${rate.toFixed(rate < 10 ? 1 : 0)}/s)`}`,
    ],
    [t('parts.steps'), value('steps')?.toString()],
    [t('parts.engine'), bytes('engineBytes')],
    [t('parts.vram'), bytes('vramBytes')],
    [t('parts.host'), bytes('hostBytes')],
    [t('parts.firstAudio'), firstAudioMs === undefined ? undefined : elapsed(firstAudioMs)],
    [t('tracks.cpu'), cpu === undefined ? undefined : `${cpu} %`],
    [
      t('parts.audio'),
      clock && atMs >= clock.startMs && atMs <= clock.endMs ? clockTime(clock.secAt(atMs)) : undefined,
    ],
  ];
  return parts.flatMap(([name, words]) => (words === undefined ? [] : [{ name, value: words }]));
}

function nearest(marks: readonly TraceMark[], atMs: number, withinMs: number): TraceMark | undefined {
  let best: TraceMark | undefined;
  for (const mark of marks) {
    const away = Math.abs(mark.atMs - atMs);
    if (away <= withinMs && (!best || away <= Math.abs(best.atMs - atMs))) best = mark;
  }
  return best;
}

/** Seconds of the sound that were heard; moves while it plays. */
function usePlayedSec(playback: Playback): number {
  const [sec, setSec] = useState(0);
  useAnimationFrame(playback.status === 'playing', () => setSec(playback.position()));
  return playback.status === 'playing' ? sec : playback.position();
}
