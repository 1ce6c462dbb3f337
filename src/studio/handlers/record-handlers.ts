import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** record and prompt: the microphone, a file or a sample becomes a recording, and is coached. */
export const recordHandlers = ({ recordings, samples, settings }: HandlerParts) =>
  ({
    addRecording: (input) => recordings.addChannels(input),
    openAudioFile: (file) => recordings.openFile(file),
    listSamples: () => samples.list(),
    openSample: ({ sampleId }) => samples.open(sampleId, settings.get().language === 'zh-CN' ? 'zh' : 'en'),
    getRecordingAudio: ({ recordingId }) => recordings.audio(recordingId),
    coachPrompt: ({ recordingId, ...span }) => recordings.coach(recordingId, span),
  }) satisfies Partial<StudioHandlers>;
