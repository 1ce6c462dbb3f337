import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { useStatus } from '../../app/live';
import { copyText } from '../../lib/copy-text';
import { saveFile } from '../../lib/save-file';
import { markdownOf, plainLines } from './line-text';

export interface ExportMenuProps {
  /** The lines picked, or all that are shown. */
  readonly lines: readonly LogEntry[];
  /** Everything in hand. */
  readonly all: readonly LogEntry[];
  readonly disabled: boolean;
}

/** Lines for an issue, and as files: for reading, and for machines. */
export function ExportMenu({ lines, all, disabled }: ExportMenuProps) {
  const { t } = useTranslation('log');
  const status = useStatus();
  const copyMarkdown = () => {
    const { version = '', host = '', engine } = status ?? {};
    const origin = [`CosyVoice Studio ${version}`, host, engine?.runtimeVersion].filter(Boolean).join(', ');
    void copyText(markdownOf(lines, origin));
    notifications.show({ message: t('copied', { count: lines.length }), autoClose: 1500 });
  };
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Tooltip label={t('export.label')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('export.label')} disabled={disabled}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={copyMarkdown} disabled={lines.length === 0}>
          {t('export.markdown', { count: lines.length })}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => save('txt', lines)} disabled={lines.length === 0}>
          {t('export.shownText', { count: lines.length })}
        </Menu.Item>
        <Menu.Item onClick={() => save('jsonl', lines)} disabled={lines.length === 0}>
          {t('export.shownJson', { count: lines.length })}
        </Menu.Item>
        <Menu.Item onClick={() => save('txt', all)}>{t('export.allText', { count: all.length })}</Menu.Item>
        <Menu.Item onClick={() => save('jsonl', all)}>{t('export.allJson', { count: all.length })}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function save(form: 'txt' | 'jsonl', entries: readonly LogEntry[]): void {
  const text =
    form === 'txt' ? plainLines(entries) : entries.map((entry) => JSON.stringify(entry)).join('\n');
  const moment = new Date().toISOString().slice(0, 19).replace(/[-:]/gu, '').replace('T', '_');
  saveFile({
    name: `cosyvoice-studio-log_${moment}.${form}`,
    type: form === 'txt' ? 'text/plain' : 'application/x-ndjson',
    bytes: new TextEncoder().encode(`${text}\n`),
  });
}
