import { Button, Group } from '@mantine/core';
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Pack } from '#contract/packs';
import { useStudio } from '../../state/studio';
import { showUndoNotice } from '../../lib/undo-notice';
import { ConfirmInPlace } from './ConfirmInPlace';
import { usePacks } from './packs-store';

/** What can be done with a pack as it stands. */
export function PackActions({ pack }: { pack: Pack }) {
  const { t } = useTranslation('models');
  const { t: tApp } = useTranslation('app');
  const { api } = useStudio();
  const { attempt } = usePacks();
  const packId = pack.id;
  const download = () => void attempt(() => api.downloadPack({ packId }));
  const remove = async () => {
    if (!(await attempt(() => api.removePack({ packId })))) return;
    if (pack.inPlace !== undefined) return;
    showUndoNotice({
      message: t('removed', { name: pack.name, size: formatBytes(pack.bytes) }),
      undoLabel: tApp('actions.undo'),
      onUndo: () => void attempt(() => api.restorePack({ packId })),
    });
  };
  const here = pack.state === 'installed' || pack.state === 'verified' || pack.state === 'broken';
  return (
    <Group gap={8} wrap="nowrap">
      {pack.state === 'not-installed' && pack.fetchable && !pack.making && (
        <Button
          size="compact-md"
          variant={pack.advice.code === 'recommended' ? 'filled' : 'default'}
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('downloadNamed', { size: formatBytes(pack.missingBytes), name: pack.name })}
          onClick={download}
        >
          {t('download', { size: formatBytes(pack.missingBytes) })}
        </Button>
      )}
      {pack.state === 'downloading' && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          onClick={() => void attempt(() => api.pauseDownload({ packId }))}
        >
          {t('pause')}
        </Button>
      )}
      {pack.state === 'paused' && (
        <Button
          size="compact-md"
          variant="filled"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={download}
        >
          {t('resume', { size: formatBytes(pack.missingBytes) })}
        </Button>
      )}
      {pack.download && (
        <ConfirmInPlace
          ask={t('cancel')}
          question={t('cancelQuestion', { size: formatBytes(pack.download.doneBytes) })}
          yes={t('throwAway')}
          no={t('keep')}
          onYes={() => void attempt(() => api.cancelDownload({ packId }))}
        />
      )}
      {pack.state === 'broken' && pack.fetchable && pack.inPlace === undefined && (
        <Button
          size="compact-md"
          variant="filled"
          leftSection={<IconTool size={16} aria-hidden />}
          onClick={download}
        >
          {t('repair')}
        </Button>
      )}
      {here && pack.usable && (
        <Button
          size="compact-md"
          variant="default"
          onClick={() => void attempt(() => api.verifyPack({ packId }))}
        >
          {t(pack.verified ? 'checkAgain' : 'check')}
        </Button>
      )}
      {here && (
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => void remove()}>
          {t(pack.inPlace === undefined ? 'remove' : 'letGo')}
        </Button>
      )}
    </Group>
  );
}
