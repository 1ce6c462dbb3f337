import { useEffect, useState } from 'react';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import type { Status } from '#contract/studio-state';
import { useStatus } from '../../app/live';
import { useStudio } from '../../app/studio';
import { formatBytes } from '../../lib/format';
import { showLog } from '../../lib/navigation';
import { elapsed } from '../../lib/quantity';
import { laneView, remainingMs } from '../../ui/lane-progress';
import { laneWords } from '../../ui/Lanes';
import classes from './NowBar.module.css';
import { titleOf } from './source-ref';
import { pendingTakes, useTakes } from './takes-store';

/** One line that is always there: which engine, what it does, how far it is, and the way out. */
export function NowBar() {
  const { t } = useTranslation('takes');
  const status = useStatus();
  const pending = pendingTakes(useTakes().takes);
  const running = pending.find((take) => take.state === 'running');
  const waiting = pending.length - (running ? 1 : 0);
  return (
    <div className={classes.bar} role="region" aria-label={t('now.label')}>
      {status && (
        <Tooltip label={t(`engine.${status.engine.preferred}Hint`)}>
          <span className={classes.engine} data-engine={status.engine.preferred}>
            {t(`engine.${status.engine.preferred}`)}
          </span>
        </Tooltip>
      )}
      {running ? <Running take={running} /> : <span className={classes.idle}>{idleWords(status, t)}</span>}
      <span className={classes.end}>
        {waiting > 0 && <span className={classes.queue}>{t('now.queued', { count: waiting })}</span>}
        {status && status.engine.residentBytes > 0 && (
          <Tooltip label={t('now.memory')}>
            <span>{formatBytes(status.engine.residentBytes)}</span>
          </Tooltip>
        )}
      </span>
    </div>
  );
}

function Running({ take }: { readonly take: Take }) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const sinceMs = useSinceChange(take);
  const lane = take.stages.find((each) => each.state === 'running');
  const workedMs = take.stages.reduce((sum, each) => sum + each.elapsedMs, 0) + sinceMs;
  const leftMs = remainingMs(take.stages, sinceMs);
  return (
    <>
      <UnstyledButton
        className={classes.running}
        title={t('now.open')}
        onClick={() => showLog({ takeId: take.id, stage: lane?.stage })}
      >
        <span>{t('now.generating')}</span>
        <span className={classes.text}>“{titleOf(take.recipe)}”</span>
        {lane && (
          <span className={classes.stage}>
            {t(`lanes.full.${lane.stage}`)} {laneWords(lane, laneView(lane, sinceMs), t)}
          </span>
        )}
        <span>{t('now.elapsed', { time: elapsed(workedMs) })}</span>
        {leftMs !== undefined && leftMs > 500 && <span>{t('now.remaining', { time: elapsed(leftMs) })}</span>}
      </UnstyledButton>
      <Tooltip label={`${t('now.cancel')} (Esc)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('now.cancel')}
          onClick={() => void api.cancelTake({ takeId: take.id }).catch(() => undefined)}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function idleWords(status: Status | undefined, t: ReturnType<typeof useTranslation<'takes'>>['t']): string {
  switch (status?.engine.state) {
    case 'starting':
      return t('now.starting');
    case 'restarting':
      return t('now.restarting');
    case 'failed':
      return t('now.engineFailed');
    case 'stopped':
      return t('now.stopped');
    default:
      return t('now.idle');
  }
}

/** Milliseconds since the take last moved, so that its clock runs on between two reports. */
function useSinceChange(take: Take): number {
  const [sinceMs, setSinceMs] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setSinceMs(performance.now() - from), 250);
    return () => {
      clearInterval(timer);
      setSinceMs(0);
    };
  }, [take]);
  return sinceMs;
}
