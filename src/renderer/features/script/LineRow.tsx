import { useEffect, useRef, useState } from 'react';
import { Textarea, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scriptLimits, type ScriptRow } from '#contract/scripts';
import { formatSec } from '../../lib/format';
import { newId } from '../../lib/new-id';
import { dotColour } from '../../ui/colours';
import classes from './script.module.css';

export interface LineRowProps {
  readonly line: ScriptRow;
  /** Counted from 1. */
  readonly number: number;
  readonly colour: string;
  readonly selected: boolean;
  readonly inHand: boolean;
  readonly heard: boolean;
  readonly editing: boolean;
  readonly acts: LineActs;
}

/** What a row asks for. */
export interface LineActs {
  readonly onPick: (id: string, how: { readonly more: boolean; readonly one: boolean }) => void;
  readonly onEdit: (id: string | undefined) => void;
  /** @param sitting one for each time the line is opened */
  readonly onWords: (id: string, text: string, sitting: string) => void;
  /** Cuts the line in two at this character. */
  readonly onSplit: (id: string, text: string, at: number) => void;
  readonly onPlay: (id: string) => void;
}

/** Words that are being typed are kept this long after the last key. */
const KEPT_AFTER_MS = 500;

/** One line of the script. */
export function LineRow(props: LineRowProps) {
  const { line, number, colour, selected, inHand, heard, editing, acts } = props;
  const { t } = useTranslation('script');
  const { id, kind, speaker, text, instruction, state, audioSec } = line;
  return (
    <div
      role="row"
      aria-rowindex={number}
      aria-selected={selected}
      data-kind={kind}
      data-hand={inHand || undefined}
      data-heard={heard || undefined}
      className={classes.line}
      onMouseDown={(event) => acts.onPick(id, { more: event.shiftKey, one: event.ctrlKey || event.metaKey })}
      onDoubleClick={() => acts.onEdit(id)}
    >
      <span role="gridcell" className={`${classes.number} tabular`}>
        {number}
      </span>
      <span role="gridcell" className={classes.speaker} title={speaker}>
        {kind === 'line' && speaker !== '' && (
          <span className={classes.dot} style={{ background: dotColour(colour) }} aria-hidden />
        )}
        {kind === 'line' ? speaker : t(`kinds.${kind}`)}
      </span>
      <div role="gridcell" className={classes.words}>
        {editing ? (
          <WordsField line={line} acts={acts} />
        ) : (
          <>
            {instruction !== '' && <span className={classes.direction}>{instruction}</span>}
            <span className={classes.text}>{text === '' ? t('noWords') : text}</span>
          </>
        )}
      </div>
      <span role="gridcell" className={classes.state} data-state={state}>
        {kind === 'line' && state !== 'empty' && (
          <Tooltip
            label={line.changed.map((reason) => t(`changed.${reason}`, { defaultValue: reason })).join(' ')}
            disabled={state !== 'stale'}
          >
            <span>{t(`states.${state}`)}</span>
          </Tooltip>
        )}
      </span>
      <span role="gridcell" className={`${classes.duration} tabular`}>
        {audioSec !== undefined && (
          <UnstyledButton
            tabIndex={-1}
            className={classes.play}
            aria-label={t('playLine', { number })}
            onClick={() => acts.onPlay(id)}
          >
            {formatSec(audioSec)}
          </UnstyledButton>
        )}
      </span>
    </div>
  );
}

/** The words where they stand. Enter keeps them, Shift+Enter breaks the line, Escape leaves them as they were, Ctrl+B cuts here. */
function WordsField({ line, acts }: { readonly line: ScriptRow; readonly acts: LineActs }) {
  const { t } = useTranslation('script');
  const field = useRef<HTMLTextAreaElement>(null);
  const given = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [{ before, sitting }] = useState(() => ({ before: line.text, sitting: newId() }));
  useEffect(() => {
    field.current?.focus();
    return () => clearTimeout(timer.current);
  }, []);
  const put = (words: string) => {
    clearTimeout(timer.current);
    if (words !== line.text) acts.onWords(line.id, words, sitting);
  };
  const leave = (words: string) => {
    if (given.current) return;
    given.current = true;
    put(words);
    acts.onEdit(undefined);
  };
  const keep = () => leave(field.current?.value ?? line.text);
  return (
    <Textarea
      ref={field}
      size="xs"
      autosize
      minRows={1}
      maxRows={12}
      maxLength={scriptLimits.textCharacters}
      aria-label={t('words')}
      defaultValue={before}
      onBlur={keep}
      onChange={({ currentTarget: { value } }) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => put(value), KEPT_AFTER_MS);
      }}
      onMouseDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        // a word that is being composed takes its own keys
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        const isSplit = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'b';
        if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) keep();
        else if (event.key === 'Escape') leave(before);
        else if (isSplit) {
          given.current = true;
          clearTimeout(timer.current);
          acts.onSplit(line.id, event.currentTarget.value, event.currentTarget.selectionStart);
        } else return;
        event.preventDefault();
      }}
    />
  );
}
