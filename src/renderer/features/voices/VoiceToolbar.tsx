import { Chip, Select, TextInput } from '@mantine/core';
import { IconSearch, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { consentKindSchema } from '#contract/consent';
import { voiceSorts } from '#contract/voices';
import { useVoiceFacets } from './use-voice-facets';
import type { VoiceFilter } from './use-voice-pages';
import classes from './voices.module.css';

export const noFilter: VoiceFilter = { text: '', sort: 'newest' };

export function isFiltered({ text, favourite, tag, language, consent }: VoiceFilter): boolean {
  return text.trim() !== '' || [favourite, tag, language, consent].some((each) => each !== undefined);
}

interface VoiceToolbarProps {
  readonly filter: VoiceFilter;
  readonly onChange: (filter: VoiceFilter) => void;
}

const statements = ['none', ...consentKindSchema.options] as const;
const sorts = voiceSorts.filter((sort) => sort !== 'match');

/** Find, narrow down, put in order. */
export function VoiceToolbar({ filter, onChange }: VoiceToolbarProps) {
  const { t } = useTranslation('voices');
  const facets = useVoiceFacets();
  const set = (change: { [K in keyof VoiceFilter]?: VoiceFilter[K] | undefined }) =>
    onChange({ ...filter, ...change } as VoiceFilter);
  const options = (values: readonly { value: string; count: number }[]) =>
    values.map(({ value, count }) => ({ value, label: `${value} (${count})` }));
  return (
    <div className={classes.toolbar}>
      <TextInput
        className={classes.search}
        size="xs"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={150}
        aria-label={t('sort.label')}
        data={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
        value={filter.sort}
        onChange={(value) => set({ sort: sorts.find((sort) => sort === value) ?? 'newest' })}
        allowDeselect={false}
        disabled={filter.text.trim() !== ''}
      />
      <Chip
        size="xs"
        icon={<IconStar size={12} aria-hidden />}
        checked={filter.favourite === true}
        onChange={(checked) => set({ favourite: checked ? true : undefined })}
      >
        {t('filter.favourites')}
      </Chip>
      <Select
        size="xs"
        w={150}
        aria-label={t('filter.consent')}
        placeholder={t('filter.consent')}
        data={statements.map((kind) => ({ value: kind, label: t(`consent.mark.${kind}`) }))}
        value={filter.consent ?? null}
        onChange={(value) => set({ consent: statements.find((kind) => kind === value) })}
        clearable
      />
      {facets.tags.length > 0 && (
        <Select
          size="xs"
          w={140}
          aria-label={t('filter.tag')}
          placeholder={t('filter.tag')}
          data={options(facets.tags)}
          value={filter.tag ?? null}
          onChange={(value) => set({ tag: value ?? undefined })}
          searchable
          clearable
        />
      )}
      {facets.languages.length > 0 && (
        <Select
          size="xs"
          w={120}
          aria-label={t('filter.language')}
          placeholder={t('filter.language')}
          data={options(facets.languages)}
          value={filter.language ?? null}
          onChange={(value) => set({ language: value ?? undefined })}
          clearable
        />
      )}
    </div>
  );
}
