import { Collapse, Progress, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Download, DownloadFile, Pack } from '#contract/packs';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './models.module.css';
import { durationWords, noteWords } from './pack-words';

/** How far a download is as a whole and file by file, where the bytes come from, and why a server was left. */
export function DownloadPanel({ pack, download }: { pack: Pack; download: Download }) {
  const { t } = useTranslation('models');
  const [open, setOpen] = useState(false);
  const { doneBytes, totalBytes, bytesPerSec, secondsLeft, files, notes, error } = download;
  const share = totalBytes === 0 ? 0 : (100 * doneBytes) / totalBytes;
  const done = files.filter(({ state }) => state === 'done').length;
  const running = download.state === 'running';
  const facts = [
    ...(download.kind === 'compiling' ? [t('making.compiling')] : []),
    t('progress', { done: formatBytes(doneBytes), total: formatBytes(totalBytes) }),
    ...(running && bytesPerSec > 0 ? [t('speed', { size: formatBytes(bytesPerSec) })] : []),
    ...(running && secondsLeft !== undefined ? [t('left', { time: durationWords(secondsLeft, t) })] : []),
    ...(files.length > 0 ? [t('filesDone', { done, count: files.length })] : []),
  ];
  const left = notes.filter(({ code }) => code === 'source-left' || code === 'wrong-bytes').slice(-3);
  return (
    <div className={classes.download}>
      <Progress
        value={share}
        size="md"
        radius="sm"
        aria-label={t('progressOf', { name: pack.name })}
        {...(running ? {} : { color: 'gray' })}
      />
      <Text size="sm" className="tabular">
        {facts.join(' · ')}
      </Text>
      {error && <ErrorCard error={error} />}
      {left.map((note) => (
        <Text key={`${note.at}${note.message}`} size="xs" className={classes.note}>
          {noteWords(note, t)}
        </Text>
      ))}
      {files.length > 0 && (
        <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          {t('files')}
        </UnstyledButton>
      )}
      <Collapse expanded={open && files.length > 0}>
        <table className={classes.files}>
          <thead>
            <tr>
              <th>{t('file.name')}</th>
              <th>{t('file.state')}</th>
              <th>{t('file.bytes')}</th>
              <th>{t('file.speed')}</th>
              <th>{t('file.source')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <FileRow key={file.path} file={file} />
            ))}
          </tbody>
        </table>
      </Collapse>
    </div>
  );
}

function FileRow({ file }: { file: DownloadFile }) {
  const { t } = useTranslation('models');
  const { path, bytes, doneBytes, state, bytesPerSec, source, firstUse } = file;
  return (
    <tr data-state={state}>
      <td>
        <code>{path}</code>
        {firstUse && <span className={classes.firstUse}>{t('firstUse')}</span>}
      </td>
      <td>{t(`file.states.${state}`)}</td>
      <td className="tabular">
        {bytes === null ? formatBytes(doneBytes) : `${formatBytes(doneBytes)} / ${formatBytes(bytes)}`}
      </td>
      <td className="tabular">{bytesPerSec > 0 ? t('speed', { size: formatBytes(bytesPerSec) }) : ''}</td>
      <td>{source}</td>
    </tr>
  );
}
