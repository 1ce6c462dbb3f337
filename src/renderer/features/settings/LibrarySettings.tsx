import { Button, FileButton, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Backup, LibraryProgress, LibraryReport, Restored, WrittenBackup } from '#contract/library';
import type { Status } from '#contract/studio-state';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { formatDateTime } from '../../lib/format';
import { libraryFindingWords, missingWords, notRestoredWords } from '#i18n/finding-words';
import { saveFile } from '../../lib/save-file';
import { Group, Row } from './rows';

const noBackups: readonly Backup[] = [];

interface LibrarySettingsProps {
  readonly status: Status;
  readonly attempt: (work: Promise<unknown>) => void;
  readonly onArchive: (file: File) => void;
}

/** The library as a whole: packs of voices, one file with everything, and whether all of it is in order. */
export function LibrarySettings({ status, attempt, onArchive }: LibrarySettingsProps) {
  const { t, i18n } = useTranslation('settings');
  const { api, on } = useStudio();
  const { data: backups = noBackups, reload: listBackups } = useQuery('backups', (asked) =>
    asked.listBackups(),
  );
  const [progress, setProgress] = useState<LibraryProgress>();
  const [report, setReport] = useState<LibraryReport>();
  const [written, setWritten] = useState<WrittenBackup>();
  const [restored, setRestored] = useState<Restored>();
  useEffect(() => on('libraryProgress', setProgress), [on]);
  const run = (work: () => Promise<unknown>) => attempt(work().finally(() => setProgress(undefined)));
  const busy = progress !== undefined;

  const exportAll = async () => {
    const { voices } = await api.listVoices({ limit: 500 });
    saveFile(await api.exportVoices({ voiceIds: voices.map(({ id }) => id) }));
  };
  const backUp = async () => {
    setWritten(await api.backupLibrary({}));
    listBackups();
  };
  const backUpElsewhere = async () => setWritten((await api.backupLibraryElsewhere({})) ?? undefined);
  const restore = async (work: Promise<Restored | null>) => setRestored((await work) ?? undefined);
  return (
    <Group title={t('library.title')}>
      <Row label={t('library.packs')} hint={t('library.packsHint')}>
        <FileButton accept=".cvvoice,.zip" onChange={(file) => file && onArchive(file)}>
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              {t('library.import')}
            </Button>
          )}
        </FileButton>
        <Button size="compact-sm" variant="default" onClick={() => attempt(exportAll())}>
          {t('library.exportAll')}
        </Button>
      </Row>
      <Row
        label={t('library.backup')}
        hint={
          written
            ? t('library.written', { name: written.name, size: formatBytes(written.bytes) })
            : t('library.backupHint')
        }
      >
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => run(backUp)}>
          {t('library.backupNow')}
        </Button>
        {status.canChooseFolder && (
          <>
            <Button size="compact-sm" variant="default" disabled={busy} onClick={() => run(backUpElsewhere)}>
              {t('library.backupTo')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => run(() => restore(api.restoreLibraryFromFile()))}
            >
              {t('library.restoreFile')}
            </Button>
          </>
        )}
        {status.canReveal && (
          <Button size="compact-sm" variant="subtle" onClick={() => attempt(api.revealBackups())}>
            {t('reveal')}
          </Button>
        )}
      </Row>
      {backups.map(({ name, bytes, createdAt }) => (
        <Row
          key={name}
          label={formatDateTime(createdAt, i18n.language)}
          hint={`${name}, ${formatBytes(bytes)}`}
        >
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            onClick={() => run(() => restore(api.restoreLibrary({ name })))}
          >
            {t('library.restore')}
          </Button>
        </Row>
      ))}
      {written && <Lines lines={missingWords(written.missing, i18n.language)} />}
      {restored !== undefined && (
        <>
          <Row label={t('library.restored')} hint={t('library.restoredHint', { folder: restored.aside })} />
          <Lines lines={notRestoredWords(restored, i18n.language)} />
        </>
      )}
      <Row label={t('library.verify')} hint={report ? summary(report) : t('library.verifyHint')}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={() => run(async () => setReport(await api.verifyLibrary()))}
        >
          {t('library.verifyNow')}
        </Button>
        {report && !report.ok && (
          <Button
            size="compact-sm"
            disabled={busy}
            onClick={() => run(async () => setReport(await api.repairLibrary()))}
          >
            {t('library.repair')}
          </Button>
        )}
      </Row>
      {report?.findings.map((finding, at) => {
        const { message, repair } = libraryFindingWords(finding, i18n.language);
        return (
          <Row
            key={at}
            label={finding.repaired ? t('library.repaired', { message }) : message}
            hint={finding.repaired ? undefined : repair}
          />
        );
      })}
      {progress && progress.total > 0 && (
        <Progress
          value={(progress.done / progress.total) * 100}
          size="xs"
          aria-label={t(`library.task.${progress.task}`)}
        />
      )}
      {report?.setAside !== undefined && (
        <Text size="xs" c="dimmed" p={12}>
          {t('library.setAside', { folder: report.setAside })}
        </Text>
      )}
    </Group>
  );

  function summary({ ok, counts }: LibraryReport): string {
    const { voices, takes, files, bytes } = counts;
    const facts = { voices, takes, files, size: formatBytes(bytes) };
    return t(ok ? 'library.inOrder' : 'library.notInOrder', facts);
  }
}

/** What is not there, a sentence a line. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line, at) => (
    <Text key={at} size="xs" c="dimmed" px={12} style={{ overflowWrap: 'anywhere' }}>
      {line}
    </Text>
  ));
}
