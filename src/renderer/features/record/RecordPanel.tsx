import { Button, FileButton, Loader, Text } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings, useStatusOf } from '../../state/live';
import { useSession } from '../../state/session';
import { ErrorCard } from '../../ui/ErrorCard';
import { useIntake } from './intake';
import { MicrophoneHelp } from './MicrophoneHelp';
import { microphoneTrouble } from './microphone-help';
import { MicrophonePicker } from './MicrophonePicker';
import { ReadAloud } from './ReadAloud';
import { RecordingStage } from './RecordingStage';
import classes from './record.module.css';
import type { Recorder, RecorderState } from './recorder';
import { SampleMenu } from './SampleMenu';
import { readChoice, sentenceOf, type SentenceLanguage } from './sentences';
import { ShelfMenu } from './ShelfMenu';
import { useRecordKey } from './use-record-key';
import { useRecorder } from './use-recorder';

/** What the file dialog offers; the drop takes anything and lets the decoder judge. */
export const SOUND_FILES =
  'audio/*,video/webm,.wav,.mp3,.flac,.ogg,.oga,.opus,.m4a,.webm,.aif,.aiff,.aifc,.au,.caf,.amr,.mka';

interface RecordPanelProps {
  /** Offer the sample prompts behind a button; they stand open elsewhere before the first voice. */
  readonly withSamples: boolean;
  /** Offer the microphone and its level; a prompt in the making needs the room. */
  readonly withDevice: boolean;
  /** In which language a sentence to read aloud is offered. */
  readonly readIn: SentenceLanguage;
  /** What stands below while nothing is being recorded. */
  readonly children: ReactNode;
}

/** Ways to a new recording; none while the library is open for looking only. */
export function RecordPanel(props: RecordPanelProps) {
  const readOnly = useStatusOf((status) => status?.readOnly === true);
  return readOnly ? props.children : <WaysIn {...props} />;
}

function WaysIn({ withSamples, withDevice, readIn, children }: RecordPanelProps) {
  const { openRecording } = useSession();
  const { recorder, state } = useRecorder((recording) =>
    openRecording(recording, { name: '', transcript: sentenceOf(readChoice.get())?.text ?? '' }),
  );
  useEffect(() => readChoice.set((before) => ({ ...before, usual: readIn })), [readIn]);
  const microphoneId = useSettings()?.microphoneId ?? '';
  useRecordKey(recorder, microphoneId);
  const live = state.phase !== 'idle' && state.phase !== 'failed';
  return (
    <>
      {live ? (
        <RecordingStage recorder={recorder} state={state} onRecord={() => recorder.record(microphoneId)}>
          {state.phase !== 'testing' && <ReadAloud />}
        </RecordingStage>
      ) : (
        <>
          <Ways
            recorder={recorder}
            microphoneId={microphoneId}
            withSamples={withSamples}
            withDevice={withDevice}
          />
          {state.phase === 'failed' && (
            <Failure recorder={recorder} state={state} microphoneId={microphoneId} />
          )}
          <IntakeProgress />
          {children}
        </>
      )}
    </>
  );
}

interface WaysProps {
  readonly recorder: Recorder;
  readonly microphoneId: string;
  readonly withSamples: boolean;
  readonly withDevice: boolean;
}

function Ways({ recorder, microphoneId, withSamples, withDevice }: WaysProps) {
  const { t } = useTranslation('record');
  const { openFile } = useIntake();
  return (
    <div className={classes.ways}>
      <Button
        color="red.9"
        leftSection={<span className={classes.dot} aria-hidden />}
        aria-keyshortcuts="R"
        onClick={() => recorder.record(microphoneId)}
      >
        {t('start')}
      </Button>
      <FileButton accept={SOUND_FILES} onChange={(file) => file && openFile(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFolderOpen size={16} aria-hidden />}>
            {t('openFile')}
          </Button>
        )}
      </FileButton>
      {withSamples && <SampleMenu />}
      <ShelfMenu />
      {withDevice && (
        <div className={classes.device}>
          <MicrophonePicker />
          <Button size="compact-xs" variant="subtle" onClick={() => recorder.toggleTest(microphoneId)}>
            {t('device.test')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FailureProps {
  readonly recorder: Recorder;
  readonly state: Extract<RecorderState, { phase: 'failed' }>;
  readonly microphoneId: string;
}

function Failure({ recorder, state, microphoneId }: FailureProps) {
  const trouble = microphoneTrouble(state.error.code);
  const retry = () => recorder.record(microphoneId);
  return trouble ? (
    <MicrophoneHelp trouble={trouble} onRetry={retry} onDismiss={() => recorder.cancel()} />
  ) : (
    <ErrorCard error={state.error} onRetry={retry} onDismiss={() => recorder.cancel()} />
  );
}

function IntakeProgress() {
  const { t } = useTranslation('record');
  const { state, dismiss } = useIntake();
  switch (state.phase) {
    case 'idle':
      return null;
    case 'failed':
      return <ErrorCard error={state.error} onDismiss={dismiss} />;
    default:
      return (
        <div className={classes.intake} role="status">
          <Loader size={16} aria-hidden />
          <Text size="sm" truncate>
            {state.phase === 'sample' ? t('openingSample') : t(state.phase, { name: state.name })}
          </Text>
        </div>
      );
  }
}
