import { Loader, Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { ConsentMark } from './ConsentMark';
import { useVoice, useVoices } from '../state/live';
import { useQuery } from '../state/use-query';
import classes from './VoicePicker.module.css';

/** The library is asked this long after the last key. */
const ASK_AFTER_MS = 150;
const FOUND = 40;

interface VoicePickerProps extends Pick<
  SelectProps,
  'size' | 'w' | 'flex' | 'label' | 'aria-label' | 'placeholder' | 'clearable' | 'id'
> {
  readonly voiceId: string | undefined;
  readonly onPick: (voice: Voice | undefined) => void;
}

/** One voice of the whole library: the newest at first, any other by a word of its name, tags, notes or transcript. */
export function VoicePicker({ voiceId, onPick, clearable = false, ...field }: VoicePickerProps) {
  const { t } = useTranslation('voices');
  const newest = useVoices() ?? [];
  const picked = useVoice(voiceId);
  const [typed, setTyped] = useState('');
  // the field holds the picked voice's name until something else is typed
  const words = typed.trim() === picked?.name ? '' : typed.trim();
  const { found, asking } = useFound(words);
  const listed = words === '' ? newest : found;
  const voices = picked && !listed.some(({ id }) => id === picked.id) ? [picked, ...listed] : listed;
  const byId = new Map(voices.map((voice) => [voice.id, voice]));
  const shown = new Set(listed.map(({ id }) => id));
  return (
    <Select
      {...field}
      data={voices.map(({ id, name }) => ({ value: id, label: name }))}
      value={picked?.id ?? null}
      onChange={(id) => onPick(id === null ? undefined : byId.get(id))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // the library has searched already, in more than names
      filter={({ options }) =>
        words === '' ? options : options.filter((o) => 'value' in o && shown.has(o.value))
      }
      nothingFoundMessage={t(asking ? 'picker.asking' : 'picker.none')}
      rightSection={asking ? <Loader size={14} /> : undefined}
      maxDropdownHeight={320}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      clearable={clearable}
      allowDeselect={clearable}
      disabled={newest.length === 0}
      withCheckIcon={false}
      renderOption={({ option }) => {
        const voice = byId.get(option.value);
        return (
          <span className={classes.option}>
            <span className={classes.name}>{option.label}</span>
            {voice && <ConsentMark voice={voice} />}
          </span>
        );
      }}
    />
  );
}

/** @returns voices with these words, best first; none for no words */
function useFound(words: string): { readonly found: readonly Voice[]; readonly asking: boolean } {
  const [asked] = useDebouncedValue(words, ASK_AFTER_MS);
  // a list that cannot be had is an empty one; the connection bar says why
  const { data, asking } = useQuery(asked === '' ? undefined : asked, async (api) => {
    const { voices } = await api.listVoices({ text: asked, sort: 'match', limit: FOUND });
    return voices;
  });
  return { found: data ?? [], asking: words !== asked || asking };
}
