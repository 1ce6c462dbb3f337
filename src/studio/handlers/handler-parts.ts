import type { Emit } from '#contract/contract';
import type { EngineId } from '#contract/engines';
import { StudioError } from '#contract/errors';
import type { StudioContract } from '#contract/studio-api';
import type { Status } from '#contract/studio-state';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { SupportBundles } from '../bundle/support-bundle';
import type { Doctor } from '../doctor/doctor';
import type { Enrolment } from '../voices/enrolment';
import type { FlightRecorder } from '../flight/flight-recorder';
import type { VoiceExchange } from '../exchange/voice-exchange';
import type { StudioFolders } from '../folders';
import type { Instructions } from '../takes/instructions';
import type { StudioLog } from '../log/log';
import type { Lexicon } from '../lexicon/lexicon';
import type { Library } from '../library/library';
import type { Machine } from '../machine/machine';
import type { Disk } from '../disk/disk';
import type { Packs } from '../packs/packs';
import type { RecipeFiles } from '../takes/recipe-files';
import type { Projects } from '../projects/projects';
import type { Recordings } from '../voices/recordings';
import type { Samples } from '../voices/samples';
import type { SearchIndex } from '../library/search-index';
import type { SettingsStore } from '../settings';
import type { SourceFiles } from '../takes/source-files';
import type { HostAbilities } from '../studio-options';
import type { SpokenTexts } from '../takes/spoken-texts';
import type { TakeAudio } from '../takes/take-audio';
import type { TakeBin } from '../takes/take-bin';
import type { TakeExport } from '../takes/take-export';
import type { TakeLibrary } from '../takes/take-library';
import type { Takes } from '../takes/takes';
import type { Voices } from '../voices/voices';

export interface HandlerParts {
  readonly abilities: HostAbilities;
  readonly folders: StudioFolders;
  readonly recordings: Recordings;
  readonly samples: Samples;
  readonly voices: Voices;
  readonly exchange: VoiceExchange;
  readonly instructions: Instructions;
  readonly lexicon: Lexicon;
  readonly spoken: SpokenTexts;
  readonly takes: Takes;
  readonly projects: Projects;
  readonly search: SearchIndex;
  readonly flight: FlightRecorder;
  readonly doctor: Doctor;
  readonly bundles: SupportBundles;
  readonly sources: SourceFiles;
  readonly library: Library;
  readonly takeAudio: TakeAudio;
  readonly takeBin: TakeBin;
  readonly takeLibrary: TakeLibrary;
  readonly takeExport: TakeExport;
  readonly recipeFiles: RecipeFiles;
  readonly packs: Packs;
  readonly disk: Disk;
  readonly machine: Machine;
  readonly settings: SettingsStore;
  readonly engine: EngineSupervisor;
  readonly enrolment: Enrolment;
  readonly log: StudioLog;
  readonly emit: Emit<StudioContract>;
  readonly status: () => Promise<Status>;
  readonly chooseEngine: () => EngineId;
  readonly onStatusChange: () => void;
}

/** @returns shows a file in the host's file manager. @throws StudioError 'not-supported-here' where there is none */
export const revealer =
  ({ reveal }: HostAbilities) =>
  (path: string): undefined => {
    if (!reveal) throw notHere('show a file in the file manager', 'Download the file instead.');
    reveal(path);
    return undefined;
  };

export function notHere(what: string, repair: string): StudioError {
  return new StudioError('not-supported-here', `This host cannot ${what}.`, { repair });
}
