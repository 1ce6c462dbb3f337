import type { Logger } from '#contract/logger';
import type { Engines } from '../engines/open-engines';
import type { Storage } from '../storage/open-storage';
import { Enrolment } from './enrolment';
import { recordingHandlers } from './recording-handlers';
import { Recordings } from './recordings';
import { Samples } from './samples';
import { Shelf } from './shelf';
import { VoiceFiles } from './voice-files';
import { voiceHandlers } from './voice-handlers';
import { Voices } from './voices';

export interface OpenVoicesParts {
  readonly storage: Storage;
  readonly engines: Engines;
  readonly resourcesDir: string;
  readonly log: Logger;
  readonly onChange: (voiceIds: readonly string[]) => void;
}

/** Recordings, the voices made of them, and the engine that listens to each. */
export function openVoices({ storage, engines, resourcesDir, log, onChange }: OpenVoicesParts) {
  const { db, folders, settings, access, unfinished } = storage;
  const { engine } = engines;
  const recordings = new Recordings({ db, unfinished, folder: folders.recordings, engine, log });
  const voiceFiles = new VoiceFiles(folders.voices, log, access);
  const voices = new Voices({ ...{ db, unfinished, access, recordings, log, onChange }, files: voiceFiles });
  const shelf = new Shelf({ db, unfinished, recordings, log, clearTried: () => voices.clearTried() });
  const enrolment = new Enrolment({
    ...{ engine, voiceFiles, log },
    chooseEngine: engines.chooseEngine,
    providers: engines.providers,
    onEnrolled: () => engines.warmUp(() => !voices.isEmpty),
  });
  const samples = new Samples(resourcesDir, recordings);
  return {
    ...{ recordings, shelf, voiceFiles, voices, enrolment, samples },
    handlers: {
      ...recordingHandlers({ recordings, shelf, samples, settings }),
      ...voiceHandlers({ voices, enrolment }),
    },
  };
}

export type OpenVoices = ReturnType<typeof openVoices>;
