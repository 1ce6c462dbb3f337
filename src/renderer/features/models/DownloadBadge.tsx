import { useTranslation } from 'react-i18next';
import classes from './models.module.css';
import { runningDownload, usePacks } from './packs-store';

/** On the rail while something comes: how much of it is here. */
export function DownloadBadge() {
  const { t } = useTranslation('models');
  const download = runningDownload(usePacks().packs);
  if (!download) return null;
  const { doneBytes, totalBytes } = download;
  const share = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  return (
    <span className={classes.railBadge} title={t('badge', { share })}>
      {share} %
    </span>
  );
}
