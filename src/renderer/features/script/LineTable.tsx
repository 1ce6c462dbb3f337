import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { Script, ScriptOperation } from '#contract/scripts';
import { lineKey } from './line-keys';
import { LineRow, type LineActs } from './LineRow';
import classes from './script.module.css';
import type { ScriptEditing } from './use-script';

export interface Selection {
  /** The line that keys act on. */
  readonly handId: string | undefined;
  readonly ids: ReadonlySet<string>;
}

interface LineTableProps {
  readonly script: Script;
  readonly editing: Pick<ScriptEditing, 'change' | 'type' | 'undo' | 'redo'>;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly heardId: string | undefined;
  readonly onSpeak: (lineIds?: readonly string[]) => void;
  readonly onPlay: (lineId: string) => void;
}

const ROW_PX = 36;

/** Every line; only those in sight are drawn, so that thousands stay light. The keys are those of a list in hand. */
export function LineTable(props: LineTableProps) {
  const { script, editing, selection, onSelect, heardId, onSpeak, onPlay } = props;
  const { t } = useTranslation('script');
  const { lines, cast } = script;
  const [editedId, setEditedId] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);
  const colours = useMemo(() => new Map(cast.map(({ speaker, colour }) => [speaker, colour])), [cast]);
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler runs here, nothing is memoized by it
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const handAt = lines.findIndex(({ id }) => id === selection.handId);

  const pick = (at: number, more = false) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, at))];
    if (!line) return;
    onSelect({ handId: line.id, ids: new Set(more ? [...selection.ids, line.id] : [line.id]) });
    rows.scrollToIndex(lines.indexOf(line));
  };
  const acts: LineActs = {
    onPick: (id, { more, one }) => {
      const at = lines.findIndex((line) => line.id === id);
      const from = Math.max(0, handAt);
      const span = lines.slice(Math.min(from, at), Math.max(from, at) + 1).map((line) => line.id);
      const ids = one ? [...selection.ids, id] : more ? [...selection.ids, ...span] : [id];
      onSelect({ handId: id, ids: new Set(ids) });
    },
    onEdit: (id) => {
      setEditedId(id);
      if (id === undefined) scroller.current?.focus();
    },
    onWords: (lineId, text, sitting) => void editing.type({ lineId, text, sitting }),
    onSplit: (id, text, at) => {
      const line = lines.find((each) => each.id === id);
      setEditedId(undefined);
      scroller.current?.focus();
      if (!line) return;
      const { kind, speaker, instruction, overrides } = line;
      const rest = { kind, speaker, instruction, overrides, text: text.slice(at).trim() };
      void editing.change(
        { do: 'change', lineId: id, change: { text: text.slice(0, at).trim() } },
        { do: 'insert', after: id, lines: [rest] },
      );
    },
    onPlay,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const asked = lineKey(event.nativeEvent);
    if (asked === undefined) return;
    event.preventDefault();
    const chosen = lines.filter(({ id }) => selection.ids.has(id)).map(({ id }) => id);
    if (typeof asked === 'object') {
      const speaker = cast[asked.speaker - 1]?.speaker;
      const changes = chosen.map((lineId) => ({
        do: 'change' as const,
        lineId,
        change: { speaker: speaker ?? '' },
      }));
      if (speaker !== undefined && changes.length > 0) void editing.change(...changes);
      return;
    }
    const act: Readonly<Record<typeof asked, () => void>> = {
      up: () => pick(handAt - 1),
      down: () => pick(handAt + 1),
      'more-up': () => pick(handAt - 1, true),
      'more-down': () => pick(handAt + 1, true),
      edit: () => setEditedId(lines[handAt]?.id),
      speak: () => onSpeak(chosen),
      'speak-needed': () => onSpeak(),
      play: () => selection.handId !== undefined && onPlay(selection.handId),
      'move-up': () => move(chosen, -1),
      'move-down': () => move(chosen, 1),
      merge: () => merge(),
      remove: () => chosen.length > 0 && void editing.change({ do: 'remove', lineIds: chosen }),
      undo: () => void editing.undo(),
      redo: () => void editing.redo(),
      all: () => onSelect({ ...selection, ids: new Set(lines.map(({ id }) => id)) }),
    };
    act[asked]();
  };
  const move = (chosen: readonly string[], by: -1 | 1) => {
    const places = chosen.map((id) => lines.findIndex((line) => line.id === id));
    const target = by === -1 ? Math.min(...places) - 2 : Math.max(...places) + 1;
    if (chosen.length === 0 || target < -1 || target >= lines.length) return;
    void editing.change({ do: 'move', lineIds: [...chosen], after: lines[target]?.id ?? null });
  };
  const merge = () => {
    const [line, next] = [lines[handAt], lines[handAt + 1]];
    if (!line || !next) return;
    const operations: ScriptOperation[] = [
      { do: 'change', lineId: line.id, change: { text: joined(line.text, next.text) } },
      { do: 'remove', lineIds: [next.id] },
    ];
    void editing.change(...operations);
  };
  const follow = useEffectEvent((lineId: string | undefined) => {
    const at = lines.findIndex(({ id }) => id === lineId);
    if (at >= 0) rows.scrollToIndex(at);
  });
  useEffect(() => follow(heardId), [heardId]);

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('lines')}
      aria-rowcount={lines.length}
      aria-multiselectable
      className={classes.scroller}
      onKeyDown={onKeyDown}
      onFocus={() => handAt < 0 && lines.length > 0 && pick(0)}
    >
      <div role="rowgroup" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index]!;
          return (
            <div
              key={item.key}
              role="presentation"
              ref={rows.measureElement}
              data-index={item.index}
              className={classes.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LineRow
                line={line}
                number={item.index + 1}
                colour={colours.get(line.speaker) ?? ''}
                selected={selection.ids.has(line.id)}
                inHand={line.id === selection.handId}
                heard={line.id === heardId}
                editing={line.id === editedId}
                acts={acts}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Chinese and Japanese are written without blanks between sentences. */
function joined(first: string, second: string): string {
  const isUnspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u.test(first);
  return isUnspaced ? first + second : `${first} ${second}`.trim();
}
