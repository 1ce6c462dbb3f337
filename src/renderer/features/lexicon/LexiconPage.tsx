import {
  Button,
  CloseButton,
  FileButton,
  Menu,
  Popover,
  Select,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconFileExport, IconFileImport, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '#contract/domain';
import {
  lexiconFormats,
  lexiconScopes,
  type LexiconEntry,
  type LexiconImport,
  type LexiconScope,
} from '#contract/lexicon';
import { usePlayer } from '../../lib/player-hook';
import { warningWords } from '#i18n/finding-words';
import { ErrorCard } from '../../ui/ErrorCard';
import { EntryForm } from './EntryForm';
import { EntryTable } from './EntryTable';
import { HEARD } from './HearButton';
import { ScopeField } from './ScopeField';
import classes from './lexicon.module.css';
import { useLexicon, useLexiconActions, type LexiconFilter } from './use-lexicon';

/** The person's own words: found, heard, put in, changed, taken out, and carried in and out as files. */
export function LexiconPage() {
  const { t, i18n } = useTranslation('lexicon');
  const [filter, setFilter] = useState<LexiconFilter>({ text: '', scope: undefined });
  const text = useDeferredValue(filter.text);
  const { entries, error, reload } = useLexicon({ ...filter, text });
  const actions = useLexiconActions();
  const [changing, setChanging] = useState<LexiconEntry>();
  const [notes, setNotes] = useState<readonly Warning[]>([]);
  const player = usePlayer();
  const unheard = player.key?.startsWith(HEARD) === true ? player.error : undefined;
  const isFiltered = filter.text.trim() !== '' || filter.scope !== undefined;
  const count = entries?.length ?? 0;

  return (
    <div className={classes.page}>
      <header className={classes.pageHead}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {count > 0 && (
          <Text size="sm" c="dimmed" className="tabular">
            {t('count', { count })}
          </Text>
        )}
        <Files filter={filter} actions={actions} isEmpty={count === 0} />
      </header>
      <EntryForm
        key={changing?.id ?? 'new'}
        entry={changing}
        onNotes={setNotes}
        onCancel={() => setChanging(undefined)}
        onPut={async (entry) => {
          const kept = await actions.put(entry);
          if (kept) setChanging(undefined);
          return kept;
        }}
      />
      {unheard && <ErrorCard error={unheard} />}
      {notes.map((note) => (
        <Text key={note.code} size="sm" className={classes.note} role="status">
          {warningWords(note, i18n.language)}
        </Text>
      ))}
      {actions.error && <ErrorCard error={actions.error} onDismiss={actions.dismissError} />}
      {actions.imported && <Imported result={actions.imported} onClose={actions.dismissImported} />}
      {error && <ErrorCard error={error} onRetry={reload} />}
      {(count > 0 || isFiltered) && (
        <div className={classes.toolbar}>
          <TextInput
            size="xs"
            w={240}
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
          <Select
            size="xs"
            w={170}
            aria-label={t('which')}
            placeholder={t('allScopes')}
            data={lexiconScopes.map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))}
            value={filter.scope ?? null}
            onChange={(value) =>
              setFilter({ ...filter, scope: lexiconScopes.find((scope) => scope === value) })
            }
            clearable
          />
        </div>
      )}
      {count > 0 && (
        <EntryTable
          entries={entries ?? []}
          changingId={changing?.id}
          onChange={setChanging}
          onRemove={(entry) => {
            if (entry.id === changing?.id) setChanging(undefined);
            void actions.remove(entry);
          }}
          onNotes={setNotes}
        />
      )}
      {entries?.length === 0 && (
        <Text c="dimmed" className={classes.empty}>
          {isFiltered ? t('noMatch') : t('empty')}
        </Text>
      )}
    </div>
  );
}

interface FilesProps {
  readonly filter: LexiconFilter;
  readonly actions: ReturnType<typeof useLexiconActions>;
  readonly isEmpty: boolean;
}

/** In from a file; out to one, what is shown. */
function Files({ filter, actions, isEmpty }: FilesProps) {
  const { t } = useTranslation('lexicon');
  return (
    <div className={classes.files}>
      <ImportButton actions={actions} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={isEmpty}
            leftSection={<IconFileExport size={14} aria-hidden />}
          >
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {lexiconFormats.map((format) => (
            <Menu.Item key={format} onClick={() => void actions.exportFile(format, filter)}>
              {t(`formats.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Where a file's words count is said before the file is chosen. */
function ImportButton({ actions }: Pick<FilesProps, 'actions'>) {
  const { t } = useTranslation('lexicon');
  const [isOpen, setOpen] = useState(false);
  const [scope, setScope] = useState<LexiconScope>({ scope: 'library' });
  return (
    // a list of the fields inside stands outside the popover
    <Popover opened={isOpen} onChange={setOpen} closeOnClickOutside={false} position="bottom-end">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFileImport size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('import')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.importing}>
        <Text size="sm">{t('importHint')}</Text>
        <ScopeField value={scope} onChange={setScope} />
        <FileButton
          accept=".csv,.pls,.xml"
          onChange={(file) => {
            if (!file) return;
            setOpen(false);
            void actions.importFile(file, scope.scope === 'library' ? {} : scope);
          }}
        >
          {(props) => (
            <Button {...props} size="compact-sm">
              {t('importFile')}
            </Button>
          )}
        </FileButton>
      </Popover.Dropdown>
    </Popover>
  );
}

/** So many lines are shown; the rest is counted. */
const SHOWN = 5;

interface ImportedProps {
  readonly result: LexiconImport;
  readonly onClose: () => void;
}

function Imported({ result: { added, refused }, onClose }: ImportedProps) {
  const { t } = useTranslation('lexicon');
  const { t: tApp } = useTranslation('app');
  return (
    <div className={classes.imported} role="status">
      <div>
        <Text size="sm" fw={600}>
          {t('imported', { count: added })}
        </Text>
        {refused.slice(0, SHOWN).map(({ at, word, reason }) => (
          <Text key={at} size="sm">
            {t(`refused.${reason}`, { at, word })}
          </Text>
        ))}
        {refused.length > SHOWN && (
          <Text size="sm">{t('refusedMore', { count: refused.length - SHOWN })}</Text>
        )}
      </div>
      <CloseButton size="sm" aria-label={tApp('actions.close')} onClick={onClose} />
    </div>
  );
}
