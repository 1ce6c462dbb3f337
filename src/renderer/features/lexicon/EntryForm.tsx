import { Button, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '#contract/domain';
import { lexiconKinds, lexiconLimits, type LexiconEntry, type LexiconPut } from '#contract/lexicon';
import { useStatus } from '../../state/live';
import { HearButton } from './HearButton';
import classes from './lexicon.module.css';
import { ScopeField } from './ScopeField';

/** Readings of these are for their own language, so there is nothing to choose. */
const OF_ONE_LANGUAGE: readonly string[] = ['pinyin', 'kana'];
const ANY = 'any';
const empty: LexiconPut = { word: '', reading: '', kind: 'respelling', scope: 'library' };

interface EntryFormProps {
  /** The entry that is changed; a new one when absent. */
  readonly entry: LexiconEntry | undefined;
  /** @returns whether it was kept */
  readonly onPut: (entry: LexiconPut) => Promise<boolean>;
  readonly onCancel: () => void;
  readonly onNotes: (notes: readonly Warning[]) => void;
}

/** A word and what is said for it, new or changed; heard before it is kept. */
export function EntryForm({ entry, onPut, onCancel, onNotes }: EntryFormProps) {
  const { t, i18n } = useTranslation('lexicon');
  const { t: tApp } = useTranslation('app');
  const [draft, setDraft] = useState<LexiconPut>(entry ?? empty);
  const wordField = useRef<HTMLInputElement>(null);
  const change = (next: Partial<LexiconPut>) => setDraft({ ...draft, ...next });
  const { word, reading, kind, language, scope, scopeId } = draft;
  const engines = useStatus()?.engine.engines ?? [];
  const nameOf = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const tags = [
    ...new Set([...engines.flatMap(({ languages }) => languages), ...(language ? [language] : [])]),
  ];
  const ready = word.trim() !== '' && reading.trim() !== '';
  const put = async () => {
    if (!ready || !(await onPut(draft)) || entry) return;
    // the next word is often for the same voice or project
    setDraft({ ...empty, kind, scope, ...(scopeId === undefined ? {} : { scopeId }) });
    wordField.current?.focus();
  };
  return (
    <form
      className={classes.form}
      aria-label={entry ? t('change', { word: entry.word }) : t('add')}
      onSubmit={(event) => {
        event.preventDefault();
        void put();
      }}
      onKeyDown={(event) => event.key === 'Escape' && entry && onCancel()}
    >
      <TextInput
        ref={wordField}
        size="xs"
        className={classes.field}
        label={t('fields.word')}
        placeholder={t(`examples.${kind}.word`)}
        maxLength={lexiconLimits.wordCharacters.max}
        value={word}
        autoFocus={entry !== undefined}
        onChange={(event) => change({ word: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={128}
        label={t('fields.kind')}
        data={lexiconKinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
        value={kind}
        onChange={(value) => change({ kind: lexiconKinds.find((each) => each === value) ?? 'respelling' })}
        allowDeselect={false}
        withCheckIcon={false}
      />
      <TextInput
        size="xs"
        className={classes.field}
        label={t('fields.reading')}
        placeholder={t(`examples.${kind}.reading`)}
        maxLength={lexiconLimits.readingCharacters.max}
        value={reading}
        onChange={(event) => change({ reading: event.currentTarget.value })}
      />
      {!OF_ONE_LANGUAGE.includes(kind) && (
        <Select
          size="xs"
          w={128}
          label={t('fields.language')}
          data={[
            { value: ANY, label: t('anyLanguage') },
            ...tags.map((tag) => ({ value: tag, label: nameOf.of(tag) ?? tag })),
          ]}
          value={language ?? ANY}
          onChange={(value) => change({ language: value === ANY || value === null ? undefined : value })}
          allowDeselect={false}
          searchable={tags.length > 12}
          withCheckIcon={false}
        />
      )}
      <ScopeField
        value={{ scope, ...(scopeId === undefined ? {} : { scopeId }) }}
        onChange={(next) => setDraft({ ...draft, scopeId: undefined, ...next })}
      />
      <div className={classes.formActions}>
        <HearButton entry={draft} onNotes={onNotes} />
        <Button type="submit" size="xs" disabled={!ready}>
          {entry ? tApp('actions.save') : t('addButton')}
        </Button>
        {entry && (
          <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
            {tApp('actions.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
