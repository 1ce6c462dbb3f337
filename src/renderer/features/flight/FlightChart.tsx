import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { stages } from '#contract/stages';
import type { Trace, TraceMark } from '#contract/trace';
import { elapsed } from '../../lib/quantity';
import { ticks } from './flight-scale';
import classes from './flight.module.css';
import {
  ArrivalsTrack,
  CHART_PX,
  CurveTracks,
  laneOf,
  LanesTrack,
  MarksTrack,
  Silences,
  track,
  WaveTrack,
} from './tracks';

const GUTTER_PX = 104;
const EDGE_PX = 12;
/** One arrow key moves this share of the axis; Shift ten times as much. */
const STEP = 0.005;

export interface FlightChartProps {
  readonly take: Take;
  readonly trace: Trace;
  readonly lengthMs: number;
  /** Where the cursor stands; the end while it follows a running take. */
  readonly atMs: number;
  readonly following: boolean;
  readonly onMove: (atMs: number) => void;
  readonly near: TraceMark | undefined;
  readonly onOpenMark: (mark: TraceMark) => void;
  readonly playedSec: number;
  /** The cursor in words, for assistive technology. */
  readonly words: string;
}

/** Everything about a take on one time axis; the cursor moves with the pointer and the keys. */
export function FlightChart(props: FlightChartProps) {
  const { take, trace, lengthMs, atMs, following, onMove, near, onOpenMark, playedSec, words } = props;
  const { t } = useTranslation('flight');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const held = useRef(false);
  const plotPx = Math.max(100, width - GUTTER_PX - EDGE_PX);
  const x = (ms: number) => GUTTER_PX + (ms / lengthMs) * plotPx;
  const clamp = (ms: number) => Math.min(lengthMs, Math.max(0, ms));
  const toMs = (event: PointerEvent<SVGSVGElement>) =>
    clamp(
      ((event.clientX - event.currentTarget.getBoundingClientRect().left - GUTTER_PX) / plotPx) * lengthMs,
    );

  const onKeyDown = (event: KeyboardEvent) => {
    const step = lengthMs * STEP * (event.shiftKey ? 10 : 1);
    const move: Record<string, number> = {
      ...{ ArrowLeft: atMs - step, ArrowRight: atMs + step, Home: 0, End: lengthMs },
      PageUp: trace.marks.findLast((mark) => mark.atMs < atMs - 0.5)?.atMs ?? 0,
      PageDown: trace.marks.find((mark) => mark.atMs > atMs + 0.5)?.atMs ?? lengthMs,
    };
    const to = move[event.key];
    if (to !== undefined) onMove(clamp(to));
    else if (event.key === 'Enter' && near) onOpenMark(near);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const most = Math.max(3, Math.floor(plotPx / 90));
  return (
    <div
      ref={ref}
      className={classes.chart}
      role="slider"
      tabIndex={0}
      aria-label={t('chart.label')}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthMs)}
      aria-valuenow={Math.round(atMs)}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
    >
      <svg
        width={width}
        height={CHART_PX}
        aria-hidden="true"
        onPointerDown={(event) => {
          held.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          onMove(toMs(event));
        }}
        onPointerMove={(event) => {
          if (held.current) onMove(toMs(event));
        }}
        onPointerUp={() => (held.current = false)}
        onPointerCancel={() => (held.current = false)}
      >
        {ticks(lengthMs, most).map((ms) => (
          <g key={ms}>
            <line className={classes.grid} x1={x(ms)} x2={x(ms)} y1={track.lanes.top - 4} y2={CHART_PX} />
            <text className={classes.tick} x={x(ms)} y={12} textAnchor={ms === 0 ? 'start' : 'middle'}>
              {ms === 0 ? '0' : elapsed(ms)}
            </text>
          </g>
        ))}
        {stages.map((stage) => (
          <text key={stage} className={classes.name} x={0} y={laneOf(stage) + 12}>
            {t(`stages.${stage}`)}
          </text>
        ))}
        {(['tokens', 'memory', 'cpu', 'log', 'wave'] as const).map((name) => (
          <g key={name}>
            <line
              className={classes.base}
              x1={GUTTER_PX}
              x2={width - EDGE_PX}
              y1={track[name].top + track[name].height}
              y2={track[name].top + track[name].height}
            />
            <text className={classes.name} x={0} y={track[name].top + track[name].height / 2 + 4}>
              {t(name === 'tokens' && trace.tokenUnit === 'segments' ? 'tracks.segments' : `tracks.${name}`)}
            </text>
          </g>
        ))}
        <Silences trace={trace} x={x} nowMs={lengthMs} />
        <LanesTrack trace={trace} take={take} x={x} nowMs={lengthMs} />
        <CurveTracks trace={trace} x={x} />
        <WaveTrack trace={trace} take={take} x={x} playedSec={playedSec} />
        <ArrivalsTrack trace={trace} x={x} />
        <MarksTrack trace={trace} x={x} near={near} onOpen={onOpenMark} />
        <line
          className={classes.cursor}
          data-following={following || undefined}
          x1={x(atMs)}
          x2={x(atMs)}
          y1={track.lanes.top - 4}
          y2={CHART_PX}
        />
      </svg>
    </div>
  );
}
