import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconMicrophone, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prompt, Voice } from '#contract/domain';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { formatSec } from '../../lib/format';
import { usePlayback } from '../../lib/player-hook';
import { PlayButton } from './PlayButton';
import type { VoiceActions } from './use-voice-actions';
import classes from './VoiceDetails.module.css';

interface VoicePromptListProps {
  readonly voice: Voice;
  readonly actions: VoiceActions;
}

/** The prompts of a voice: hear each, choose the one it speaks with. */
export function VoicePromptList({ voice, actions }: VoicePromptListProps) {
  const { t } = useTranslation('voices');
  const { addPromptTo, goTo } = useSession();
  return (
    <section className={classes.section} aria-labelledby="prompts-title">
      <div className={classes.sectionHead}>
        <h3 id="prompts-title" className={classes.title}>
          {t('prompts.title')}
        </h3>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconMicrophone size={14} aria-hidden />}
          onClick={() => {
            addPromptTo(voice.id);
            goTo('studio');
          }}
        >
          {t('prompts.add')}
        </Button>
      </div>
      <ul className={classes.prompts}>
        {voice.prompts.map((prompt) => (
          <PromptItem key={prompt.id} voice={voice} prompt={prompt} actions={actions} />
        ))}
      </ul>
    </section>
  );
}

/** Written in place; Enter or leaving keeps it, Escape does not. */
function PromptName({
  voice,
  prompt: { id, name },
  actions,
}: VoicePromptListProps & { readonly prompt: Prompt }) {
  const { t } = useTranslation('voices');
  const { api } = useStudio();
  const [typed, setTyped] = useState(name);
  const keep = () => {
    const next = typed.trim();
    if (next === name || next === '') return setTyped(name);
    void actions.attempt(() => api.renamePrompt({ voiceId: voice.id, promptId: id, name: next }));
  };
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      classNames={{ input: classes.promptNameInput }}
      aria-label={t('prompts.name')}
      title={name}
      maxLength={80}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(name);
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function PromptItem({ voice, prompt, actions }: VoicePromptListProps & { readonly prompt: Prompt }) {
  const { t } = useTranslation('voices');
  const { api } = useStudio();
  const { id, name, promptSec, transcript } = prompt;
  const chosen = id === voice.promptId;
  const playback = usePlayback(
    useMemo(
      () => ({
        key: `prompt:${id}`,
        title: `${voice.name} · ${name}`,
        durationSec: promptSec,
        load: () => api.getVoiceAudio({ voiceId: voice.id, promptId: id }),
      }),
      [api, voice.id, voice.name, id, name, promptSec],
    ),
  );
  return (
    <li className={classes.prompt} data-chosen={chosen || undefined}>
      <PlayButton playback={playback} name={name} size={28} />
      <span className={classes.promptWords}>
        <span className={classes.promptName}>
          <PromptName voice={voice} prompt={prompt} actions={actions} />
          <span className="tabular">{formatSec(promptSec)} s</span>
        </span>
        <span title={transcript}>{transcript === '' ? t('prompts.noWords') : transcript}</span>
      </span>
      <Tooltip label={t(chosen ? 'prompts.chosen' : 'prompts.choose', { name })}>
        <ActionIcon
          size={28}
          variant={chosen ? 'light' : 'subtle'}
          {...(chosen ? {} : { color: 'gray' })}
          aria-pressed={chosen}
          aria-label={t(chosen ? 'prompts.chosen' : 'prompts.choose', { name })}
          onClick={() => void actions.attempt(() => api.choosePrompt({ voiceId: voice.id, promptId: id }))}
        >
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('prompts.delete', { name })}>
        <ActionIcon
          size={28}
          variant="subtle"
          color="gray"
          disabled={voice.prompts.length === 1}
          aria-label={t('prompts.delete', { name })}
          onClick={() => void actions.removePrompt(voice, prompt)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
