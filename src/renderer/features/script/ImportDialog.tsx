import { Button, Group, Loader, Modal, Radio, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableColumns, type ReadScript } from '#contract/scripts';
import { useQuery } from '../../state/use-query';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './script.module.css';

/** A file, or words that were pasted. */
export interface ScriptSource {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
  readonly key: string;
}

interface ImportDialogProps {
  readonly source: ScriptSource;
  readonly projectId: string;
  readonly lineCount: number;
  readonly onTake: (lines: ReadScript['lines'], replace: boolean) => Promise<boolean>;
  readonly onClose: () => void;
}

const SHOWN = 60;

type Columns = ReadScript['columns'];

function withColumn(columns: Columns, column: (typeof tableColumns)[number], at: string | null): Columns {
  const others = Object.entries(columns ?? {}).filter(([name]) => name !== column);
  return Object.fromEntries(at === null ? others : [...others, [column, Number(at)]]);
}

/** What a file would bring, before anything of it is written: who speaks, how, and which words. */
export function ImportDialog({ source, projectId, lineCount, onTake, onClose }: ImportDialogProps) {
  const { t } = useTranslation('script');
  const [replace, setReplace] = useState(false);
  const [columns, setColumns] = useState<ReadScript['columns']>();
  const [working, setWorking] = useState(false);
  const { data, latest, error } = useQuery(`${source.key} ${JSON.stringify(columns)}`, async (api) =>
    api.readScript({
      ...{ name: source.name, bytes: await source.bytes(), projectId },
      ...(columns ? { columns } : {}),
    }),
  );
  const read = data ?? latest;
  const take = async () => {
    if (!read) return;
    setWorking(true);
    if (await onTake(read.lines, replace)) onClose();
    setWorking(false);
  };
  return (
    <Modal opened onClose={onClose} title={t('importTitle', { file: source.name })} size="lg">
      {error && <ErrorCard error={error} />}
      {!read && !error && (
        <Group gap={8}>
          <Loader size={16} aria-hidden />
          <Text size="sm">{t('reading')}</Text>
        </Group>
      )}
      {read && (
        <div className={classes.section}>
          <Text size="sm">
            {t('found', { count: read.lines.length })} {t(`formats.${read.format}`)} · {read.encoding}
          </Text>
          {read.speakers.length > 0 && (
            <Text size="sm">
              {read.speakers.map(({ speaker, lines }) => `${speaker} (${lines})`).join(' · ')}
            </Text>
          )}
          {read.headings && (
            <div className={classes.pair}>
              {tableColumns.map((column) => (
                <Select
                  key={column}
                  size="xs"
                  label={t(`columns.${column}`)}
                  placeholder={t('none')}
                  clearable
                  data={read.headings?.map((label, at) => ({ value: String(at), label })) ?? []}
                  value={read.columns?.[column] === undefined ? null : String(read.columns[column])}
                  onChange={(value) => setColumns(withColumn(read.columns, column, value))}
                />
              ))}
            </div>
          )}
          <div className={classes.preview} role="region" aria-label={t('preview')} tabIndex={0}>
            {read.lines.slice(0, SHOWN).map((line, at) => (
              <div key={at} className={classes.previewLine}>
                <span className={classes.quiet}>
                  {line.kind === 'line' ? line.speaker : t(`kinds.${line.kind}`)}
                </span>
                <span>
                  {line.instruction !== '' && <span className={classes.direction}>{line.instruction}</span>}{' '}
                  {line.text}
                </span>
              </div>
            ))}
            {read.lines.length > SHOWN && (
              <div className={classes.previewLine}>
                <span />
                <span className={classes.quiet}>{t('more', { count: read.lines.length - SHOWN })}</span>
              </div>
            )}
          </div>
          {lineCount > 0 && (
            <Radio.Group
              value={replace ? 'replace' : 'append'}
              onChange={(value) => setReplace(value === 'replace')}
            >
              <Group>
                <Radio value="append" label={t('append')} />
                <Radio value="replace" label={t('replace', { count: lineCount })} />
              </Group>
            </Radio.Group>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button loading={working} disabled={!data} onClick={() => void take()}>
              {t('takeIn', { count: read.lines.length })}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}
