import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { PromptInHand } from '../../state/prompt-in-hand';
import { useStudio } from '../../state/studio';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './prompt.module.css';
import { saveReason, selectionReason } from './save-reason';
import type { Coaching } from './use-coach';

interface SaveVoiceFormProps {
  readonly prompt: PromptInHand;
  readonly onChange: (change: Partial<PromptInHand>) => void;
  readonly coaching: Coaching;
  readonly takenNames: readonly string[];
  /** The selection becomes another prompt of this voice instead of a voice of its own. */
  readonly addTo: Voice | undefined;
  readonly onSaved: (voice: Voice) => void;
}

/** Transcript, name, and the button that makes a voice or another prompt of the selection; it always says why it cannot. */
export function SaveVoiceForm(props: SaveVoiceFormProps) {
  const { prompt, onChange, coaching, takenNames, addTo, onSaved } = props;
  const { name, transcript } = prompt;
  const { t } = useTranslation('prompt');
  const { api } = useStudio();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<StudioError>();
  const reasonId = useId();
  const reason = addTo ? selectionReason(coaching) : saveReason(name, takenNames, coaching);

  // a press is never lost to the pause of the check: whoever keeps the prompt checks it again
  const stops = reason !== undefined && reason.code !== 'checking';

  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      const { recordingId, startSec, endSec } = prompt;
      const selection = { recordingId, startSec, endSec, transcript: transcript.trim() };
      onSaved(
        addTo
          ? await api.addPrompt({ voiceId: addTo.id, ...selection })
          : await api.saveVoice({ ...selection, name: name.trim() }),
      );
    } catch (thrown) {
      setError(StudioError.from(thrown));
      setSaving(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!stops && !saving) void save();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label={t('transcript')}
        description={t('transcriptHint')}
        placeholder={t('transcriptPlaceholder')}
        value={transcript}
        onChange={(event) => onChange({ transcript: event.currentTarget.value })}
        classNames={{ description: classes.hint }}
        autosize
        minRows={2}
        maxRows={4}
      />
      <div className={classes.save}>
        {!addTo && (
          <TextInput
            flex={1}
            label={t('name')}
            placeholder={t('namePlaceholder')}
            value={name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            autoComplete="off"
          />
        )}
        <Button
          type="submit"
          loading={saving}
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          aria-disabled={stops}
          aria-describedby={reasonId}
          {...(stops && { 'data-disabled': true })}
        >
          {addTo ? t('addTo', { name: addTo.name }) : t('save')}
        </Button>
      </div>
      <Text id={reasonId} size="xs" c="dimmed" mih={18}>
        {reason?.code === 'nameLong'
          ? t('reasons.nameLong', reason)
          : reason
            ? t(`reasons.${reason.code}`)
            : !addTo && t('saveHint')}
      </Text>
      {error && <ErrorCard error={error} onRetry={() => void save()} onDismiss={() => setError(undefined)} />}
    </form>
  );
}
