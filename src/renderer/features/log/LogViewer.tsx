import { useCallback, useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconEraser, IconFolder, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../app/live';
import { useStudio } from '../../app/studio';
import { copyText } from '../../lib/copy-text';
import { logTarget } from '../../lib/navigation';
import { createStore, useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { everyday, findError, indexAfter, type LogFilter } from './filter';
import { plainLine } from './line-text';
import classes from './Log.module.css';
import { LogLines } from './LogLines';
import { LogToolbar } from './LogToolbar';
import { useLog } from './log-store';
import { noSelection } from './selection';
import { useFiltered } from './use-filtered';

/** The filter outlives a change of page. */
const filterStore = createStore<LogFilter>(everyday);

/** The whole log: live, filtered, searched, and tied to the takes. */
export function LogViewer() {
  const { t } = useTranslation('log');
  const log = useLog();
  const filter = useStore(filterStore);
  const [selection, setSelection] = useState(noSelection);
  const [reveal, setReveal] = useState<{ readonly seq: number }>();
  const shown = useFiltered(log.entries, filter);
  const change = useCallback(
    (next: Partial<LogFilter>) => filterStore.set((before) => ({ ...before, ...next })),
    [],
  );
  useTarget(log.loadTake);

  const target = useStore(logTarget);
  const stageSeq =
    target?.seq !== undefined && shown.some(({ seq }) => seq === target.seq)
      ? target.seq
      : target?.stage === undefined || filter.takeId !== target.takeId
        ? undefined
        : shown.find((entry) => entry.stage === target.stage)?.seq;
  const revealed = useRef(0);
  useEffect(() => {
    if (!target || stageSeq === undefined || revealed.current === target.at) return;
    revealed.current = target.at;
    setReveal({ seq: stageSeq });
    setSelection({ seqs: new Set([stageSeq]), from: stageSeq });
  }, [target, stageSeq]);

  const toError = (step: 1 | -1) => {
    const from =
      selection.from === undefined ? (step === 1 ? -1 : shown.length) : indexAfter(shown, selection.from) - 1;
    const seq = shown[findError(shown, from, step)]?.seq;
    if (seq === undefined) return;
    setSelection({ seqs: new Set([seq]), from: seq });
    setReveal({ seq });
  };

  return (
    <div className={classes.viewer}>
      <LogToolbar all={log.entries} filter={filter} onFilter={change} onError={toError} />
      {log.error && <ErrorCard error={log.error} onRetry={() => void log.reload()} />}
      {shown.length > 0 ? (
        <LogLines
          entries={shown}
          search={filter.text}
          onTake={(takeId) => change({ takeId })}
          onTop={() => void log.loadOlder()}
          reveal={reveal}
          selection={selection}
          onSelect={setSelection}
        />
      ) : (
        <NothingShown loading={log.phase === 'loading'} total={log.entries.length} />
      )}
      <Foot
        shown={shown.length}
        total={log.entries.length}
        selected={selection.seqs.size}
        cleared={filter.afterSeq > 0}
        onCopy={() => {
          const lines =
            selection.seqs.size > 0 ? shown.filter((each) => selection.seqs.has(each.seq)) : shown;
          void copyText(lines.map(plainLine).join('\n'));
          notifications.show({ message: t('copied', { count: lines.length }), autoClose: 1500 });
        }}
        onClear={() => change({ afterSeq: filter.afterSeq > 0 ? 0 : (log.entries.at(-1)?.seq ?? 0) })}
      />
    </div>
  );
}

/** Narrows the log to the take that another panel asked for. */
function useTarget(loadTake: (takeId: string) => Promise<void>): void {
  const target = useStore(logTarget);
  useEffect(() => {
    if (!target) return;
    filterStore.set({ ...everyday, takeId: target.takeId });
    void loadTake(target.takeId);
  }, [target, loadTake]);
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

interface FootProps {
  readonly shown: number;
  readonly total: number;
  readonly selected: number;
  readonly cleared: boolean;
  readonly onCopy: () => void;
  readonly onClear: () => void;
}

/** Counts, copying, and where the file is. */
function Foot({ shown, total, selected, cleared, onCopy, onClear }: FootProps) {
  const { t } = useTranslation('log');
  const { api } = useStudio();
  const status = useStatus();
  const clear = t(cleared ? 'unclear' : 'clear');
  return (
    <div className={classes.foot}>
      <span>{selected > 0 ? t('selected', { count: selected }) : t('shown', { shown, total })}</span>
      <Tooltip label={t(selected > 0 ? 'copySelected' : 'copyVisible')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t(selected > 0 ? 'copySelected' : 'copyVisible')}
          disabled={shown === 0}
          onClick={onCopy}
        >
          <IconCopy size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={cleared ? clear : `${clear}. ${t('clearHint')}`}>
        <ActionIcon variant="subtle" color="gray" aria-label={clear} onClick={onClear}>
          {cleared ? <IconEye size={16} /> : <IconEraser size={16} />}
        </ActionIcon>
      </Tooltip>
      <span className={classes.spring} />
      {status && status.logFile !== '' && (
        <>
          <span>{t('file')}</span>
          <span className={classes.path} title={status.logFile}>
            {status.logFile}
          </span>
          <Tooltip label={t('copyPath')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('copyPath')}
              onClick={() => {
                void copyText(status.logFile);
                notifications.show({ message: t('pathCopied'), autoClose: 1500 });
              }}
            >
              <IconCopy size={16} />
            </ActionIcon>
          </Tooltip>
          {status.canReveal && (
            <Tooltip label={t('reveal')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('reveal')}
                onClick={() => void api.revealLog().catch(() => undefined)}
              >
                <IconFolder size={16} />
              </ActionIcon>
            </Tooltip>
          )}
        </>
      )}
    </div>
  );
}
