import { useCallback, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import type { Pattern } from '#log-text/pattern';
import { useFixedRows } from '../../lib/fixed-rows';
import { displayRows } from './display-rows';
import { indexAfter } from './filter';
import { afterNewLines, afterScroll, followNewest } from './follow';
import { timeSince, type Highlight } from './line-text';
import type { Bookmarks } from './use-bookmarks';
import { LogLine, ROW_PX, UnfoldedLine, type Pause } from './LogLine';
import classes from './Log.module.css';
import { clickSelection, noSelection, type Selection } from './selection';
import { lineKeys, type LineSteps } from './line-keys';
import { ScrollTicks } from './ScrollTicks';

export interface LogLinesProps {
  readonly entries: readonly LogEntry[];
  readonly pattern?: Pattern | undefined;
  readonly wrap?: boolean;
  /** Times are told from this moment on; undefined tells the time of day. */
  readonly sinceTime?: string | undefined;
  readonly onTake?: ((takeId: string) => void) | undefined;
  /** Called when the person scrolls to the first line. */
  readonly onTop?: (() => void) | undefined;
  /** Scrolls to this line; a new object scrolls again. */
  readonly reveal?: { readonly seq: number } | undefined;
  readonly selection?: Selection | undefined;
  readonly onSelect?: ((selection: Selection) => void) | undefined;
  readonly steps?: LineSteps | undefined;
  /** Tells of each line how long after the one above it came; amber from this many ms on. */
  readonly pausesFromMs?: number | undefined;
  /** Numbers of the lines that were found; the others stand around them. */
  readonly found?: ReadonlySet<number> | undefined;
  /** How many lines each one stands for, by its number. */
  readonly counts?: ReadonlyMap<number, number> | undefined;
  readonly onCount?: ((entry: LogEntry) => void) | undefined;
  readonly bookmarks?: Pick<Bookmarks, 'seqs' | 'of'> | undefined;
  readonly highlights?: readonly Highlight[] | undefined;
}

const noMarks: ReadonlySet<number> = new Set();

/** More than the rows of any screen. */
const SLOTS = 512;

/** Near enough to the top to want older lines, px. */
const TOP_PX = 300;

/** The lines of a log: only those in sight exist, the newest is followed until the person scrolls up. */
export function LogLines({
  entries,
  pattern,
  wrap = false,
  sinceTime,
  onTake,
  onTop,
  reveal,
  selection = noSelection,
  onSelect,
  steps,
  pausesFromMs,
  found,
  counts,
  onCount,
  bookmarks,
  highlights,
}: LogLinesProps) {
  const { t } = useTranslation('log');
  const anchor = useRef<{ seq: number; px: number }>(undefined);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [follow, setFollow] = useState(followNewest);
  const [columns, setColumns] = useState(120);
  const [heightPx, setHeightPx] = useState(0);
  const leftPx = LEFT_PX + (pausesFromMs === undefined ? 0 : PAUSE_PX) + (counts ? COUNT_PX : 0);
  const rows = useMemo(
    () => displayRows(entries, unfolded, columns, wrap),
    [entries, unfolded, columns, wrap],
  );
  const { scroller, scrollTo, from, to, onScroll } = useFixedRows(rows.count, ROW_PX);
  const following = useRef(true);
  useSize(scroller, (element) => {
    setColumns(Math.max(40, Math.floor((element.clientWidth - leftPx) / COLUMN_PX)));
    setHeightPx(element.clientHeight);
    // a bar that comes or goes below must not look like a person who scrolls up
    if (following.current) scrollTo('end');
  });

  const lastSeq = entries.at(-1)?.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (lastSeq !== seenSeq) {
    setSeenSeq(lastSeq);
    setFollow(afterNewLines(follow, entries.length - indexAfter(entries, seenSeq)));
  }

  const [revealed, setRevealed] = useState<typeof reveal>();
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal && follow.following) setFollow({ following: false, newLines: 0 });
  }

  // before the browser paints: stay at the end, or keep the line that was at the top where it was
  useLayoutEffect(() => {
    following.current = follow.following;
    if (follow.following) scrollTo('end');
    else if (anchor.current) {
      const index = indexAfter(entries, anchor.current.seq - 1);
      scrollTo(rows.rowOf(Math.min(index, entries.length)) * ROW_PX + anchor.current.px);
    }
    onScroll();
  }, [rows, entries, follow.following, scrollTo, onScroll]);

  useLayoutEffect(() => {
    if (!reveal || rows.count === 0) return;
    // whoever jumps to a line stays there, also in a list that was just made
    const top = Math.min(rows.count - 1, Math.max(0, rows.rowOf(indexAfter(entries, reveal.seq - 1)) - 3));
    anchor.current = { seq: rows.at(top).entry.seq, px: 0 };
    scrollTo(top * ROW_PX);
    onScroll();
    // only a new request scrolls; lines that come later must not
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal]);

  const scrolled = () => {
    const element = scroller.current;
    if (!element) return;
    onScroll();
    setFollow(afterScroll(follow, element.scrollHeight - element.scrollTop - element.clientHeight));
    const row = Math.min(rows.count - 1, Math.floor(element.scrollTop / ROW_PX));
    if (row >= 0) {
      const { index, entry } = rows.at(row);
      anchor.current = { seq: entry.seq, px: element.scrollTop - rows.rowOf(index) * ROW_PX };
    }
    if (element.scrollTop < TOP_PX) onTop?.();
  };

  const toggle = useCallback((seq: number) => setUnfolded((all) => toggled(all, seq)), []);
  const latest = useRef({ entries, selection });
  useLayoutEffect(() => {
    latest.current = { entries, selection };
  });
  const select = useCallback(
    (seq: number, keys: { readonly shiftKey: boolean; readonly ctrlKey: boolean }) =>
      onSelect?.(clickSelection(latest.current.selection, latest.current.entries, seq, keys)),
    [onSelect],
  );

  const show = (seq: number) => {
    const element = scroller.current;
    if (!element) return;
    const px = rows.rowOf(indexAfter(entries, seq - 1)) * ROW_PX;
    if (px < element.scrollTop) scrollTo(px);
    else if (px + ROW_PX > element.scrollTop + element.clientHeight)
      scrollTo(px + ROW_PX - element.clientHeight);
  };
  const onKeyDown = (event: KeyboardEvent) =>
    lineKeys(event, {
      entries,
      selection,
      onSelect,
      steps,
      onToggle: toggle,
      onFollow: () => setFollow(followNewest),
      onShow: show,
    });

  return (
    <div
      className={classes.lines}
      data-pauses={pausesFromMs !== undefined}
      data-counts={counts !== undefined}
    >
      {/* a log is read by scrolling, and keys reach it only when it can be focused */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="log"
        aria-live="off"
        aria-label={t('label')}
        tabIndex={0}
        onScroll={scrolled}
        onKeyDown={onKeyDown}
      >
        <div className={classes.sheet} style={{ height: rows.count * ROW_PX }}>
          {Array.from({ length: Math.max(0, to - from) }, (_, offset) => {
            const row = from + offset;
            const { entry, index, text } = rows.at(row);
            const top = row * ROW_PX;
            // rows keep their elements while lines run through them: following a fast log only changes words
            const slot = row % SLOTS;
            if (text !== undefined)
              return <UnfoldedLine key={slot} {...{ text, pattern, highlights }} topPx={top} />;
            return (
              <LogLine
                key={slot}
                entry={entry}
                topPx={top}
                pattern={pattern}
                columns={columns}
                wrap={wrap}
                sinceTime={sinceTime}
                unfolded={unfolded.has(entry.seq)}
                selected={selection.seqs.has(entry.seq)}
                onToggle={toggle}
                onSelect={select}
                onTake={onTake}
                pause={
                  pausesFromMs === undefined ? undefined : pauseOf(entry, entries[index - 1], pausesFromMs)
                }
                beside={found !== undefined && !found.has(entry.seq)}
                count={counts?.get(entry.seq)}
                onCount={onCount}
                highlights={highlights}
                bookmark={bookmarks?.of(entry)}
              />
            );
          })}
        </div>
        {!follow.following && (
          <div className={classes.jump}>
            <Button
              size="compact-sm"
              leftSection={<IconArrowDown size={14} />}
              onClick={() => setFollow(followNewest)}
            >
              {follow.newLines > 0 ? t('newLines', { count: follow.newLines }) : t('jump')}
            </Button>
          </div>
        )}
      </div>
      {rows.count * ROW_PX > heightPx && (
        <ScrollTicks
          entries={entries}
          marked={bookmarks?.seqs ?? noMarks}
          heightPx={heightPx}
          onJump={(share) => scrollTo(share * rows.count * ROW_PX - heightPx / 2)}
        />
      )}
    </div>
  );
}

function pauseOf(entry: LogEntry, before: LogEntry | undefined, slowMs: number): Pause {
  if (!before) return noPause;
  const ms = new Date(entry.time).getTime() - new Date(before.time).getTime();
  return { words: timeSince(entry.time, before.time), slow: ms >= slowMs };
}

const noPause: Pause = { words: '', slow: false };

function toggled(all: ReadonlySet<number>, seq: number): ReadonlySet<number> {
  const next = new Set(all);
  if (!next.delete(seq)) next.add(seq);
  return next;
}

/** Width of one character of the 12 px monospaced font, and of what stands left of the message. */
const COLUMN_PX = 7.25;
const LEFT_PX = 348;
/** The columns that come and go; the style sheet says the same. */
const PAUSE_PX = 100;
const COUNT_PX = 72;

/** Calls `report` at the start and whenever the element has another size. */
function useSize(
  scroller: { readonly current: HTMLElement | null },
  report: (element: HTMLElement) => void,
): void {
  const latest = useRef(report);
  useLayoutEffect(() => {
    latest.current = report;
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => latest.current(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
}
