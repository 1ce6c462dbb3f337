import type { Emit } from '#contract/contract';
import type { EngineId } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioContract, StudioHandlers } from '#contract/studio-api';
import type { Settings, Status } from '#contract/studio-state';
import type { EngineSupervisor } from './engine-supervisor';
import type { Enrolment } from './enrolment';
import { ensureFolder } from './files';
import type { Instructions } from './instructions';
import type { StudioLog } from './log';
import type { Packs } from './packs';
import type { Recordings } from './recordings';
import type { Samples } from './samples';
import type { SettingsStore } from './settings';
import type { HostAbilities } from './studio-options';
import type { Takes } from './takes';
import type { Voices } from './voices';

export interface HandlerParts {
  readonly abilities: HostAbilities;
  readonly recordings: Recordings;
  readonly samples: Samples;
  readonly voices: Voices;
  readonly instructions: Instructions;
  readonly takes: Takes;
  readonly packs: Packs;
  readonly settings: SettingsStore;
  readonly engine: EngineSupervisor;
  readonly enrolment: Enrolment;
  readonly log: StudioLog;
  readonly emit: Emit<StudioContract>;
  readonly status: () => Promise<Status>;
  readonly chooseEngine: () => EngineId;
  readonly onStatusChange: () => void;
}

/** What the window may ask, each call handed to the part that knows. */
export function studioHandlers(parts: HandlerParts): StudioHandlers {
  const { abilities, recordings, samples, voices, instructions, takes, settings, engine, enrolment, log } =
    parts;
  const studioLog = log.logger('studio');

  const announce = (changed: Settings): Settings => {
    parts.emit('settings', changed);
    parts.onStatusChange();
    return changed;
  };
  const reveal = (path: string): undefined => {
    if (!abilities.reveal) throw notHere('show a file in the file manager', 'Download the file instead.');
    abilities.reveal(path);
    return undefined;
  };

  return {
    addRecording: (input) => recordings.addChannels(input),
    openAudioFile: (file) => recordings.openFile(file),
    listSamples: () => samples.list(),
    openSample: ({ sampleId }) => samples.open(sampleId, settings.get().language === 'zh-CN' ? 'zh' : 'en'),
    getRecordingAudio: ({ recordingId }) => recordings.audio(recordingId),

    coachPrompt: ({ recordingId, ...span }) => recordings.coach(recordingId, span),

    saveVoice: async (newVoice) => {
      const voice = await voices.save(newVoice);
      enrolment.start(voice);
      return voice;
    },
    listVoices: () => voices.list(),
    getVoiceAudio: ({ voiceId }) => voices.audio(voiceId),
    renameVoice: ({ voiceId, name }) => voices.rename(voiceId, name),
    setTranscript: ({ voiceId, transcript }) => voices.setTranscript(voiceId, transcript),
    deleteVoice: ({ voiceId }) => {
      voices.remove(voiceId);
      return undefined;
    },
    restoreVoice: ({ voiceId }) => voices.restore(voiceId),

    listInstructions: () => instructions.list(),
    understand: ({ instruction }) =>
      engine.use((api) => api.understand({ engine: parts.chooseEngine(), instruction })),
    startTake: (request) => takes.start(request),
    cancelTake: ({ takeId }) => {
      takes.cancel(takeId);
      return undefined;
    },
    listTakes: ({ limit, beforeTakeId }) => takes.list(limit, beforeTakeId),
    getTake: ({ takeId }) => takes.get(takeId),
    getTakeAudio: ({ takeId }) => takes.audio(takeId),
    getTakeFile: ({ takeId }) => takes.file(takeId),
    revealTake: ({ takeId }) => reveal(takes.path(takeId)),
    deleteTake: async ({ takeId }) => {
      await takes.remove(takeId);
      return undefined;
    },
    restoreTake: ({ takeId }) => takes.restore(takeId),

    listPacks: () => parts.packs.list(),
    verifyPack: ({ packId }) => parts.packs.verify(packId),

    readLog: (query) => log.read(query),
    writeLog: ({ level, message, takeId }) => {
      log.logger('window')[level](message, { takeId });
      return undefined;
    },
    revealLog: () => reveal(log.file),

    getStatus: () => parts.status(),
    getSettings: () => settings.get(),
    updateSettings: (change) => {
      const changed = settings.update(change);
      studioLog.info('Settings changed', change);
      return announce(changed);
    },
    chooseOutputsFolder: async () => {
      if (!abilities.chooseFolder)
        throw notHere(
          'choose a folder',
          'Start the studio with COSYVOICE_STUDIO_HOME set to another folder.',
        );
      const folder = await abilities.chooseFolder();
      if (folder === undefined) return settings.get();
      await ensureFolder(folder);
      settings.setOutputsFolder(folder);
      studioLog.info('Outputs folder changed', { folder });
      return announce(settings.get());
    },
    unloadEngine: async () => {
      if (takes.runningTakeId !== undefined) {
        throw new StudioError('bad-request', 'A take is running; its engine cannot be unloaded.', {
          repair: 'Wait for the take, or cancel it first.',
          values: { takeId: takes.runningTakeId },
        });
      }
      await engine.unload();
      return undefined;
    },
  };
}

function notHere(what: string, repair: string): StudioError {
  return new StudioError('not-supported-here', `This host cannot ${what}.`, { repair });
}
