import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { RemovedPack } from '#contract/packs';
import { useStudio } from '../../state/studio';
import { ConfirmInPlace } from './ConfirmInPlace';
import classes from './models.module.css';
import { usePacks } from './packs-store';

/** What was removed and still takes its place on the disk. */
export function RemovedPacks({ removed }: { removed: readonly RemovedPack[] }) {
  const { t } = useTranslation('models');
  const { api } = useStudio();
  const { attempt } = usePacks();
  const size = formatBytes(removed.reduce((sum, { bytes }) => sum + bytes, 0));
  return (
    <section className={classes.found} aria-label={t('bin.title')}>
      <div className={classes.cardHead}>
        <h2 className={classes.name}>{t('bin.title')}</h2>
        <Text size="xs" className={classes.quiet}>
          {t('bin.size', { size })}
        </Text>
        <div className={classes.cardActions}>
          <ConfirmInPlace
            ask={t('bin.clear')}
            question={t('bin.question', { size })}
            yes={t('bin.yes')}
            no={t('keep')}
            onYes={() => void attempt(() => api.clearPackBin())}
          />
        </div>
      </div>
      {removed.map(({ packId, name, bytes, removedAt }) => (
        <div key={removedAt} className={classes.foundRow}>
          <Text size="sm">
            {name} <span className={classes.quiet}>{formatBytes(bytes)}</span>
          </Text>
          <Button
            size="compact-md"
            variant="default"
            onClick={() => void attempt(() => api.restorePack({ packId }))}
          >
            {t('bin.restore')}
          </Button>
        </div>
      ))}
    </section>
  );
}
