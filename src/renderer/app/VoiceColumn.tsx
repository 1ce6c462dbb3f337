import { Button, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PromptEditor } from '../features/prompt/PromptEditor';
import { useIntake } from '../features/record/intake';
import { RecordPanel } from '../features/record/RecordPanel';
import { useSampleName, useSamples } from '../features/record/use-samples';
import { draftStore } from '../features/takes/draft';
import { RecentVoices } from '../features/voices/RecentVoices';
import { SelectedVoice } from '../features/voices/SelectedVoice';
import { SampleCards } from '../features/welcome/SampleCards';
import { ErrorCard } from '../ui/ErrorCard';
import { useSelected } from '../lib/store';
import { useLive } from '../state/live';
import { useSession } from '../state/session';
import classes from './StudioPage.module.css';

const HAN = /\p{Script=Han}/u;

/** The left column: a new prompt in the making, or the voice in hand; the other voices below. */
export function VoiceColumn() {
  const { t, i18n } = useTranslation('app');
  const { voices } = useLive();
  // a voice is recorded for the words that are there; without any, for a person of the window's language
  const inChinese = useSelected(draftStore, ({ text }) =>
    text.trim() === '' ? i18n.language.startsWith('zh') : HAN.test(text),
  );
  const { recording, selectedVoice, selectVoice, goTo } = useSession();
  return (
    <section className={classes.voice} aria-labelledby="voice-title">
      <h2 id="voice-title" className={classes.sectionTitle}>
        {t('sections.voice')}
      </h2>
      <AddingPrompt />
      <RecordPanel
        withSamples={voices !== undefined && voices.length > 0}
        withDevice={recording === undefined}
        readIn={inChinese ? 'zh' : 'en'}
      >
        {recording ? <Prompt /> : <VoiceInHand />}
      </RecordPanel>
      {voices && voices.length > 0 && (
        <RecentVoices
          voices={voices}
          selected={recording ? undefined : selectedVoice}
          onSelect={selectVoice}
          onShowAll={() => goTo('voices')}
        />
      )}
    </section>
  );
}

/** Says that the next recording goes to a voice that is here already, and the way out of that. */
function AddingPrompt() {
  const { t } = useTranslation('prompt');
  const { addingPromptTo, addPromptTo } = useSession();
  if (!addingPromptTo) return null;
  return (
    <div className={classes.adding} role="status">
      <Text size="sm">{t('adding', { name: addingPromptTo.name })}</Text>
      <Button size="compact-xs" variant="default" onClick={() => addPromptTo(undefined)}>
        {t('newInstead')}
      </Button>
    </div>
  );
}

function Prompt() {
  const { voices } = useLive();
  const { recording, suggestion, putAside, recordingKept, addingPromptTo } = useSession();
  if (!recording) return null;
  return (
    <PromptEditor
      key={recording.id}
      recording={recording}
      suggestion={suggestion}
      takenNames={voices?.map(({ name }) => name) ?? []}
      addTo={addingPromptTo}
      onSaved={(voice) => recordingKept(voice.id)}
      onDiscard={putAside}
    />
  );
}

function VoiceInHand() {
  const { voices, error, reload } = useLive();
  const { selectedVoice } = useSession();
  if (selectedVoice) return <SelectedVoice voice={selectedVoice} />;
  if (voices) return <FirstVoice />;
  return error ? <ErrorCard error={error} onRetry={reload} /> : <Skeleton height={160} radius="md" />;
}

/** Before the first voice: what to do, and the samples as the shortest way. */
function FirstVoice() {
  const { t } = useTranslation('record');
  const { t: tTakes } = useTranslation('takes');
  const { openSample } = useIntake();
  const samples = useSamples();
  const nameOf = useSampleName();
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('lead')} {t('dropHint')}
      </Text>
      <SampleCards
        samples={samples}
        nameOf={nameOf}
        onOpen={(sample) => {
          openSample(sample, nameOf(sample));
          // two presses to the first take: words to hear the voice by, unless there are some
          draftStore.set((draft) =>
            draft.text.trim() === '' ? { ...draft, text: tTakes('first.sampleText') } : draft,
          );
        }}
      />
    </>
  );
}
