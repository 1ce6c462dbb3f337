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
import { LogLine, ROW_PX, UnfoldedLine } from './LogLine';
import classes from './Log.module.css';
import { clickSelection, noSelection, type Selection } from './selection';
import { lineKeys } from './line-keys';

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
  /** Goes to the next or previous error. */
  readonly onError?: ((step: 1 | -1) => void) | undefined;
}

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
  onError,
}: LogLinesProps) {
  const { t } = useTranslation('log');
  const anchor = useRef<{ seq: number; px: number }>(undefined);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [follow, setFollow] = useState(followNewest);
  const [columns, setColumns] = useState(120);
  const rows = useMemo(
    () => displayRows(entries, unfolded, columns, wrap),
    [entries, unfolded, columns, wrap],
  );
  const { scroller, scrollTo, from, to, onScroll } = useFixedRows(rows.count, ROW_PX);
  const following = useRef(true);
  useSize(scroller, (element) => {
    setColumns(Math.max(40, Math.floor((element.clientWidth - LEFT_PX) / COLUMN_PX)));
    // a bar that comes or goes below must not look like a person who scrolls up
    if (following.current) scrollTo('end');
  });

  const lastSeq = entries.at(-1)?.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (lastSeq !== seenSeq) {
    setSeenSeq(lastSeq);
    setFollow(afterNewLines(follow, entries.length - indexAfter(entries, seenSeq)));
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
    if (reveal) scrollTo((rows.rowOf(indexAfter(entries, reveal.seq - 1)) - 3) * ROW_PX);
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
      onError,
      onToggle: toggle,
      onFollow: () => setFollow(followNewest),
      onShow: show,
    });

  return (
    <div className={classes.lines}>
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
            const { entry, text } = rows.at(row);
            const top = row * ROW_PX;
            // rows keep their elements while lines run through them: following a fast log only changes words
            const slot = row % SLOTS;
            if (text !== undefined)
              return <UnfoldedLine key={slot} text={text} pattern={pattern} topPx={top} />;
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
    </div>
  );
}

function toggled(all: ReadonlySet<number>, seq: number): ReadonlySet<number> {
  const next = new Set(all);
  if (!next.delete(seq)) next.add(seq);
  return next;
}

/** Width of one character of the 12 px monospaced font, and of what stands left of the message. */
const COLUMN_PX = 7.25;
const LEFT_PX = 348;

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
