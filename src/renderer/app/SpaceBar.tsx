import { Button } from '@mantine/core';
import { IconDatabaseExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import classes from './Frame.module.css';
import { useStatusOf } from '../state/live';
import { useSession } from '../state/session';

/** Says, before a take is refused for it, that little space is left where takes are written. */
export function SpaceBar() {
  const { t } = useTranslation('app');
  const { page, goTo } = useSession();
  const low = useStatusOf((status) => status?.lowSpace === true && !status.readOnly);
  const freeBytes = useStatusOf((status) => status?.freeBytes ?? 0);
  const folder = useStatusOf((status) => status?.outputsFolder ?? '');
  if (!low) return null;
  return (
    <div className={classes.lost} role="status">
      <IconDatabaseExclamation size={18} aria-hidden />
      <span>{t('lowSpace.message', { size: formatBytes(freeBytes), folder })}</span>
      {page !== 'settings' && (
        <Button size="compact-xs" variant="default" onClick={() => goTo('settings')}>
          {t('lowSpace.open')}
        </Button>
      )}
    </div>
  );
}
