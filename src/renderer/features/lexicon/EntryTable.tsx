import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { INBOX, type Warning } from '#contract/domain';
import type { LexiconEntry } from '#contract/lexicon';
import { useFixedRows } from '../../lib/fixed-rows';
import { useVoice } from '../../state/live';
import { useProjects } from '../../state/use-projects';
import { HearButton } from './HearButton';
import classes from './lexicon.module.css';

const ROW_PX = 44;

interface EntryTableProps {
  readonly entries: readonly LexiconEntry[];
  /** The one that is being changed. */
  readonly changingId: string | undefined;
  readonly onChange: (entry: LexiconEntry) => void;
  readonly onRemove: (entry: LexiconEntry) => void;
  readonly onNotes: (notes: readonly Warning[]) => void;
}

/** The entries in sight of however many there are. */
export function EntryTable({ entries, changingId, ...row }: EntryTableProps) {
  const { t } = useTranslation('lexicon');
  const { scroller, onScroll, from, to } = useFixedRows(entries.length, ROW_PX);
  return (
    <div className={classes.table} role="table" aria-label={t('title')} aria-rowcount={entries.length + 1}>
      <div className={`${classes.line} ${classes.head}`} role="row">
        {(['word', 'reading', 'kind', 'language', 'scope'] as const).map((field) => (
          <span key={field} role="columnheader">
            {t(`fields.${field}`)}
          </span>
        ))}
        <span role="columnheader">
          <VisuallyHidden>{t('fields.actions')}</VisuallyHidden>
        </span>
      </div>
      <div ref={scroller} className={classes.scroller} role="rowgroup" tabIndex={0} onScroll={onScroll}>
        <div role="presentation" style={{ height: entries.length * ROW_PX, position: 'relative' }}>
          {entries.slice(from, to).map((entry, at) => (
            <div
              key={entry.id}
              role="row"
              aria-rowindex={from + at + 2}
              className={`${classes.line} ${classes.row}`}
              data-selected={entry.id === changingId || undefined}
              style={{ transform: `translateY(${(from + at) * ROW_PX}px)` }}
            >
              <EntryCells entry={entry} {...row} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

type EntryCellsProps = Omit<EntryTableProps, 'entries' | 'changingId'> & { readonly entry: LexiconEntry };

function EntryCells({ entry, onChange, onRemove, onNotes }: EntryCellsProps) {
  const { t, i18n } = useTranslation('lexicon');
  const { word, reading, kind, language } = entry;
  const nameOf = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <>
      <span role="cell" className={classes.word} title={word}>
        {word}
      </span>
      <span role="cell" className={classes.cut} title={reading}>
        {reading}
      </span>
      <span role="cell" className={classes.quiet}>
        {t(`kinds.${kind}`)}
      </span>
      <span role="cell" className={classes.quiet}>
        {language === undefined ? '' : nameOf.of(language)}
      </span>
      <span role="cell" className={`${classes.quiet} ${classes.cut}`}>
        <ScopeName entry={entry} />
      </span>
      <span role="cell" className={classes.actions}>
        <HearButton entry={entry} onNotes={onNotes} />
        <Act label={t('change', { word })} onClick={() => onChange(entry)}>
          <IconPencil size={16} aria-hidden />
        </Act>
        <Act label={t('delete', { word })} onClick={() => onRemove(entry)}>
          <IconTrash size={16} aria-hidden />
        </Act>
      </span>
    </>
  );
}

interface ActProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Act({ label, onClick, children }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function ScopeName({ entry: { scope, scopeId } }: { readonly entry: LexiconEntry }) {
  const { t } = useTranslation('lexicon');
  const voice = useVoice(scope === 'voice' ? scopeId : undefined);
  const { projects } = useProjects();
  if (scope === 'library') return t('scopes.library');
  const project = projects?.find(({ id }) => id === scopeId);
  const name = scope === 'voice' ? voice?.name : scopeId === INBOX ? t('inbox') : project?.name;
  return `${t(`scopes.${scope}`)}: ${name ?? t('gone')}`;
}
