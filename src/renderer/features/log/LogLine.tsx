import { memo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { displayWidth } from './display-rows';
import { shownLevel } from './filter';
import { lineTime, markFound } from './line-text';
import classes from './Log.module.css';

/** Height of every row; the style sheet says the same. */
export const ROW_PX = 22;

/** Enough of a take's id to tell takes apart by eye. */
const SHORT_ID = 6;

export interface LogLineProps {
  readonly entry: LogEntry;
  readonly topPx: number;
  readonly search: string;
  readonly columns: number;
  readonly unfolded: boolean;
  readonly selected: boolean;
  readonly onToggle: (seq: number) => void;
  readonly onSelect: (seq: number, keys: { readonly shiftKey: boolean; readonly ctrlKey: boolean }) => void;
  /** Narrows the log to a take. */
  readonly onTake: ((takeId: string) => void) | undefined;
}

/** One line: when, how serious, who, which take, what. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { entry, topPx, search, columns, unfolded, selected, onToggle, onSelect, onTake } = props;
  const { t } = useTranslation('log');
  const level = shownLevel(entry);
  const [first = '', ...more] = entry.message.split('\n');
  const foldable = more.length > 0 || entry.data !== undefined || displayWidth(first) > columns;
  const { takeId } = entry;
  return (
    // keyboards select with Ctrl+A and copy with the toolbar; a click on a line is the pointer's shortcut
    <div
      className={classes.line}
      data-level={level}
      data-selected={selected}
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
      <time className={classes.time} dateTime={entry.time}>
        {lineTime(entry.time)}
      </time>
      <span className={classes.level}>{level}</span>
      <span className={classes.scope}>{entry.scope}</span>
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
      <span className={classes.message}>
        <Marked text={first} search={search} />
        {more.length > 0 && !unfolded && (
          <span className={classes.more}>{t('foldedLines', { count: more.length })}</span>
        )}
      </span>
    </div>
  );
});

export interface UnfoldedLineProps {
  readonly text: string;
  readonly search: string;
  readonly topPx: number;
}

/** A further row of an unfolded line. */
export function UnfoldedLine({ text, search, topPx }: UnfoldedLineProps) {
  return (
    <div className={classes.unfolded} style={{ transform: `translateY(${topPx}px)` }}>
      <Marked text={text} search={search} />
    </div>
  );
}

function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  return markFound(text, search).map((piece, index) =>
    piece.found ? (
      <mark key={index} className={classes.found}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
