import { useEffect, useState } from 'react';
import type { Recording } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { openMicrophone } from '../../lib/audio-capture';
import { formatTimeOfDay } from '../../lib/format';
import { useStore } from '../../lib/store';
import { i18n } from '../../i18n';
import { createRecorder, type Recorder, type RecorderState } from './recorder';

/**
 * A recorder that keeps its recordings in the studio; it ends with the component.
 * @param onSaved what becomes of a recording; one function for the component's life
 */
export function useRecorder(onSaved: (recording: Recording) => void): {
  readonly recorder: Recorder;
  readonly state: RecorderState;
} {
  const { api } = useStudio();
  const [recorder] = useState(() =>
    createRecorder({
      openMicrophone,
      save: (audio) =>
        api.addRecording({
          name: i18n.t('record:recordingName', { time: formatTimeOfDay(new Date()) }),
          format: 'microphone',
          ...audio,
        }),
      onSaved,
    }),
  );
  useEffect(() => () => recorder.cancel(), [recorder]);
  return { recorder, state: useStore(recorder) };
}
