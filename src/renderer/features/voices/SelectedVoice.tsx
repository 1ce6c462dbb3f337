import { ActionIcon, Button, Group, Text, Textarea, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { formatSec } from '../../lib/format';
import { ErrorCard } from '../../ui/ErrorCard';
import { Waveform } from '../../ui/Waveform';
import { PlayButton } from './PlayButton';
import { useVoiceActions } from './use-voice-actions';
import { useVoicePlayback } from './use-voice-playback';
import { VoiceMarks } from './VoiceMarks';
import classes from './voices.module.css';

/** The voice that the next take speaks with: its prompt to hear, its transcript to mend. */
export function SelectedVoice({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const playback = useVoicePlayback(voice);
  return (
    <section className={classes.selected} aria-label={t('selected')}>
      <div className={classes.identity}>
        <h3 className={classes.name} title={voice.name}>
          {voice.name}
        </h3>
        <VoiceMarks voice={voice} />
        <span className={`${classes.quiet} ${classes.duration} tabular`}>{formatSec(voice.promptSec)} s</span>
      </div>
      <div className={classes.player}>
        <PlayButton playback={playback} name={voice.name} size={36} />
        <div className={classes.wave}>
          <Waveform
            peaks={voice.peaks}
            durationSec={voice.promptSec}
            playback={playback}
            label={voice.name}
            heightPx={56}
          />
        </div>
      </div>
      {playback.error && <ErrorCard error={playback.error} onRetry={() => playback.toggle()} />}
      <Transcript key={voice.id} voice={voice} />
    </section>
  );
}

function Transcript({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const { t: tApp } = useTranslation('app');
  const { setTranscript, error, dismissError } = useVoiceActions();
  const [draft, setDraft] = useState<string>();

  if (draft === undefined) {
    return (
      <div className={classes.transcript}>
        <Text size="sm" c={voice.transcript === '' ? 'dimmed' : 'inherit'} lineClamp={3} flex={1}>
          {voice.transcript === '' ? t('noTranscript') : voice.transcript}
        </Text>
        <Tooltip label={t('editTranscript')}>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('editTranscript')}
            onClick={() => setDraft(voice.transcript)}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    );
  }
  const save = async () => {
    if (await setTranscript(voice, draft.trim())) setDraft(undefined);
  };
  return (
    <div className={classes.transcriptEdit}>
      <Textarea
        aria-label={t('transcript')}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={5}
        autoFocus
      />
      <Group gap={8}>
        <Button size="compact-sm" onClick={() => void save()}>
          {tApp('actions.save')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setDraft(undefined)}>
          {tApp('actions.cancel')}
        </Button>
      </Group>
      {error && <ErrorCard error={error} onDismiss={dismissError} />}
    </div>
  );
}
