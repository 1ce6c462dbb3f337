import { useCallback, useState, type DragEvent } from 'react';
import { ActionIcon, Button, FileButton, Loader, Text, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { SOUND_FILES } from '../features/record/RecordPanel';
import { RecordingStage } from '../features/record/RecordingStage';
import { openAudio } from '../features/record/open-audio';
import { useRecorder } from '../features/record/use-recorder';
import { draftStore } from '../features/takes/draft';
import { SourceSound } from '../features/takes/SourceSound';
import { draftSourceOf } from '../features/takes/source-ref';
import { useStore } from '../lib/store';
import { ErrorCard } from '../ui/ErrorCard';
import { useSettings } from '../state/live';
import classes from './SpeechSource.module.css';
import { useStudio } from '../state/studio';

/** The speech that the next take converts: recorded, opened or dropped here, and heard before it is used. */
export function SpeechSource() {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const { source } = useStore(draftStore);
  const microphoneId = useSettings()?.microphoneId ?? '';
  const [opening, setOpening] = useState<string>();
  const [error, setError] = useState<StudioError>();
  const choose = useCallback((recording: Recording) => {
    draftStore.set((draft) => ({ ...draft, source: draftSourceOf(recording) }));
  }, []);
  const { recorder, state } = useRecorder(choose);

  const open = async (file: File) => {
    setError(undefined);
    setOpening(file.name);
    try {
      choose(await openAudio(api, file));
    } catch (thrown) {
      setError(StudioError.from(thrown));
    } finally {
      setOpening(undefined);
    }
  };
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void open(file);
  };
  const live = state.phase !== 'idle' && state.phase !== 'failed';
  const failure = state.phase === 'failed' ? state.error : error;
  const dismiss = () => {
    recorder.cancel();
    setError(undefined);
  };
  return (
    // the window's own drop target leaves what is marked so alone
    <div className={classes.source} data-drop="source" onDrop={drop}>
      {live ? (
        <RecordingStage
          recorder={recorder}
          state={state}
          forPrompt={false}
          onRecord={() => recorder.record(microphoneId)}
        />
      ) : source && opening === undefined ? (
        <SourceSound source={source}>
          <Tooltip label={t('source.remove')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('source.remove')}
              onClick={() => draftStore.set((draft) => ({ ...draft, source: undefined }))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </SourceSound>
      ) : (
        <div className={classes.ways}>
          {opening === undefined ? (
            <>
              <Button
                size="xs"
                variant="default"
                data-composer="source"
                leftSection={<span className={classes.dot} aria-hidden />}
                onClick={() => recorder.record(microphoneId)}
              >
                {t('source.record')}
              </Button>
              <FileButton accept={SOUND_FILES} onChange={(file) => file && void open(file)}>
                {(props) => (
                  <Button
                    {...props}
                    size="xs"
                    variant="default"
                    leftSection={<IconFolderOpen size={16} aria-hidden />}
                  >
                    {t('source.open')}
                  </Button>
                )}
              </FileButton>
              <Text size="sm" c="dimmed">
                {t('source.drop')}
              </Text>
            </>
          ) : (
            <span className={classes.opening} role="status">
              <Loader size={16} aria-hidden />
              {t('source.opening', { name: opening })}
            </span>
          )}
        </div>
      )}
      {failure && <ErrorCard error={failure} onDismiss={dismiss} />}
      {!live && (
        <Text size="xs" c="dimmed">
          {t('source.hint')}
        </Text>
      )}
    </div>
  );
}
