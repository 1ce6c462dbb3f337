import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { Button, Loader } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { logTarget } from '../../lib/navigation';
import { useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { everyday, findError, indexAfter, isNarrow, readPattern, wantedOf, type LogFilter } from './filter';
import { filterStore } from './filter-store';
import { ForeignBar } from './ForeignBar';
import { LineBar } from './LineBar';
import classes from './Log.module.css';
import { LogFoot, type LogView } from './LogFoot';
import { LogLines } from './LogLines';
import { LogToolbar } from './LogToolbar';
import { useLog, type LogState, type LogStore } from './log-store';
import { foreignLog, openForeignLog } from './open-foreign';
import { SearchBar } from './SearchBar';
import { noSelection } from './selection';
import { useFileSearch } from './use-file-search';
import { useFiltered } from './use-filtered';

/** The whole log: live, filtered, searched, and tied to the takes; or a file of somebody else. */
export function LogViewer() {
  const log = useLog();
  const foreign = useStore(foreignLog);
  const filter = useStore(filterStore);
  const entries = useShownHistory(log, filter);
  useTarget(log.store);
  const drop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file || !/\.(?:log|txt|out)$/iu.test(file.name)) return;
    event.preventDefault();
    event.stopPropagation();
    void openForeignLog(file);
  };
  return (
    <div className={classes.viewer} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      {foreign && <ForeignBar log={foreign} />}
      {foreign ? (
        <Lines key="foreign" all={foreign.entries} filter={filter} loading={foreign.read < 1} />
      ) : (
        <Lines key="own" all={entries} filter={filter} loading={log.phase === 'loading'} log={log} />
      )}
    </div>
  );
}

/**
 * Lines that were found far back lie alone, without their neighbours: they are shown as long as the filter asks for few
 * lines, and not among all.
 */
function useShownHistory({ entries, completeFrom }: LogState, filter: LogFilter): readonly LogEntry[] {
  const narrow = isNarrow(filter);
  return useMemo(() => {
    const from = narrow || completeFrom === Infinity ? 0 : indexAfter(entries, completeFrom - 1);
    return from === 0 ? entries : entries.slice(from);
  }, [entries, completeFrom, narrow]);
}

interface LinesProps {
  readonly all: readonly LogEntry[];
  readonly filter: LogFilter;
  readonly loading: boolean;
  /** This studio's own log; absent for a file of somebody else. */
  readonly log?: LogState & { readonly store: LogStore };
}

function Lines({ all, filter, loading, log }: LinesProps) {
  const [selection, setSelection] = useState(noSelection);
  const [reveal, setReveal] = useState<{ readonly seq: number }>();
  const [view, setView] = useLocalStorage<LogView>({
    key: 'studio.log-view',
    defaultValue: { wrap: false, relative: false },
  });
  const { entries: shown, pending } = useFiltered(all, filter);
  const search = useFileSearch(log?.store, filter, log?.hasOlder === true && log.phase === 'ready');
  const { pattern, error } = useMemo(() => readPattern(filter), [filter]);
  const change = useCallback(
    (next: Partial<LogFilter>) => filterStore.set((before) => ({ ...before, ...next })),
    [],
  );
  const pick = useCallback((seq: number) => {
    setSelection({ seqs: new Set([seq]), from: seq });
    setReveal({ seq });
  }, []);
  useStageTarget(shown, filter, pick);

  const latest = useRef({ shown, selection });
  useEffect(() => {
    latest.current = { shown, selection };
  });
  const toError = useCallback(
    (step: 1 | -1) => {
      const now = latest.current;
      const picked = now.selection.from;
      const from =
        picked === undefined ? (step === 1 ? -1 : now.shown.length) : indexAfter(now.shown, picked) - 1;
      const seq = now.shown[findError(now.shown, from, step)]?.seq;
      if (seq !== undefined) pick(seq);
    },
    [pick],
  );

  const selected = useMemo(
    () => (selection.seqs.size === 0 ? [] : shown.filter((each) => selection.seqs.has(each.seq))),
    [shown, selection],
  );
  const [line] = selected;
  return (
    <>
      <LogToolbar all={all} filter={filter} onFilter={change} error={error} onError={toError} />
      {log?.error && <ErrorCard error={log.error} onRetry={() => void log.store.reload()} />}
      <SearchBar search={search} pending={pending} />
      {shown.length > 0 ? (
        <LogLines
          // another filter, another list: what it counts as new begins again
          key={filterId(filter)}
          entries={shown}
          pattern={pattern}
          wrap={view.wrap}
          sinceTime={view.relative ? (line ?? shown[0])?.time : undefined}
          onTake={(takeId) => change({ takeId })}
          onTop={() => {
            if (!isNarrow(filter)) void log?.store.loadOlder();
          }}
          reveal={reveal && selection.seqs.has(reveal.seq) ? reveal : undefined}
          selection={selection}
          onSelect={setSelection}
          onError={toError}
        />
      ) : (
        <NothingShown loading={loading || pending > 0 || search.state === 'searching'} total={all.length} />
      )}
      {line && selected.length === 1 && log && (
        <LineBar
          entry={line}
          onTake={(takeId) => change({ ...everyday, takeId })}
          onStage={({ takeId, stage }) => change({ ...everyday, takeId, stage })}
        />
      )}
      <LogFoot
        shown={shown}
        selected={selected}
        all={all}
        foreign={log === undefined}
        view={view}
        onView={(next) => setView({ ...view, ...next })}
        cleared={filter.afterSeq > 0}
        onClear={() => change({ afterSeq: filter.afterSeq > 0 ? 0 : (all.at(-1)?.seq ?? 0) })}
      />
    </>
  );
}

const filterId = (filter: LogFilter) => JSON.stringify([wantedOf(filter), filter.last, filter.afterSeq]);

/** Narrows the log to the take that another panel asked for. */
function useTarget({ loadTake }: LogStore): void {
  const target = useStore(logTarget);
  useEffect(() => {
    if (!target) return;
    foreignLog.set(undefined);
    filterStore.set({ ...everyday, takeId: target.takeId });
    void loadTake(target.takeId);
  }, [target, loadTake]);
}

/** Picks the line, or the first one of the stage, that another panel asked for, once it is there. */
function useStageTarget(shown: readonly LogEntry[], filter: LogFilter, pick: (seq: number) => void): void {
  const target = useStore(logTarget);
  const wanted = shown.find((entry) =>
    target?.seq === undefined ? entry.stage === target?.stage : entry.seq === target.seq,
  );
  const named = target?.stage !== undefined || target?.seq !== undefined;
  const seq = named && filter.takeId === target.takeId ? wanted?.seq : undefined;
  const revealed = useRef(0);
  useEffect(() => {
    if (!target || seq === undefined || revealed.current === target.at) return;
    revealed.current = target.at;
    pick(seq);
  }, [target, seq, pick]);
}

function NothingShown({ loading, total }: { readonly loading: boolean; readonly total: number }) {
  const { t } = useTranslation('log');
  if (loading)
    return (
      <div className={classes.empty}>
        <Loader size="sm" aria-label={t('loading')} />
      </div>
    );
  return (
    <div className={classes.empty}>
      <strong>{t(total === 0 ? 'empty' : 'noMatch')}</strong>
      <p>{total === 0 ? t('emptyHint') : t('noMatchHint', { total })}</p>
      {total > 0 && (
        <Button size="compact-sm" variant="light" onClick={() => filterStore.set(everyday)}>
          {t('reset')}
        </Button>
      )}
    </div>
  );
}
