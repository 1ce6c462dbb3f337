import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { lineMoment } from './line-text';
import classes from './Log.module.css';
import type { FileSearch } from './use-file-search';

/** How far the search through older lines has come. */
export function SearchBar({ search, pending }: { readonly search: FileSearch; readonly pending: number }) {
  const { t, i18n } = useTranslation('log');
  if (pending > 0)
    return (
      <div className={classes.searchBar} role="status">
        <Loader size={12} />
        {t('find.testing', { count: pending })}
      </div>
    );
  const { state, looked, found, reached, stop, goOn } = search;
  if (state === 'idle') return null;
  const when = reached === undefined ? '' : lineMoment(reached, i18n.language);
  return (
    <div className={classes.searchBar} role="status">
      {state === 'searching' && <Loader size={12} />}
      <span>{t(`find.${state}`, { count: looked, found, when })}</span>
      {state === 'searching' && (
        <Button size="compact-xs" variant="default" onClick={stop}>
          {t('find.stop')}
        </Button>
      )}
      {state === 'paused' && (
        <Button size="compact-xs" variant="default" onClick={goOn}>
          {t('find.more')}
        </Button>
      )}
    </div>
  );
}
