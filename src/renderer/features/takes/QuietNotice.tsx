import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconClockExclamation, IconPlayerStop, IconReload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import classes from './FailureCard.module.css';

/** The engine has said nothing for longer than it ever does: how long, and the two ways out. */
export function QuietNotice({ take }: { readonly take: Take }) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const quietSec = useQuietSec(take);
  if (quietSec === undefined) return null;
  const lane = take.stages.find(({ stage }) => stage === take.quiet?.stage);
  return (
    <div className={classes.quiet} role="alert">
      <IconClockExclamation className={classes.quietIcon} size={18} stroke={1.75} aria-hidden="true" />
      <span className={classes.quietWords}>
        <strong>{quietWords(take, quietSec, t)}</strong>{' '}
        {lane?.usual ? t('quiet.longer', { count: lane.usual.takes }) : t('quiet.unusual')}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlayerStop size={14} />}
        onClick={() => void api.cancelTake({ takeId: take.id }).catch(() => undefined)}
      >
        {t('take.cancel')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconReload size={14} />}
        onClick={() => void api.restartEngine({ takeId: take.id }).catch(() => undefined)}
      >
        {t('quiet.restart')}
      </Button>
    </div>
  );
}

/** @returns "No token for 23 s" */
export function quietWords(
  { quiet }: Take,
  quietSec: number,
  t: ReturnType<typeof useTranslation<'takes'>>['t'],
): string {
  return t(quiet?.stage === 'tokens' ? 'quiet.tokens' : 'quiet.engine', { sec: quietSec });
}

/** @returns for how long the engine has been silent, in whole seconds; undefined while it speaks */
export function useQuietSec({ quiet }: Take): number | undefined {
  const since = quiet?.since;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [since]);
  return since === undefined ? undefined : Math.max(0, Math.round((now - new Date(since).getTime()) / 1000));
}
