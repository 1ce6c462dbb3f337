import { Button, TagsInput, Text } from '@mantine/core';
import { IconFileExport, IconStar, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoiceActions } from './use-voice-actions';
import { useVoiceFacets } from './use-voice-facets';
import classes from './voices.module.css';

interface SelectionBarProps {
  readonly ids: readonly string[];
  readonly actions: VoiceActions;
  readonly onClear: () => void;
}

/** What can be done to all selected voices at once. */
export function SelectionBar({ ids, actions, onClear }: SelectionBarProps) {
  const { t } = useTranslation('voices');
  const { tags } = useVoiceFacets();
  const [typed, setTyped] = useState<string[]>([]);
  const tag = async () => {
    if (typed.length > 0 && (await actions.changeMany(ids, { addTags: typed }))) setTyped([]);
  };
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('selection.label')}>
      <Text size="sm" fw={600} className="tabular">
        {t('selection.count', { count: ids.length })}
      </Text>
      <TagsInput
        size="xs"
        w={220}
        aria-label={t('selection.tags')}
        placeholder={typed.length === 0 ? t('selection.tags') : ''}
        data={tags.map(({ value }) => value)}
        value={typed}
        onChange={setTyped}
      />
      <Button size="compact-sm" variant="default" disabled={typed.length === 0} onClick={() => void tag()}>
        {t('selection.addTags')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconStar size={14} aria-hidden />}
        onClick={() => void actions.changeMany(ids, { favourite: true })}
      >
        {t('selection.favourite')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFileExport size={14} aria-hidden />}
        onClick={() => void actions.exportPack(ids)}
      >
        {t('exportPack')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => void actions.removeMany(ids).then((done) => done && onClear())}
      >
        {t('selection.delete')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        {t('selection.clear')}
      </Button>
    </div>
  );
}
