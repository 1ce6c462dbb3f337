import { Button, Skeleton, Text, Title } from '@mantine/core';
import { IconFolderOpen, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { FoundPack } from '#contract/packs';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { ErrorCard } from '../../ui/ErrorCard';
import { FoundPacks } from './FoundPacks';
import { MirrorField } from './MirrorField';
import classes from './models.module.css';
import { PackCard } from './PackCard';
import { usePacks } from './packs-store';
import { RemovedPacks } from './RemovedPacks';

/** Every pack that the studio knows or has: what it is, where it stands, how to get it. */
export function ModelsPage() {
  const { t } = useTranslation('models');
  const { api } = useStudio();
  const status = useStatus();
  const { packs, folder, error, dismissError, reload, attempt } = usePacks();
  // what the disk has left changes while nobody looks: the number is that of every other page
  useEffect(reload, [reload]);
  const [found, setFound] = useState<readonly FoundPack[]>();
  const look = (ask: boolean) => void attempt(async () => setFound(await api.findPacks({ ask })));
  const free = folder?.freeBytes;

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.headWords}>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Text size="sm" className={classes.quiet}>
            {t('lead')}
          </Text>
        </div>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconSearch size={15} aria-hidden />}
          onClick={() => look(false)}
        >
          {t('lookHere')}
        </Button>
        {status?.canChooseFolder === true && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconFolderOpen size={15} aria-hidden />}
            onClick={() => look(true)}
          >
            {t('importFolder')}
          </Button>
        )}
      </header>
      {error && <ErrorCard error={error} onRetry={packs ? undefined : reload} onDismiss={dismissError} />}
      {found && <FoundPacks found={found} onClose={() => setFound(undefined)} />}
      {!packs && !error && <Loading />}
      {packs?.map((pack) => (
        <PackCard key={pack.id} pack={pack} />
      ))}
      {folder && folder.removed.length > 0 && <RemovedPacks removed={folder.removed} />}
      <MirrorField />
      {folder && (
        <Text size="xs" className={classes.quiet}>
          {t('folder')} <code>{folder.folder}</code>
          {free === undefined ? '' : ` · ${t('free', { size: formatBytes(free) })}`}
        </Text>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div aria-hidden className={classes.loading}>
      <Skeleton height={148} radius="md" />
      <Skeleton height={148} radius="md" />
    </div>
  );
}
