import { useMemo, type PointerEvent } from 'react';
import type { LogEntry } from '#contract/logger';
import classes from './Picture.module.css';

export interface ScrollTicksProps {
  readonly entries: readonly LogEntry[];
  readonly marked: ReadonlySet<number>;
  readonly heightPx: number;
  /** Scrolls to this share of the list. */
  readonly onJump: (share: number) => void;
}

const KINDS = ['warn', 'error', 'mark'] as const;
const TICK_PX = 2;

/** Where errors, warnings and bookmarks lie, beside the scrollbar. Keys lead to each of them, so nobody needs to see it. */
export function ScrollTicks({ entries, marked, heightPx, onJump }: ScrollTicksProps) {
  const paths = useMemo(() => tickPaths(entries, marked, heightPx), [entries, marked, heightPx]);
  const jump = ({ clientY, currentTarget }: PointerEvent) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    onJump((clientY - top) / height);
  };
  return (
    <svg className={classes.ticks} aria-hidden="true" height={heightPx} onPointerDown={jump}>
      {KINDS.map((kind) => (
        <path key={kind} className={classes.tick} data-kind={kind} d={paths[kind]} />
      ))}
    </svg>
  );
}

/** @returns ticks of each kind, at most one of a kind for two pixels, whatever the number of lines */
export function tickPaths(
  entries: readonly LogEntry[],
  marked: ReadonlySet<number>,
  heightPx: number,
): Readonly<Record<(typeof KINDS)[number], string>> {
  const slots = Math.max(1, Math.floor(heightPx / TICK_PX));
  const places = { warn: new Set<number>(), error: new Set<number>(), mark: new Set<number>() };
  for (let index = 0; index < entries.length; index++) {
    const { level, seq } = entries[index]!;
    const isMarked = marked.has(seq);
    if (level !== 'error' && level !== 'warn' && !isMarked) continue;
    const slot = Math.floor((index / entries.length) * slots);
    if (isMarked) places.mark.add(slot);
    if (level === 'error' || level === 'warn') places[level].add(slot);
  }
  const path = (kind: keyof typeof places, left: number, width: number) =>
    [...places[kind]].map((slot) => `M${left} ${slot * TICK_PX}h${width}v${TICK_PX}h${-width}z`).join('');
  return { warn: path('warn', 0, 5), error: path('error', 0, 5), mark: path('mark', 6, 5) };
}
