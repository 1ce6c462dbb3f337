import { memo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconBookmarkFilled, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogBookmark } from '#contract/log-marks';
import type { LogEntry } from '#contract/logger';
import { storiesOf } from '#log-text/format';
import { shownLevel } from '#log-text/matcher';
import type { Pattern } from '#log-text/pattern';
import { displayWidth, rowText } from './display-rows';
import { lineMoment, lineTime, markFound, timeSince, type Highlight } from './line-text';
import classes from './Log.module.css';

/** Height of every row; the style sheet says the same. */
export const ROW_PX = 22;

/** Enough of a take's id to tell takes apart by eye. */
const SHORT_ID = 6;

export interface LogLineProps {
  readonly entry: LogEntry;
  readonly topPx: number;
  readonly pattern: Pattern | undefined;
  readonly columns: number;
  readonly wrap: boolean;
  /** Times are told from this line on; undefined tells the time of day. */
  readonly sinceTime: string | undefined;
  readonly unfolded: boolean;
  readonly selected: boolean;
  readonly onToggle: (seq: number) => void;
  readonly onSelect: (seq: number, keys: { readonly shiftKey: boolean; readonly ctrlKey: boolean }) => void;
  /** Narrows the log to a take. */
  readonly onTake: ((takeId: string) => void) | undefined;
  /** How long after the line above it came; undefined when nobody asks. */
  readonly pause?: Pause | undefined;
  /** Stands around a line that was found, and was not found itself. */
  readonly beside?: boolean;
  /** Lines that it stands for, when lines of a shape are one. */
  readonly count?: number | undefined;
  readonly onCount?: ((entry: LogEntry) => void) | undefined;
  readonly highlights?: readonly Highlight[] | undefined;
  readonly bookmark?: LogBookmark | undefined;
}

/** A pause before a line. */
export interface Pause {
  readonly words: string;
  /** As long as a slow-down. */
  readonly slow: boolean;
}

/** One line: when, how serious, who, which take, what. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { entry, topPx, pattern, columns, wrap, sinceTime, unfolded, selected, onToggle, onSelect, onTake } =
    props;
  const { pause, beside = false, count, onCount, highlights, bookmark } = props;
  const { t, i18n } = useTranslation('log');
  const level = shownLevel(entry);
  const [first = '', ...rest] = entry.message.split('\n');
  const more = rest.length + storiesOf(entry).length;
  const foldable = more > 0 || entry.data !== undefined || (!wrap && displayWidth(first) > columns);
  const { takeId } = entry;
  return (
    // keyboards select with the arrow keys; a click on a line is the pointer's way
    <div
      className={classes.line}
      data-level={level}
      data-selected={selected}
      data-beside={beside}
      data-seq={entry.seq}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={(event) => {
        if (window.getSelection()?.isCollapsed !== false)
          onSelect(entry.seq, { shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey });
      }}
      onDoubleClick={() => foldable && onToggle(entry.seq)}
    >
      {foldable ? (
        <UnstyledButton
          className={classes.fold}
          aria-expanded={unfolded}
          aria-label={t(unfolded ? 'fold' : 'unfold')}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(entry.seq);
          }}
        >
          {unfolded ? <IconChevronDown size={12} /> : <IconChevronRight size={12} />}
        </UnstyledButton>
      ) : (
        <span className={classes.fold} />
      )}
      <time className={classes.time} dateTime={entry.time} title={lineMoment(entry.time, i18n.language)}>
        {sinceTime === undefined ? lineTime(entry.time) : timeSince(entry.time, sinceTime)}
      </time>
      {pause && (
        <span className={classes.pause} data-slow={pause.slow}>
          {pause.words}
        </span>
      )}
      <span className={classes.level}>{level}</span>
      <span className={classes.scope} title={entry.scope}>
        {entry.scope}
      </span>
      {takeId !== undefined && onTake ? (
        <UnstyledButton
          className={classes.take}
          title={t('take.filter')}
          onClick={(event) => {
            event.stopPropagation();
            onTake(takeId);
          }}
        >
          {takeId.slice(-SHORT_ID)}
        </UnstyledButton>
      ) : (
        <span className={classes.take} />
      )}
      {count !== undefined && (
        <UnstyledButton
          className={classes.count}
          title={t('shape.show')}
          onClick={(event) => {
            event.stopPropagation();
            onCount?.(entry);
          }}
        >
          ×{count.toLocaleString(i18n.language)}
        </UnstyledButton>
      )}
      <span className={classes.message} data-wrap={wrap}>
        {bookmark && (
          <span className={classes.bookmark}>
            <IconBookmarkFilled size={12} aria-label={t('bookmark.one')} />
            {bookmark.note !== '' && <bdi>{bookmark.note}</bdi>}
          </span>
        )}
        <Marked text={rowText(entry, columns, wrap)} pattern={pattern} highlights={highlights} />
        {more > 0 && !unfolded && <span className={classes.more}>{t('foldedLines', { count: more })}</span>}
      </span>
    </div>
  );
});

interface MarkedProps {
  readonly text: string;
  readonly pattern: Pattern | undefined;
  readonly highlights: readonly Highlight[] | undefined;
}

export interface UnfoldedLineProps extends MarkedProps {
  readonly topPx: number;
}

/** A further row of an unfolded line. */
export function UnfoldedLine({ text, pattern, highlights, topPx }: UnfoldedLineProps) {
  return (
    <div className={classes.unfolded} style={{ transform: `translateY(${topPx}px)` }}>
      <Marked text={text} pattern={pattern} highlights={highlights} />
    </div>
  );
}

function Marked({ text, pattern, highlights }: MarkedProps) {
  return markFound(text, pattern, highlights).map((piece, index) =>
    piece.found || piece.colour !== undefined ? (
      <mark
        key={index}
        className={piece.found ? classes.found : classes.highlight}
        data-colour={piece.colour}
      >
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
