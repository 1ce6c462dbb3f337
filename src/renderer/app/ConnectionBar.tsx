import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Frame.module.css';
import { useConnection } from '../state/connection';

/** Says that the host is away, when it is tried again, and offers to try now. */
export function ConnectionBar() {
  const { t } = useTranslation('app');
  const { phase, retryAt, signedOut = false, retryNow } = useConnection();
  const waitSec = useSecondsUntil(phase === 'lost' ? retryAt : undefined);
  if (phase !== 'lost') return null;
  return (
    <div className={classes.lost} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>{t(signedOut ? 'connection.signedOut' : 'connection.lost')}</span>
      <span className="tabular" aria-hidden>
        {t('connection.retrying', { sec: waitSec })}
      </span>
      <Button size="compact-xs" variant="default" onClick={retryNow}>
        {t('connection.retryNow')}
      </Button>
    </div>
  );
}

function useSecondsUntil(atMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (atMs === undefined) return;
    const timer = setInterval(() => setNowMs(Date.now()), 250);
    return () => clearInterval(timer);
  }, [atMs]);
  return atMs === undefined ? 0 : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
