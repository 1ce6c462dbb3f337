import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
} from 'react';
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import type { StudioError } from '#contract/errors';
import { useSession } from '../../state/session';
import { takeInHand } from '../../lib/navigation';
import { showUndoNotice } from '../../lib/undo-notice';
import { useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { comparison } from './blind-comparison';
import { ComparePanel } from './ComparePanel';
import { ExportDialog } from './ExportDialog';
import { FirstSteps } from './FirstSteps';
import { foldsLines, type LineRow } from './fold-lines';
import { listRows } from './list-rows';
import { between, selectedTakes, toggleSelected } from './selection';
import { SelectionBar } from './SelectionBar';
import { useTakeActions } from './take-actions';
import classes from './TakeList.module.css';
import { TakeRow, type RowActs } from './TakeRow';
import { takeSearch } from './TakeSearch';
import { pendingTakes, shownTakes, useFoundTakes, useTakesStore, type TakesStore } from './takes-store';
import { useFinishNotice } from './finish-notice';

const ROW_PX = 48;
/** The library is asked this long after the last key. */
const ASK_AFTER_MS = 150;

/** Every take, newest first, or those that say the words that are looked for. */
export function TakeList() {
  const words = useStore(takeSearch).trim();
  useFinishNotice();
  return words === '' ? <AllTakes /> : <FoundTakes words={words} />;
}

function AllTakes() {
  return <List store={useTakesStore(useSession().projectId)} empty={<FirstSteps />} />;
}

function FoundTakes({ words }: { readonly words: string }) {
  const { t } = useTranslation('takes');
  const [asked] = useDebouncedValue(words, ASK_AFTER_MS);
  const none = <div className={classes.state}>{t('list.noneFound', { words: asked })}</div>;
  return <List store={useFoundTakes(asked, useSession().projectId)} words={asked} empty={none} />;
}

interface ListProps {
  readonly store: TakesStore;
  readonly empty: ReactNode;
  /** Marked wherever a take says them. */
  readonly words?: string;
}

function List({ store, empty, words = '' }: ListProps) {
  const { t } = useTranslation('takes');
  const { takes, phase, error, hasOlder } = useStore(store);
  useEffect(() => {
    shownTakes.set(store);
    return () => shownTakes.set(undefined);
  }, [store]);
  const [openId, setOpenId] = useState<string>();
  const [failures, setFailures] = useState<ReadonlyMap<string, StudioError>>(new Map());
  const note = useCallback(
    (takeId: string, failure: StudioError | undefined) =>
      setFailures((all) => withFailure(all, takeId, failure)),
    [],
  );
  const acts = useRowActs(store, note, setOpenId);

  if (phase === 'loading')
    return (
      <div className={classes.state}>
        <Loader size="sm" /> {t('list.loading')}
      </div>
    );
  if (phase === 'failed' && error) return <ErrorCard error={error} onRetry={() => void store.reload()} />;
  if (takes.length === 0) return empty;
  return (
    <Rows
      takes={takes}
      acts={acts}
      words={words}
      openId={openId}
      failures={failures}
      onEnd={() => hasOlder && void store.loadOlder()}
    />
  );
}

interface RowsProps {
  readonly takes: readonly Take[];
  readonly acts: RowActs;
  readonly words: string;
  /** The take whose details are shown. */
  readonly openId: string | undefined;
  readonly failures: ReadonlyMap<string, StudioError>;
  /** The last row came into sight. */
  readonly onEnd: () => void;
}

/** Only the rows in sight exist, so that hundreds stay light. */
function Rows({ takes, acts, words, openId, failures, onEnd }: RowsProps) {
  const { t } = useTranslation('takes');
  const scroller = useRef<HTMLDivElement>(null);
  const inHand = useStore(takeInHand);
  const selected = useStore(selectedTakes);
  const folds = useStore(foldsLines);
  const comparing = useStore(comparison) !== undefined;
  const { running, rest: lines } = useMemo(() => listRows(takes, folds), [takes, folds]);
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler runs here, nothing is memoized by it
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.take.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: 4,
  });
  const items = rows.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= lines.length - 1) onEnd();
  }, [lastIndex, lines.length, takes.length, onEnd]);

  const queue = pendingTakes(takes).filter((take) => take.state === 'queued');
  const row = ({ take, versions }: LineRow, digit: number) => (
    <TakeRow
      take={take}
      digit={digit}
      versions={versions}
      place={queue.indexOf(take) + 1}
      inHand={take.id === inHand}
      selected={selected.includes(take.id)}
      open={take.id === openId}
      acts={acts}
      words={words}
      failure={failures.get(take.id)}
    />
  );

  return (
    <>
      <ComparePanel takes={takes} />
      {/* both would leave no room for the takes */}
      {!comparing && <SelectionBar takes={takes} />}
      <ExportDialog />
      {running.length > 0 && (
        <ul className={classes.pinned} aria-label={t('list.running')}>
          {running.map((line, at) => (
            <li key={line.take.id}>{row(line, at + 1)}</li>
          ))}
        </ul>
      )}
      <div ref={scroller} className={classes.scroller}>
        <ul className={classes.rows} aria-label={t('list.label')} style={{ height: rows.getTotalSize() }}>
          {items.map((item) => (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className={classes.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row(lines[item.index]!, running.length + item.index + 1)}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** What rows ask for, done with the list as it is at that moment. */
function useRowActs(
  store: TakesStore,
  note: (takeId: string, failure: StudioError | undefined) => void,
  setOpenId: Dispatch<SetStateAction<string | undefined>>,
): RowActs {
  const { t } = useTranslation('takes');
  const actions = useTakeActions(note);
  return useMemo(
    () => ({
      actions,
      onSelect: ({ id }, withShift) => {
        const ids = store.get().takes.map((take) => take.id);
        toggleSelected(id, withShift ? between(ids, selectedTakes.get().at(-1), id) : []);
      },
      onOpen: ({ id }) => {
        takeInHand.set(id);
        setOpenId((openId) => (openId === id ? undefined : id));
      },
      onRemove: (take) => {
        void actions.remove(take);
        showUndoNotice({
          message: t('take.deleted'),
          undoLabel: t('take.undo'),
          onUndo: () => actions.restore(take),
          onRedo: () => actions.remove(take),
        });
      },
      onDismiss: ({ id }) => note(id, undefined),
    }),
    [store, note, setOpenId, actions, t],
  );
}

function withFailure(
  all: ReadonlyMap<string, StudioError>,
  takeId: string,
  failure: StudioError | undefined,
): ReadonlyMap<string, StudioError> {
  const next = new Map(all);
  if (failure) next.set(takeId, failure);
  else next.delete(takeId);
  return next;
}
