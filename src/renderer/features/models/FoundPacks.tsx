import { Button, Group, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Download, FoundPack, ImportWay } from '#contract/packs';
import { useStudio } from '../../state/studio';
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
  const [taking, setTaking] = useState<string>();
  const take = async ({ foundId }: FoundPack, how: ImportWay) => {
    setTaking(foundId);
    if (await attempt(() => api.importPack({ foundId, how }))) onClose();
    setTaking(undefined);
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
          {taking === pack.foundId && <Checking packId={pack.packId} />}
          <Group gap={8} wrap="nowrap">
            {pack.ways.map((how) => (
              <Button
                key={how}
                size="compact-md"
                variant={how === 'link' ? 'filled' : 'default'}
                title={t(`found.hints.${how}`)}
                disabled={taking !== undefined}
                onClick={() => void take(pack, how)}
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

/** Files that are used where they lie are read once, gigabytes of them. */
function Checking({ packId }: { readonly packId: string }) {
  const { t } = useTranslation('models');
  const { on } = useStudio();
  const [progress, setProgress] = useState<Download>();
  useEffect(
    () => on('download', (download) => download.packId === packId && setProgress(download)),
    [on, packId],
  );
  const { doneBytes = 0, totalBytes = 0 } = progress ?? {};
  return (
    <div className={classes.checking} role="status">
      <Text size="xs" className={classes.quiet}>
        {t('found.checking', { done: formatBytes(doneBytes), total: formatBytes(totalBytes) })}
      </Text>
      <Progress
        value={totalBytes === 0 ? 0 : (100 * doneBytes) / totalBytes}
        size="xs"
        aria-label={t('found.checkingLabel')}
      />
    </div>
  );
}
