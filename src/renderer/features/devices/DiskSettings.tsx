import { Button, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFolderOpen, IconFolderSymlink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiskReport, FolderKind, FolderMove } from '#contract/disk';
import { formatBytes } from '#contract/format-bytes';
import type { Settings, Status } from '#contract/studio-state';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { Group, Row } from '../../ui/SettingRows';
import classes from './devices.module.css';
import { RetentionRows } from './RetentionRows';

export interface DiskSettingsProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly onChange: (change: Partial<Settings>) => void;
  readonly attempt: (work: Promise<unknown>) => void;
}

/** Where takes and packs lie, how they get elsewhere, what goes when it is old, and the bin. */
export function DiskSettings({ settings, status, onChange, attempt }: DiskSettingsProps) {
  const { t } = useTranslation('devices');
  const { api, on } = useStudio();
  // what cannot be read is told where it is written
  const { latest: disk, reload: load } = useQuery(status.outputsFolder, (asked) => asked.getDisk());
  const [sure, setSure] = useState(false);
  const [move, setMove] = useState<FolderMove>();
  useEffect(
    () =>
      on('folderMove', (now) => {
        setMove(now);
        if (now.state !== 'moving') load();
      }),
    [on, load],
  );
  const choose = (kind: FolderKind, moveFiles: boolean) =>
    attempt(api.chooseFolder({ kind, moveFiles }).then(load));
  const emptyBin = async () => {
    setSure(false);
    const { bytes } = await api.emptyBin();
    notifications.show({ message: t('binEmptied', { size: formatBytes(bytes) }), withBorder: true });
    load();
  };
  if (!disk) return null;
  return (
    <Group title={t('diskTitle')}>
      {(['outputs', 'models'] as const).map((kind) => (
        <Row key={kind} label={t(`folders.${kind}`)} hint={disk[kind].folder}>
          {move?.kind === kind && move.state === 'moving' ? (
            <MoveProgress move={move} />
          ) : (
            <FolderControls
              usage={disk[kind]}
              canChoose={status.canChooseFolder}
              low={kind === 'outputs' && status.lowSpace}
              onChoose={(moveFiles) => choose(kind, moveFiles)}
            />
          )}
        </Row>
      ))}
      {!status.canChooseFolder && <Row label={t('folderFixed')} hint={t('folderFixedHint')} />}
      <RetentionRows settings={settings} onChange={onChange} onCleared={load} attempt={attempt} />
      <Row label={t('bin')} hint={t('binHint')}>
        <span className={`tabular ${classes.value}`}>
          {t('files', { count: disk.bin.files, size: formatBytes(disk.bin.bytes) })}
        </span>
        <Button
          size="compact-sm"
          variant={sure ? 'filled' : 'default'}
          color={sure ? 'red' : 'gray'}
          disabled={disk.bin.files === 0}
          onBlur={() => setSure(false)}
          onClick={() => (sure ? attempt(emptyBin()) : setSure(true))}
        >
          {sure ? t('emptyBinSure') : t('emptyBin')}
        </Button>
      </Row>
    </Group>
  );
}

interface FolderControlsProps {
  readonly usage: DiskReport['outputs'];
  readonly canChoose: boolean;
  readonly low: boolean;
  readonly onChoose: (moveFiles: boolean) => void;
}

function FolderControls({ usage, canChoose, low, onChoose }: FolderControlsProps) {
  const { t } = useTranslation('devices');
  const { files, bytes, freeBytes } = usage;
  return (
    <>
      <span className={`tabular ${classes.value}`} data-tight={low}>
        {t('files', { count: files, size: formatBytes(bytes) })}
        {freeBytes !== undefined && ` · ${t('free', { size: formatBytes(freeBytes) })}`}
      </span>
      {canChoose && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFolderSymlink size={14} aria-hidden />}
            onClick={() => onChoose(true)}
          >
            {t('moveTo')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconFolderOpen size={14} aria-hidden />}
            onClick={() => onChoose(false)}
          >
            {t('pointTo')}
          </Button>
        </>
      )}
    </>
  );
}

function MoveProgress({ move }: { readonly move: FolderMove }) {
  const { t } = useTranslation('devices');
  const { doneFiles, totalFiles, doneBytes, totalBytes } = move;
  return (
    <div className={classes.move}>
      <Text size="xs" className="tabular">
        {t('moving', { done: doneFiles, total: totalFiles, size: formatBytes(totalBytes) })}
      </Text>
      <Progress
        value={totalBytes === 0 ? 0 : (100 * doneBytes) / totalBytes}
        size="sm"
        aria-label={t('moveTo')}
      />
    </div>
  );
}
