import { Button } from '@mantine/core';
import { IconDatabaseExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Frame.module.css';
import { useStatusOf } from '../state/live';

/** Says that the library file was missing or empty, and what the studio found again without it. */
export function FoundAgainBar() {
  const { t } = useTranslation('app');
  const isFound = useStatusOf((status) => status?.foundAgain !== undefined);
  const voices = useStatusOf((status) => status?.foundAgain?.voices ?? 0);
  const takes = useStatusOf((status) => status?.foundAgain?.takes ?? 0);
  const [isRead, setRead] = useState(false);
  if (!isFound || isRead) return null;
  return (
    <div className={classes.lost} role="status">
      <IconDatabaseExclamation size={18} aria-hidden />
      <span>{t('foundAgain.message', { voices, takes })}</span>
      <Button size="compact-xs" variant="default" onClick={() => setRead(true)}>
        {t('foundAgain.understood')}
      </Button>
    </div>
  );
}
