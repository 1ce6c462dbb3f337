import { useMemo, useState } from 'react';
import { ActionIcon, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowsMaximize, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shownLevel } from '#log-text/matcher';
import { useLive, useStatusOf } from '../../state/live';
import { useSession } from '../../state/session';
import { showLog, takeInHand } from '../../lib/navigation';
import { useKeptSize } from '../../lib/kept-size';
import { useStore } from '../../lib/store';
import { Divider } from '../../ui/Divider';
import { everyday } from './filter';
import { lineTime } from './line-text';
import classes from './Log.module.css';
import { LogLines } from './LogLines';
import { useLog } from './log-store';
import { useFiltered } from './use-filtered';

const heightPx = { usual: 176, min: 88, max: 640 };

/** The log at the bottom of every page: its last line when closed, the lines of the take in hand when open. */
export function LogDock() {
  const { t } = useTranslation('log');
  const { settings, updateSettings } = useLive();
  const { goTo } = useSession();
  const { entries } = useLog();
  const [kept, keepHeight, forgetHeight] = useKeptSize('dock');
  const height = kept ?? heightPx.usual;
  const [scope, setScope] = useState<'take' | 'all'>('take');
  const takeId = useTakeInHand();
  const open = settings?.logDockOpen === true;
  const last = entries.findLast((entry) => entry.level !== 'debug');
  const setOpen = (logDockOpen: boolean) => void updateSettings({ logDockOpen }).catch(() => undefined);
  return (
    <section className={classes.dock} aria-label={t('dock.label')}>
      {open && (
        <Divider
          label={t('dock.resize')}
          orientation="horizontal"
          behind
          size={height}
          min={heightPx.min}
          max={heightPx.max}
          step={22}
          onResize={keepHeight}
          onReset={forgetHeight}
        />
      )}
      <div className={classes.dockBar}>
        {open ? (
          <SegmentedControl
            size="xs"
            aria-label={t('dock.scope')}
            data={[
              { value: 'take', label: t('dock.take'), disabled: takeId === undefined },
              { value: 'all', label: t('dock.all') },
            ]}
            value={takeId === undefined ? 'all' : scope}
            onChange={(value) => setScope(value === 'take' ? 'take' : 'all')}
          />
        ) : (
          <UnstyledButton className={classes.lastLine} onClick={() => setOpen(true)} title={t('dock.open')}>
            {last && <span className={classes.dot} data-level={shownLevel(last)} />}
            {last && <span>{lineTime(last.time).slice(0, 8)}</span>}
            <span>{last ? (last.message.split('\n')[0] ?? '') : t('dock.nothing')}</span>
          </UnstyledButton>
        )}
        {open && <span className={classes.spring} />}
        {open && (
          <Tooltip label={t('dock.full')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('dock.full')}
              onClick={() => (scope === 'take' && takeId !== undefined ? showLog({ takeId }) : goTo('log'))}
            >
              <IconArrowsMaximize size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={`${t(open ? 'dock.close' : 'dock.open')} (Ctrl+\`)`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(open ? 'dock.close' : 'dock.open')}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {open && (
        <div className={classes.dockLines} style={{ height }}>
          <DockLines key={scope === 'take' ? takeId : 'all'} takeId={scope === 'take' ? takeId : undefined} />
        </div>
      )}
    </section>
  );
}

function DockLines({ takeId }: { readonly takeId: string | undefined }) {
  const { t } = useTranslation('log');
  const { entries, store } = useLog();
  const filter = useMemo(() => ({ ...everyday, takeId }), [takeId]);
  const { entries: shown } = useFiltered(entries, filter);
  if (shown.length === 0)
    return <div className={classes.empty}>{t(takeId === undefined ? 'dock.nothing' : 'dock.noTake')}</div>;
  return <LogLines entries={shown} onTop={() => void store.loadOlder()} />;
}

/** The running take, else the one last played or opened. */
function useTakeInHand(): string | undefined {
  const running = useStatusOf((status) => status?.runningTakeId);
  const inHand = useStore(takeInHand);
  return running ?? inHand;
}
