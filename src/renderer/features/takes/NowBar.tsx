import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconReload, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { isDraft } from '#contract/engines';
import { formatBytes } from '#contract/format-bytes';
import type { Status } from '#contract/studio-state';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { engineHint, engineName } from '../../lib/engine-words';
import { flightTake } from '../../lib/navigation';
import { elapsed } from '../../lib/quantity';
import { errorWords } from '#i18n/error-words';
import { laneView } from '../../ui/lane-progress';
import { laneWords } from '../../ui/Lanes';
import { nowOf, useSinceChange } from './now';
import classes from './NowBar.module.css';
import { QueuePanel } from './QueuePanel';
import { quietWords, useQuietSec } from './QuietNotice';
import { titleOf } from '../../state/take-sound';
import { pendingTakes, useTakes } from './takes-store';

type Words = ReturnType<typeof useTranslation<'takes'>>['t'];

/** One line that is always there: which engine, what it does, how far it is, and the way out. */
export function NowBar() {
  const { t, i18n } = useTranslation('takes');
  const status = useStatus();
  const { takes } = useTakes();
  const pending = pendingTakes(takes);
  const running = pending.filter((take) => take.state === 'running');
  const last = takes.find(({ state }) => state === 'done' || state === 'failed' || state === 'cancelled');
  return (
    <div className={classes.bar} role="region" aria-label={t('now.label')}>
      {status && <Speaker engine={status.engine} />}
      {running[0] ? (
        <Running take={running[0]} others={running.length - 1} />
      ) : (
        <>
          <span className={classes.idle}>{idleWords(status, t, i18n.language)}</span>
          {last && <Last take={last} />}
        </>
      )}
      <span className={classes.end}>
        <QueuePanel pending={pending} />
        {status && status.engine.residentBytes > 0 && (
          <Tooltip label={t('now.memory')}>
            <span>{formatBytes(status.engine.residentBytes)}</span>
          </Tooltip>
        )}
      </span>
    </div>
  );
}

function Running({ take, others }: { readonly take: Take; readonly others: number }) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const sinceMs = useSinceChange(take);
  const quietSec = useQuietSec(take);
  const { lane, workedMs, leftMs, percent, realTimeFactor } = nowOf(take, sinceMs);
  return (
    <>
      <UnstyledButton
        className={classes.running}
        title={t('now.open')}
        onClick={() => flightTake.set(take.id)}
      >
        <span>{t('now.generating')}</span>
        <span className={classes.text}>“{titleOf(take)}”</span>
        {percent !== undefined && <span>{percent} %</span>}
        {quietSec === undefined ? (
          lane && (
            <span className={classes.stage}>
              {t(`lanes.full.${lane.stage}`)} {laneWords(lane, laneView(lane, sinceMs), t)}
            </span>
          )
        ) : (
          <span className={classes.stuck}>{quietWords(take, quietSec, t)}</span>
        )}
        <span>{t('now.elapsed', { time: elapsed(workedMs) })}</span>
        {leftMs !== undefined && leftMs > 500 && <span>{t('now.remaining', { time: elapsed(leftMs) })}</span>}
        {realTimeFactor !== undefined && <span>{t('take.rtf', { rtf: realTimeFactor.toFixed(2) })}</span>}
        {others > 0 && <span>{t('now.beside', { count: others })}</span>}
      </UnstyledButton>
      {quietSec !== undefined && (
        <Tooltip label={t('quiet.restart')}>
          <ActionIcon
            variant="subtle"
            color="red"
            size={24}
            aria-label={t('quiet.restart')}
            onClick={() => void api.restartEngine({ takeId: take.id }).catch(() => undefined)}
          >
            <IconReload size={16} />
          </ActionIcon>
        </Tooltip>
      )}
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

/** How the newest take ended; why it failed is one click away. */
function Last({ take }: { readonly take: Take }) {
  const { t, i18n } = useTranslation('takes');
  const { state, error, audioSec = 0, realTimeFactor = 0 } = take;
  const failed = state === 'failed';
  return (
    <UnstyledButton className={classes.last} data-state={state} onClick={() => flightTake.set(take.id)}>
      {failed && <IconAlertTriangle size={14} aria-hidden="true" />}
      {failed && error && t('now.lastFailed', { why: errorWords(error, i18n.language).title })}
      {state === 'done' && t('now.lastDone', { sec: audioSec.toFixed(1), rtf: realTimeFactor.toFixed(2) })}
      {state === 'cancelled' && t('now.lastCancelled')}
      {failed && <span className={classes.why}>{t('doctor.why')}</span>}
    </UnstyledButton>
  );
}

/** The engine that a take would be made with now. */
function Speaker({ engine: { preferred, engines } }: { readonly engine: Status['engine'] }) {
  const { i18n } = useTranslation();
  const engine = engines.find(({ id }) => id === preferred) ?? { id: preferred, abilities: undefined };
  const draft = isDraft({ engine: preferred, clone: engine.abilities?.clones });
  return (
    <Tooltip label={engineHint(engine, i18n.language)}>
      <span className={classes.engine} data-draft={draft}>
        {engineName(engine, i18n.language)}
      </span>
    </Tooltip>
  );
}

function idleWords(status: Status | undefined, t: Words, language: string): string {
  switch (status?.engine.state) {
    case 'starting':
      return t('now.starting');
    case 'restarting':
      return t('now.restarting');
    case 'failed':
      return t('now.engineFailed');
    case 'stopped':
      return t('now.stopped');
    default: {
      const loaded = status?.engine.engines.find(({ modelLoaded }) => modelLoaded);
      return loaded ? t('now.loaded', { engine: engineName(loaded, language) }) : t('now.idle');
    }
  }
}
