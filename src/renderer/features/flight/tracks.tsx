import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { formatBytes } from '#contract/format-bytes';
import { isSlow, stages, type Stage } from '#contract/stages';
import type { Trace, TraceMark, TracePoint } from '#contract/trace';
import { elapsed } from '../../lib/quantity';
import { audioClock, pathOf, peakOf, type Curve } from './flight-scale';
import classes from './flight.module.css';

/** The drawing in px: one row a track, one axis for all. */
const LANE_PX = 22;
export const track = {
  lanes: { top: 22, height: stages.length * LANE_PX },
  tokens: { top: 146, height: 64 },
  memory: { top: 224, height: 56 },
  cpu: { top: 294, height: 40 },
  log: { top: 348, height: 22 },
  wave: { top: 384, height: 48 },
} as const;
export const CHART_PX = 438;

export interface TrackProps {
  readonly trace: Trace;
  /** A moment to its place on the axis. */
  readonly x: (atMs: number) => number;
  readonly nowMs: number;
}

/** Each lane as a bar from its start to its end, over the time it usually takes. */
export function LanesTrack({ trace, x, nowMs, take }: TrackProps & { readonly take: Take }) {
  const { t } = useTranslation('flight');
  return (
    <g>
      {trace.spans.map(({ stage, state, startMs, endMs = nowMs }) => {
        const lane = take.stages.find((each) => each.stage === stage);
        const top = track.lanes.top + stages.indexOf(stage) * LANE_PX;
        const stuck = (take.quiet?.stage === stage && state === 'running') || state === 'failed';
        const look = stuck ? 'stuck' : lane && isSlow(lane, endMs - startMs) ? 'slow' : state;
        const { estimateMs, usual } = lane ?? {};
        return (
          <g key={stage}>
            {usual && startMs + usual.lowMs < nowMs && (
              <rect
                className={classes.usual}
                x={x(startMs + usual.lowMs)}
                y={top + 16}
                width={Math.max(1, x(Math.min(nowMs, startMs + usual.highMs)) - x(startMs + usual.lowMs))}
                height={2}
              />
            )}
            {estimateMs !== undefined && startMs + estimateMs < nowMs && (
              <rect
                className={classes.median}
                x={x(startMs + estimateMs) - 1}
                y={top + 14}
                width={2}
                height={6}
              />
            )}
            <rect
              className={classes.lane}
              data-look={look}
              x={x(startMs)}
              y={top + 3}
              width={Math.max(2, x(endMs) - x(startMs))}
              height={10}
              rx={2}
            >
              <title>{`${t(`stages.${stage}`)} ${elapsed(endMs - startMs)}`}</title>
            </rect>
          </g>
        );
      })}
    </g>
  );
}

interface CurveProps extends Pick<TrackProps, 'x'> {
  readonly points: readonly TracePoint[];
  readonly name: Curve;
  readonly of: { readonly top: number; readonly height: number };
  readonly most: number;
  readonly filled?: boolean;
}

function CurveLine({ points, name, of, most, x, filled = false }: CurveProps) {
  const bottom = of.top + of.height;
  const y = (value: number) => bottom - (Math.min(1, value / Math.max(most, 1e-9)) * (of.height - 4) + 1);
  const path = pathOf(points, name, x, y);
  if (path === '') return null;
  const known = points.filter((point) => point[name] !== undefined);
  const area = `${path}L${x(known.at(-1)!.atMs).toFixed(1)},${bottom}L${x(known[0]!.atMs).toFixed(1)},${bottom}Z`;
  return (
    <g data-curve={name}>
      {filled && <path className={classes.area} d={area} />}
      <path className={classes.curve} d={path} />
    </g>
  );
}

/** Tokens, memory and processor time over the axis, each with its peak under its name. */
export function CurveTracks({ trace, x }: Omit<TrackProps, 'nowMs'>) {
  const { points, cpuCount } = trace;
  const tokens = peakOf(points, 'tokens');
  const steps = peakOf(points, 'steps');
  const memory = Math.max(
    peakOf(points, 'engineBytes'),
    peakOf(points, 'hostBytes'),
    peakOf(points, 'vramBytes'),
  );
  const cpu = Math.max(100, peakOf(points, 'cpuPercent'));
  const label = (of: { readonly top: number; readonly height: number }, words: string) => (
    <text className={classes.peak} x={0} y={of.top + of.height / 2 + 18}>
      {words}
    </text>
  );
  return (
    <g>
      <CurveLine points={points} name="tokens" of={track.tokens} most={tokens} x={x} filled />
      <CurveLine points={points} name="steps" of={track.tokens} most={steps} x={x} />
      {tokens > 0 && label(track.tokens, String(tokens))}
      <CurveLine points={points} name="engineBytes" of={track.memory} most={memory} x={x} filled />
      <CurveLine points={points} name="vramBytes" of={track.memory} most={memory} x={x} />
      <CurveLine points={points} name="hostBytes" of={track.memory} most={memory} x={x} />
      {memory > 0 && label(track.memory, formatBytes(memory))}
      <CurveLine points={points} name="cpuPercent" of={track.cpu} most={cpu} x={x} filled />
      {peakOf(points, 'cpuPercent') > 0 &&
        label(track.cpu, `${peakOf(points, 'cpuPercent')} % / ${cpuCount * 100} %`)}
    </g>
  );
}

/** Stretches in which the engine said nothing for too long, over the whole height. */
export function Silences({ trace, x, nowMs }: TrackProps) {
  return (
    <g>
      {trace.silences.map(({ startMs, endMs = trace.endMs ?? nowMs }) => (
        <rect
          key={startMs}
          className={classes.silence}
          x={x(startMs)}
          y={track.lanes.top}
          width={Math.max(2, x(endMs) - x(startMs))}
          height={CHART_PX - track.lanes.top}
        />
      ))}
    </g>
  );
}

export interface MarksProps extends Pick<TrackProps, 'trace' | 'x'> {
  readonly near: TraceMark | undefined;
  readonly onOpen: (mark: TraceMark) => void;
}

/** One tick for each line of the log; what is loud stands taller. */
export function MarksTrack({ trace, x, near, onOpen }: MarksProps) {
  const { top, height } = track.log;
  const tall = ({ level, success }: TraceMark) => level === 'error' || level === 'warn' || success === true;
  return (
    <g>
      {trace.marks.map((mark) => (
        <rect
          key={mark.seq}
          className={classes.mark}
          data-level={mark.success ? 'success' : mark.level}
          data-near={mark === near || undefined}
          x={x(mark.atMs) - 1.5}
          y={tall(mark) ? top : top + height / 2}
          width={3}
          height={tall(mark) ? height : height / 2}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(mark);
          }}
        />
      ))}
    </g>
  );
}

/** The sound where its tokens were drawn. */
export function WaveTrack({
  trace,
  take,
  x,
  playedSec,
}: Pick<TrackProps, 'trace' | 'x'> & { readonly take: Take; readonly playedSec: number }) {
  const clock = audioClock(trace, take);
  const { peaks, audioSec } = take;
  if (!clock || !peaks || audioSec === undefined) return null;
  const { top, height } = track.wave;
  const most = Math.max(0.05, ...peaks);
  const middle = top + height / 2;
  return (
    <g>
      {peaks.map((peak, at) => {
        const sec = (at / peaks.length) * audioSec;
        const half = Math.max(0.5, (peak / most) * (height / 2));
        return (
          <rect
            key={at}
            className={classes.wave}
            data-played={sec < playedSec || undefined}
            x={x(clock.atOf(sec))}
            y={middle - half}
            width={1.2}
            height={2 * half}
          />
        );
      })}
    </g>
  );
}

/** When each sentence could be heard; the first audio stands taller, with its name. */
export function ArrivalsTrack({ trace, x }: Pick<TrackProps, 'trace' | 'x'>) {
  const { t } = useTranslation('flight');
  const { top, height } = track.wave;
  return (
    <g>
      {trace.arrivals.map(({ atMs, audioSec }, at) => (
        <g key={audioSec}>
          <line
            className={classes.arrival}
            data-first={at === 0 || undefined}
            x1={x(atMs)}
            x2={x(atMs)}
            y1={at === 0 ? top - 8 : top + height - 8}
            y2={top + height}
          >
            <title>{t('arrived', { time: elapsed(atMs), audio: elapsed(audioSec * 1000) })}</title>
          </line>
          {at === 0 && (
            <text className={classes.tick} x={x(atMs) + 4} y={top - 1}>
              {t('parts.firstAudio')}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

export const laneOf = (stage: Stage): number => track.lanes.top + stages.indexOf(stage) * LANE_PX;
