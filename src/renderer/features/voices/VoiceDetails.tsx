import { ActionIcon, Button, CloseButton, TagsInput, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconCopy, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { voiceColours } from '#contract/voices';
import { dotColour } from '../../ui/colours';
import { ConsentForm } from './ConsentForm';
import type { VoiceActions } from './use-voice-actions';
import { useVoiceFacets } from './use-voice-facets';
import classes from './VoiceDetails.module.css';
import { VoiceDefaultsForm } from './VoiceDefaultsForm';
import { VoicePromptList } from './VoicePromptList';

interface VoiceDetailsProps {
  readonly voice: Voice;
  readonly actions: VoiceActions;
  readonly onClose: () => void;
}

/** Everything a person says about one voice; each field is kept when it is left. */
export function VoiceDetails({ voice, actions, onClose }: VoiceDetailsProps) {
  const { t } = useTranslation('voices');
  const { t: tApp } = useTranslation('app');
  const facets = useVoiceFacets();
  const [language, setLanguage] = useState(voice.language);
  const [notes, setNotes] = useState(voice.notes);
  return (
    <aside className={classes.panel} aria-label={t('details.title', { name: voice.name })}>
      <header className={classes.head}>
        <h2 className={classes.name} title={voice.name}>
          {voice.name}
        </h2>
        <Tooltip label={t('duplicate')}>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('duplicate')}
            onClick={() => void actions.duplicate(voice)}
          >
            <IconCopy size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <CloseButton aria-label={tApp('actions.close')} onClick={onClose} />
      </header>
      <div className={classes.colours} role="group" aria-label={t('details.colour')}>
        {['' as const, ...voiceColours].map((colour) => (
          <button
            key={colour}
            type="button"
            className={classes.swatch}
            style={{ background: dotColour(colour) }}
            aria-label={t(`colours.${colour === '' ? 'none' : colour}`)}
            aria-pressed={voice.colour === colour}
            onClick={() => void actions.change(voice, { colour })}
          />
        ))}
      </div>
      <TagsInput
        size="xs"
        label={t('details.tags')}
        data={facets.tags.map(({ value }) => value)}
        value={voice.tags}
        onChange={(tags) => void actions.change(voice, { tags })}
      />
      <TextInput
        size="xs"
        label={t('details.language')}
        placeholder="zh-CN, en, yue"
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value)}
        onBlur={() =>
          language !== voice.language && void actions.change(voice, { language: language.trim() })
        }
      />
      <Textarea
        size="xs"
        label={t('details.notes')}
        value={notes}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => setNotes(event.currentTarget.value)}
        onBlur={() => notes !== voice.notes && void actions.change(voice, { notes })}
      />
      <ConsentForm key={JSON.stringify(voice.consent ?? null)} voice={voice} actions={actions} />
      <VoicePromptList voice={voice} actions={actions} />
      <VoiceDefaultsForm voice={voice} actions={actions} />
      <p className={classes.facts}>{t('details.takes', { count: voice.takeCount })}</p>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFileExport size={14} aria-hidden />}
        onClick={() => void actions.exportPack([voice.id])}
      >
        {t('exportPack')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void actions.remove(voice)}>
        {t('delete', { name: voice.name })}
      </Button>
    </aside>
  );
}
