import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { copyText } from '../../lib/copy-text';
import { saveBlob } from '../../lib/save-file';
import { errorWords } from '#i18n/error-words';
import { markdownOf } from './line-text';
import { fileText, wholeLog, type LogForm } from './whole-log';

export interface ExportMenuProps {
  /** The lines picked, or all that are shown. */
  readonly lines: readonly LogEntry[];
  /** Everything in hand. */
  readonly all: readonly LogEntry[];
  /** This studio's own log: there is more of it on the disk. */
  readonly own: boolean;
  readonly disabled: boolean;
}

/** Lines for an issue, and as files: for reading, and for machines. */
export function ExportMenu({ lines, all, own, disabled }: ExportMenuProps) {
  const { t, i18n } = useTranslation('log');
  const { api } = useStudio();
  const [saving, setSaving] = useState<number>();
  const status = useStatus();
  const copyMarkdown = () => {
    const { version = '', host = '', engine } = status ?? {};
    const origin = [`CosyVoice Studio ${version}`, host, engine?.runtimeVersion].filter(Boolean).join(', ');
    void copyText(markdownOf(lines, origin));
    notifications.show({ message: t('copied', { count: lines.length }), autoClose: 1500 });
  };
  const number = new Intl.NumberFormat(i18n.language);
  const saveWhole = async (form: LogForm) => {
    setSaving(0);
    try {
      saveBlob(nameOf(form), await wholeLog(api, form, setSaving));
    } catch (thrown) {
      const { title, detail } = errorWords(StudioError.from(thrown), i18n.language);
      notifications.show({ title, message: detail, color: 'red' });
    } finally {
      setSaving(undefined);
    }
  };
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Tooltip
          label={
            saving === undefined ? t('export.label') : t('export.reading', { count: number.format(saving) })
          }
        >
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('export.label')}
            loading={saving !== undefined}
            disabled={disabled}
          >
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
        {own && (
          <>
            <Menu.Item onClick={() => void saveWhole('txt')}>{t('export.wholeText')}</Menu.Item>
            <Menu.Item onClick={() => void saveWhole('jsonl')}>{t('export.wholeJson')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const save = (form: LogForm, entries: readonly LogEntry[]): void =>
  saveBlob(nameOf(form), new Blob([fileText(form, entries)]));

function nameOf(form: LogForm): string {
  const moment = new Date().toISOString().slice(0, 19).replace(/[-:]/gu, '').replace('T', '_');
  return `cosyvoice-studio-log_${moment}.${form}`;
}
