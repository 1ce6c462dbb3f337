import { useEffect, useState } from 'react';
import { useSession } from '../../app/session';
import { useStudio } from '../../app/studio';
import { openMicrophone } from '../../lib/audio-capture';
import { formatTimeOfDay } from '../../lib/format';
import { useStore } from '../../lib/store';
import { i18n } from '../../i18n';
import { createRecorder, type Recorder, type RecorderState } from './recorder';

/** A recorder that keeps its recordings in the studio and opens them for trimming; it ends with the component. */
export function useRecorder(): { readonly recorder: Recorder; readonly state: RecorderState } {
  const { api } = useStudio();
  const { openRecording } = useSession();
  const [recorder] = useState(() =>
    createRecorder({
      openMicrophone,
      save: (audio) =>
        api.addRecording({
          name: i18n.t('record:recordingName', { time: formatTimeOfDay(new Date()) }),
          format: 'microphone',
          ...audio,
        }),
      onSaved: (recording) => openRecording(recording),
    }),
  );
  useEffect(() => () => recorder.cancel(), [recorder]);
  return { recorder, state: useStore(recorder) };
}
