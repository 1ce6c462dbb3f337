import { useState } from 'react';
import { Rating, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { takeLimits, type TakeChange } from '#contract/take-library';
import classes from './TakeLibrary.module.css';

interface TakeNotesProps {
  readonly take: Take;
  readonly onChange: (change: TakeChange) => void;
}

/** What a person says about a take: its name, how good it is, what to remember. Kept when a field is left. */
export function TakeNotes({ take, onChange }: TakeNotesProps) {
  const { t } = useTranslation('takeLibrary');
  const [name, setName] = useState(take.name);
  const [note, setNote] = useState(take.note);
  return (
    <div className={classes.notes}>
      <TextInput
        size="xs"
        aria-label={t('name')}
        placeholder={t('namePlaceholder')}
        maxLength={takeLimits.nameCharacters}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onBlur={() => name.trim() !== take.name && onChange({ name })}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
      />
      <Rating
        aria-label={t('rating')}
        value={take.rating}
        onChange={(rating) => onChange({ rating: rating === take.rating ? 0 : rating })}
        getSymbolLabel={(count) => t('ratingOf', { count })}
      />
      <Textarea
        size="xs"
        aria-label={t('note')}
        placeholder={t('notePlaceholder')}
        maxLength={takeLimits.noteCharacters}
        autosize
        minRows={1}
        maxRows={4}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        onBlur={() => note !== take.note && onChange({ note })}
      />
    </div>
  );
}
