import type { Take } from '#contract/domain';
import type { Settings } from '#contract/studio-state';
import type { StudioLog } from '../log/log';
import type { Engines } from '../engines/open-engines';
import { FlightRecorder } from '../flight/flight-recorder';
import { StageTimes } from '../flight/stage-times';
import { TraceStore } from '../flight/trace-store';
import { quietFloorOf } from '../flight/watchdog';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { HostAbilities } from '../lib/host-abilities';
import type { GpuMeter } from '../machine/gpu-meter';
import type { Projects } from '../projects/projects';
import type { Storage } from '../storage/open-storage';
import type { OpenVoices } from '../voices/open-voices';
import { SharedHelper } from '../programs/shared-helper';
import type { Programs } from '../programs/programs';
import { CodedTakes } from './coded-takes';
import { ExportFolders } from './export-folders';
import { Hearing } from './hearing';
import { Instructions } from './instructions';
import { RecipeFiles } from './recipe-files';
import { recipeHandlers } from './recipe-handlers';
import { SegmentStore } from './segment-store';
import { SourceFiles } from './source-files';
import { SpokenTexts } from './spoken-texts';
import { TakeAudio } from './take-audio';
import { TakeBin } from './take-bin';
import { TakeExport } from './take-export';
import { takeHandlers } from './take-handlers';
import { TakeLibrary } from './take-library';
import { takeLibraryHandlers } from './take-library-handlers';
import { TakeListening } from './take-listening';
import { createTakeNews } from './take-news';
import { TakeStore } from './take-store';
import { Takes } from './takes';

export interface OpenTakesParts {
  readonly storage: Storage;
  readonly engines: Engines;
  readonly voices: OpenVoices;
  readonly projects: Projects;
  readonly words: LexiconStore;
  readonly gpuMeter: GpuMeter;
  readonly resourcesDir: string;
  readonly abilities: HostAbilities;
  /** Absent where the host starts no processes: then nothing is coded while it is made. */
  readonly programs?: Programs | undefined;
  readonly appVersion: string;
  /** What of the settings the queue goes by. */
  readonly queueSettings: () => Pick<Settings, 'concurrency' | 'queuePaused'>;
  readonly quietFloorMs?: number | undefined;
  readonly log: StudioLog;
  readonly onChange: (take: Take) => void;
  readonly onDeleted: (takeId: string) => void;
}

/** The queue, what each take leaves, and how the engine's progress reaches both. */
export function openTakes(parts: OpenTakesParts) {
  const { storage, engines, projects, words, gpuMeter, abilities, appVersion } = parts;
  const { db, folders, settings, access, unfinished, chosen } = storage;
  const { engine, chooseEngine } = engines;
  const { voices, recordings, voiceFiles, enrolment } = parts.voices;
  const log = parts.log.logger('studio');
  const instructions = new Instructions(parts.resourcesDir);
  const store = new TakeStore(db, chosen.outputs);
  const segments = new SegmentStore(db);
  const takeAudio = new TakeAudio(store);
  const flight = new FlightRecorder({ store: new TraceStore(db), gpuMeter, log });
  const sources = new SourceFiles(folders.sources, recordings);
  const stageTimes = new StageTimes(db);
  const takeNews = createTakeNews(parts.onChange);
  const bin = new TakeBin({ db, store, folders, unfinished, access });
  const listening = new TakeListening({ segments, audio: takeAudio, take: (takeId) => takes.get(takeId) });
  const coders = new SharedHelper(parts.programs);
  const coded = new CodedTakes({ listening, segments, helper: coders, take: (takeId) => takes.get(takeId) });
  const takes: Takes = new Takes({
    ...{
      bin,
      voices,
      instructions,
      store,
      segments,
      access,
      voiceFiles,
      sources,
      enrolment,
      gpuMeter,
      projects,
      flight,
    },
    ...{ log, appVersion, chooseEngine },
    lexicon: words,
    pool: engines.pool,
    memoryMode: engines.memoryMode,
    providers: engines.providers,
    queueSettings: parts.queueSettings,
    output: (take) => projects.output(take, new Date()),
    retrySmaller: () => settings.get().retrySmaller,
    stageTimes,
    quietFloorMs: parts.quietFloorMs ?? quietFloorOf(process.env),
    onChange: (take) => {
      takeNews(take);
      listening.changed(take);
    },
    onDeleted: parts.onDeleted,
    onQueue: () => engines.news.emit('change'),
  });
  engines.news.on('progress', (progress) => takes.progress(progress));
  parts.log.onLines((entries) => flight.lines(entries));
  const spoken = new SpokenTexts({ engine, chooseEngine, voices, projects, lexicon: words });
  const hearing = new Hearing({
    ...{ chooseEngine, voices, voiceFiles, enrolment, lexicon: words },
    pool: engines.pool,
    memoryMode: engines.memoryMode,
    providers: engines.providers,
    lettingGo: () => takes.lettingGo,
    onFree: () => takes.next(),
  });
  const takeLibrary = new TakeLibrary({
    ...{ store, takes, log, onChange: takeNews },
    projectName: (projectId) => projects.nameOf(projectId),
  });
  const takeExport = new TakeExport({
    ...{ takes, audio: takeAudio, engine, library: takeLibrary },
    consentOf: (voiceId) => voices.some([voiceId])[0]?.consent,
  });
  const exportFolders = new ExportFolders(abilities);
  const recipeFiles = new RecipeFiles({ db, engine, takes, audio: takeAudio, appVersion });
  return {
    ...{ takes, bin, flight, recipeFiles, segments, takeAudio, exportFolders, stageTimes, coders },
    handlers: {
      ...takeHandlers({
        ...{
          takes,
          store,
          segments,
          listening,
          coded,
          takeAudio,
          sources,
          instructions,
          spoken,
          hearing,
          flight,
          voices,
          projects,
          engines,
          abilities,
        },
      }),
      ...takeLibraryHandlers({ takeLibrary, takeExport, exportFolders }),
      ...recipeHandlers({ recipeFiles }),
    },
  };
}
