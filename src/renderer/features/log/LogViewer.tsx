import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { logTarget } from '../../lib/navigation';
import { useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { everyday, indexAfter, isNarrow, readPattern, wantedOf, type LogFilter } from './filter';
import { filterStore } from './filter-store';
import { ForeignBar } from './ForeignBar';
import { LineBar } from './LineBar';
import classes from './Log.module.css';
import { LogFoot } from './LogFoot';
import { LogLines } from './LogLines';
import { LogToolbar } from './LogToolbar';
import { useLogView } from './log-view';
import { shapeOf } from '#log-text/shape';
import { useSteps } from './use-steps';
import { useBookmarks } from './use-bookmarks';
import type { Highlight } from './line-text';
import { useLive } from '../../state/live';
import { useSurvey, type LogSurvey } from './use-survey';
import { VolumeChart } from './VolumeChart';
import { withContext } from './context-lines';
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
  const [folded, setFolded] = useState(false);
  const [view, setView] = useLogView();
  const narrow = isNarrow(filter);
  const context = narrow && !folded ? view.context : 0;
  const { entries: matched, pending } = useFiltered(all, filter);
  const ready = log?.hasOlder === true && log.phase === 'ready';
  const search = useFileSearch(log?.store, filter, { ready, context });
  const survey = useSurvey(log?.store, all, filter, { shapes: folded, slowMs: view.slowMs });
  const { entries: shown, found } = useMemo(
    () => withContext(all, matched, context),
    [all, matched, context],
  );
  const shapes = useShapes(survey, folded);
  const { pattern, error } = useMemo(() => readPattern(filter), [filter]);
  const change = useCallback(
    (next: Partial<LogFilter>) => filterStore.set((before) => ({ ...before, around: undefined, ...next })),
    [],
  );
  const pick = useCallback((seq: number) => {
    setSelection({ seqs: new Set([seq]), from: seq });
    setReveal({ seq });
  }, []);
  useStageTarget(shown, filter, pick);
  const bookmarks = useBookmarks();
  const ownMarks = log ? bookmarks : undefined;
  const highlights = useHighlights();
  const steps = useSteps({ shown, selection, survey, bookmarks: ownMarks, store: log?.store, pick, change });

  const listed = shapes?.entries ?? shown;
  const selected = useMemo(
    () => (selection.seqs.size === 0 ? [] : listed.filter((each) => selection.seqs.has(each.seq))),
    [listed, selection],
  );
  const [line] = selected;
  const showShape = (shape: string) => {
    setFolded(false);
    change({ shape });
  };
  return (
    <>
      <LogToolbar
        {...{ all, filter, error, steps, survey, view }}
        onFilter={change}
        onView={setView}
        bookmarks={ownMarks}
        onGoTo={steps.goTo}
      />
      {view.picture && <VolumeChart survey={survey} span={filter.span} onSpan={(span) => change({ span })} />}
      {log?.error && <ErrorCard error={log.error} onRetry={() => void log.store.reload()} />}
      <SearchBar search={search} pending={pending} />
      {listed.length > 0 ? (
        <LogLines
          // another filter, another list: what it counts as new begins again
          key={filterId(filter, folded)}
          entries={listed}
          pattern={pattern}
          wrap={view.wrap}
          sinceTime={view.relative ? (line ?? listed[0])?.time : undefined}
          pausesFromMs={view.pauses && !folded ? view.slowMs : undefined}
          found={found}
          counts={shapes?.counts}
          onCount={(entry) => showShape(shapeOf(entry))}
          onTake={(takeId) => change({ takeId })}
          onTop={() => {
            if (!narrow && !folded) void log?.store.loadOlder();
          }}
          reveal={line && line.seq === reveal?.seq ? reveal : undefined}
          selection={selection}
          onSelect={setSelection}
          steps={steps}
          bookmarks={ownMarks}
          highlights={highlights}
        />
      ) : (
        <NothingShown loading={loading || pending > 0 || search.state === 'searching'} total={all.length} />
      )}
      {line && selected.length === 1 && (
        <LineBar
          entry={line}
          bookmarks={ownMarks}
          onTake={(takeId) => change({ ...everyday, takeId })}
          onStage={({ takeId, stage }) => change({ ...everyday, takeId, stage })}
          onShape={showShape}
          onExclude={(shape) => change({ exclude: [...filter.exclude, { text: shape, by: 'shape' }] })}
        />
      )}
      <LogFoot
        shown={listed}
        selected={selected}
        all={all}
        foreign={log === undefined}
        view={view}
        onView={setView}
        folded={folded}
        onFolded={setFolded}
        cleared={filter.afterSeq > 0}
        onClear={() => change({ afterSeq: filter.afterSeq > 0 ? 0 : (all.at(-1)?.seq ?? 0) })}
      />
    </>
  );
}

/** @returns the person's highlights as far as they can be read */
function useHighlights(): readonly Highlight[] {
  const kept = useLive().settings?.logHighlights;
  return useMemo(
    () =>
      (kept ?? []).flatMap(({ colour, ...source }) => {
        const { pattern } = readPattern(source);
        return pattern ? [{ pattern, colour }] : [];
      }),
    [kept],
  );
}

/** @returns one line of each shape in the order of the log, and how many it stands for; undefined while lines stand for themselves */
function useShapes({ counts }: LogSurvey, folded: boolean) {
  return useMemo(() => {
    if (!folded) return undefined;
    const shapes = counts.shapes.toSorted((left, right) => left.newest.seq - right.newest.seq);
    return {
      entries: shapes.map(({ newest }) => newest),
      counts: new Map(shapes.map(({ newest, count }) => [newest.seq, count])),
    };
  }, [counts, folded]);
}

const filterId = (filter: LogFilter, folded: boolean) =>
  JSON.stringify([wantedOf(filter), filter.last, filter.afterSeq, folded]);

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
