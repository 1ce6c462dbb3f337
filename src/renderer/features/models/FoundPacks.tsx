import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FoundPack, ImportWay } from '#contract/packs';
import { useStudio } from '../../app/studio';
import { formatBytes } from '../../lib/format';
import classes from './models.module.css';
import { usePacks } from './packs-store';

interface FoundPacksProps {
  readonly found: readonly FoundPack[];
  readonly onClose: () => void;
}

/** Packs that lie on this computer already, and the ways to take them over without the network. */
export function FoundPacks({ found, onClose }: FoundPacksProps) {
  const { t } = useTranslation('models');
  const { t: tApp } = useTranslation('app');
  const { api } = useStudio();
  const { attempt } = usePacks();
  const take = async (foundId: string, how: ImportWay) => {
    if (await attempt(() => api.importPack({ foundId, how }))) onClose();
  };
  return (
    <section className={classes.found} aria-label={t('found.title')}>
      <div className={classes.cardHead}>
        <h2 className={classes.name}>{t(found.length === 0 ? 'found.none' : 'found.title')}</h2>
        <div className={classes.cardActions}>
          <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
            {tApp('actions.close')}
          </Button>
        </div>
      </div>
      {found.length === 0 && (
        <Text size="sm" className={classes.quiet}>
          {t('found.noneHint')}
        </Text>
      )}
      {found.map((pack) => (
        <div key={pack.foundId} className={classes.foundRow}>
          <div className={classes.foundWords}>
            <strong>{pack.name}</strong>
            <code>{pack.folder}</code>
            <Text size="xs" className={classes.quiet}>
              {t(pack.missingBytes === 0 ? 'found.whole' : 'found.part', {
                found: pack.foundFiles,
                count: pack.files,
                missing: formatBytes(pack.missingBytes),
              })}
            </Text>
          </div>
          <Group gap={8} wrap="nowrap">
            {pack.ways.map((how) => (
              <Button
                key={how}
                size="compact-md"
                variant={how === 'link' ? 'filled' : 'default'}
                title={t(`found.hints.${how}`)}
                onClick={() => void take(pack.foundId, how)}
              >
                {t(`found.ways.${how}`)}
              </Button>
            ))}
          </Group>
        </div>
      ))}
    </section>
  );
}
