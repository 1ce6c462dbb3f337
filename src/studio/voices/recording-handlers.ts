import type { StudioHandlers } from '#contract/studio-api';
import type { SettingsStore } from '../storage/database/settings';
import type { Recordings } from './recordings';
import type { Samples } from './samples';
import type { Shelf } from './shelf';

export interface RecordingHandlersParts {
  readonly recordings: Recordings;
  readonly shelf: Shelf;
  readonly samples: Samples;
  readonly settings: SettingsStore;
}

/** record and prompt: the microphone, a file or a sample becomes a recording, and is coached. */
export const recordingHandlers = ({ recordings, shelf, samples, settings }: RecordingHandlersParts) =>
  ({
    addRecording: (input) => recordings.addChannels(input),
    openAudioFile: (file) => recordings.openFile(file),
    listSamples: () => samples.list(),
    openSample: ({ sampleId }) => samples.open(sampleId, settings.get().language === 'zh-CN' ? 'zh' : 'en'),
    getRecordingAudio: ({ recordingId }) => recordings.audio(recordingId),
    listShelf: () => shelf.list(),
    coachPrompt: ({ recordingId, ...span }) => recordings.coach(recordingId, span),
  }) satisfies Partial<StudioHandlers>;
