import type { Emit } from '#contract/contract';
import { createEvents } from '#contract/contract';
import type { Recording, Take, Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Pack } from '#contract/packs';
import { stages } from '#contract/stages';
import { pausesSchema } from '#contract/scripts';
import type { StudioApi, StudioContract, StudioService } from '#contract/studio-api';
import type { Settings, Status } from '#contract/studio-state';
import { fakeSpeech, peaksOf } from './fake-audio';
import { fakeExchange } from './fake-exchange';
import { fakeLexicon } from './fake-lexicon';
import { fakePacks } from './fake-packs';
import { fakeSpoken } from './fake-spoken';
import {
  fakePresets,
  fakeRecording,
  fakeReport,
  fakeSamples,
  fakeSettings,
  fakeStatus,
  fakeTake,
  fakeVoice,
  nothingUnderstood,
} from './fake-data';
import { fakeProjects } from './fake-projects';
import { fakeTakeLibrary } from './fake-take-library';
import { fakeVoices } from './fake-voices';
import { without } from './without';

type NewVoice = Parameters<StudioApi['saveVoice']>[0];

interface FakeStudioOptions {
  readonly voices?: number;
  readonly takes?: number;
  readonly settings?: Partial<Settings>;
  readonly status?: Partial<Status>;
  /** Time of one step of a take's lane; 0 finishes a take within a few microtasks. */
  readonly stepMs?: number;
  /** None unless given. */
  readonly packs?: readonly Pack[];
}

export interface FakeStudio extends StudioService {
  readonly emit: Emit<StudioContract>;
  /** The next answers of `call` are this error, until it is cleared with undefined. */
  fail(call: keyof StudioApi, error: StudioError | undefined): void;
  /** Calls made so far, oldest first. */
  readonly calls: readonly { readonly name: keyof StudioApi; readonly input: unknown }[];
}

const STEPS_PER_LANE = 8;

/** Scripts, the log, the library, the disk and the machine are looked at on the real studio. */
const notHere = () => Promise.reject(new Error('The fake studio has nothing of this: open a real one.'));
/** A stream that fails when it is read. */
async function* noItems(): AsyncGenerator<never, never, undefined> {
  yield await notHere();
  return notHere();
}
const noScripts = {
  getScript: async ({ projectId }: { readonly projectId: string }) => ({
    ...{ projectId, revision: 0, lines: [], cast: [] },
    pauses: pausesSchema.parse({}),
  }),
  ...{ changeScript: notHere, readScript: notHere },
  ...{ planScript: notHere, speakScript: notHere, cancelScript: notHere },
  planScriptExport: notHere,
  ...{ listApiKeys: notHere, addApiKey: notHere, renewApiKey: notHere, removeApiKey: notHere },
  ...{ exportScript: noItems, fetchExport: noItems, fetchTake: noItems },
};

const elsewhere = {
  ...{ verifyLibrary: notHere, repairLibrary: notHere, listBackups: notHere, backupLibrary: notHere },
  ...{ backupLibraryElsewhere: notHere, restoreLibrary: notHere, restoreLibraryFromFile: notHere },
  ...{ revealBackups: notHere, openForWriting: notHere, getMachine: notHere, probeMachine: notHere },
  ...{ getDisk: notHere, chooseFolder: notHere, planRetention: notHere, clearOldTakes: notHere },
  ...{ emptyBin: notHere, prepareBundle: notHere, getBundle: notHere, readLog: async () => [] },
  ...{ scanLog: notHere, surveyLog: notHere, eraseLog: notHere, revealLog: notHere },
  writeLog: async () => undefined,
};

/** A studio in memory behind the real contract's types: for tests, and for looking at screens without a host. */
export function createFakeStudio(options: FakeStudioOptions = {}): FakeStudio {
  const { on, emit } = createEvents<StudioContract>();
  const failures = new Map<keyof StudioApi, StudioError>();
  const calls: { name: keyof StudioApi; input: unknown }[] = [];
  const recordings = new Map<string, { recording: Recording; audio: Audio }>();
  const deletedTakes = new Map<string, Take>();
  const running = new Map<string, AbortController>();
  const voices = fakeVoices(options.voices ?? 3, emit);
  let takes = Array.from({ length: options.takes ?? 4 }, (_, index) =>
    fakeTake(index, voices.all()[index % Math.max(1, voices.all().length)] ?? fakeVoice(0)),
  );
  let settings: Settings = { ...fakeSettings, ...options.settings };
  let status: Status = { ...fakeStatus, ...options.status };
  let nextId = 100;

  const findTake = (list: Iterable<Take>, id: string): Take => {
    const found = [...list].find((each) => each.id === id);
    if (found) return found;
    throw new StudioError('take-not-found', { id });
  };
  const setTake = (take: Take) => {
    takes = takes.some((each) => each.id === take.id)
      ? takes.map((each) => (each.id === take.id ? take : each))
      : [take, ...takes];
    emit('takeChanged', take);
  };
  const setStatus = (change: Partial<Status>) => {
    status = { ...status, ...change };
    emit('status', status);
  };
  const keep = (audio: Audio, over: Partial<Recording>): Recording => {
    const recording = fakeRecording(`recording-${nextId++}`, audio, over);
    recordings.set(recording.id, { recording, audio });
    return recording;
  };
  const recordingOf = (id: string) => {
    const kept = recordings.get(id);
    if (!kept) throw new StudioError('recording-not-found', { id });
    return kept;
  };
  const runTake = async (take: Take) => {
    const controller = new AbortController();
    running.set(take.id, controller);
    let at: Take = { ...take, state: 'running' };
    setStatus({ runningTakeId: take.id, engine: { ...status.engine, state: 'busy' } });
    for (const stage of stages) {
      for (let step = 0; step <= STEPS_PER_LANE && !controller.signal.aborted; step++) {
        const state = step === STEPS_PER_LANE ? 'done' : 'running';
        at = {
          ...at,
          stages: at.stages.map((lane) =>
            lane.stage === stage
              ? {
                  ...lane,
                  state,
                  elapsedMs: step * 90,
                  estimateMs: 720,
                  done: step,
                  total: STEPS_PER_LANE,
                  unit: 'steps',
                }
              : lane,
          ),
        };
        setTake(at);
        await new Promise((resolve) => setTimeout(resolve, options.stepMs ?? 0));
      }
    }
    running.delete(take.id);
    const cancelled = controller.signal.aborted;
    const done = fakeTake(0, voices.all()[0] ?? fakeVoice(0));
    setTake(
      cancelled
        ? {
            ...at,
            state: 'cancelled',
            stages: at.stages.map((lane) =>
              lane.state === 'running' ? { ...lane, state: 'cancelled' } : lane,
            ),
          }
        : { ...done, ...at, state: 'done' },
    );
    status = { ...without(status, 'runningTakeId'), engine: { ...status.engine, state: 'ready' } };
    emit('status', status);
  };

  const again = (takeId: string): Take => {
    const take: Take = { ...without(findTake(takes, takeId), 'error'), state: 'queued' };
    setTake(take);
    void runTake(take);
    return take;
  };
  const voiceOf = ({ recordingId, startSec, endSec, name, transcript }: NewVoice, kept: boolean): Voice => {
    const { audio } = recordingOf(recordingId);
    const samples = audio.samples.slice(startSec * audio.sampleRateHz, endSec * audio.sampleRateHz);
    const voice = fakeVoice(0, {
      id: `voice-${nextId++}`,
      name,
      transcript,
      createdAt: new Date().toISOString(),
      promptSec: endSec - startSec,
      peaks: peaksOf(samples, 200),
      kept,
    });
    voices.add(voice);
    return voice;
  };
  const api: StudioApi = {
    ...fakeExchange,
    ...elsewhere,
    addRecording: async ({ channels, sampleRateHz, name, format }) =>
      keep({ samples: channels[0]!, sampleRateHz }, { name, format, channels: channels.length }),
    openAudioFile: async ({ name }) =>
      keep(fakeSpeech(6.4, 210), { name, format: name.split('.').at(-1) ?? 'wav', channels: 1 }),
    listSamples: async () => [...fakeSamples],
    openSample: async ({ sampleId }) => {
      const sample = fakeSamples.find((each) => each.id === sampleId) ?? fakeSamples[0]!;
      return keep(fakeSpeech(sample.durationSec), { name: sample.name.en, format: 'wav pcm16' });
    },
    getRecordingAudio: async ({ recordingId }) => recordingOf(recordingId).audio,
    coachPrompt: async ({ recordingId, startSec, endSec }) => {
      recordingOf(recordingId);
      return fakeReport(Math.round((endSec - startSec) * 1000) / 1000);
    },
    listShelf: async () => [...recordings.values()].map(({ recording }) => recording).reverse(),
    tryPrompt: async (selection) => voiceOf(selection, false),
    saveVoice: async (selection) => voiceOf(selection, true),
    ...voices.calls,
    ...fakeProjects({
      ...{ emit, voices },
      deletedTakes: () => [...deletedTakes.values()],
      forgetTakes: (takeIds) => takeIds.forEach((takeId) => deletedTakes.delete(takeId)),
    }),
    ...noScripts,
    listInstructions: async () => [...fakePresets],
    ...fakeLexicon(() => emit('lexiconChanged', undefined)),
    getSpoken: async ({ text }) => fakeSpoken(text),
    hearText: async ({ text }) => ({ ...fakeSpeech(1), spoken: text, notes: [] }),
    listReadings: async ({ character }) =>
      character === '行'
        ? [
            { syllable: 'xíng', marker: '[x][íng]' },
            { syllable: 'háng', marker: '[h][áng]' },
          ]
        : [],
    understand: async ({ instruction }) => {
      const directions = fakePresets
        .filter((preset) => instruction.includes(preset.instruction) || instruction.includes(preset.zh))
        .map(({ kind, id, en, zh }) => ({ kind, id, en, zh }));
      return directions.length > 0
        ? { instruction, directions, ignored: [] }
        : nothingUnderstood(instruction);
    },
    startTake: async (request) => {
      if (!request.source && request.text.trim() === '') throw new StudioError('text-empty');
      const voice = voices.find(request.voiceId);
      const finished = fakeTake(0, voice);
      const bare = without(finished, 'file', 'audioSec', 'wallSec', 'realTimeFactor', 'peaks', 'pcmSha256');
      const take: Take = {
        ...bare,
        id: `take-${nextId++}`,
        createdAt: new Date().toISOString(),
        state: 'queued',
        recipe: {
          ...finished.recipe,
          text: request.text,
          instruction: request.instruction ?? '',
          seed: request.seed,
          speed: request.speed ?? 1,
        },
        stages: stages.map((stage) => ({ stage, state: 'waiting', elapsedMs: 0 })),
        segments: [],
      };
      setTake(take);
      void runTake(take);
      return take;
    },
    cancelTake: async ({ takeId }) => {
      running.get(takeId)?.abort();
      return undefined;
    },
    cancelAllTakes: async () => {
      const open = [...running.values()];
      for (const controller of open) controller.abort();
      return { cancelled: open.length };
    },
    moveTake: async () => undefined,
    repeatTake: async (wish) => {
      if ('recipe' in wish) {
        const { text, voiceId, seed, speed, instruction } = wish.recipe;
        return api.startTake({ text, voiceId, seed, speed, instruction });
      }
      const { takeId, repair } = wish;
      if (repair || findTake(takes, takeId).state !== 'failed') return findTake(takes, takeId);
      return again(takeId);
    },
    continueTake: async ({ takeId }) => again(takeId),
    getSegments: async () => ({ segments: [], complete: false }),
    listSegmentVersions: async () => [],
    rerollSegment: async ({ takeId }) => findTake(takes, takeId),
    listenTake: async function* ({ takeId }) {
      const take = findTake(takes, takeId);
      const { samples } = fakeSpeech(take.audioSec ?? 2);
      yield { kind: 'samples', segment: 0, firstSample: 0, samples };
      return take;
    },
    listTakes: async ({ limit, beforeTakeId, projectId, text = '' }) => {
      const from = beforeTakeId === undefined ? 0 : takes.findIndex((take) => take.id === beforeTakeId) + 1;
      const older = takes
        .slice(from)
        .filter((take) => projectId === undefined || take.projectId === projectId)
        .filter(({ name, recipe }) => `${name} ${recipe.text}`.toLowerCase().includes(text.toLowerCase()));
      return older.slice(0, limit);
    },
    getTake: async ({ takeId }) => findTake(takes, takeId),
    getTakeAudio: async ({ takeId }) => fakeSpeech(findTake(takes, takeId).audioSec ?? 2),
    getTakeFile: async ({ takeId }) => ({
      name: findTake(takes, takeId).file ?? 'output.wav',
      type: 'audio/wav',
      bytes: new Uint8Array([82, 73, 70, 70]),
    }),
    getSourceAudio: async () => fakeSpeech(2),
    revealTake: async () => undefined,
    deleteTake: async ({ takeId }) => {
      deletedTakes.set(takeId, findTake(takes, takeId));
      takes = takes.filter((take) => take.id !== takeId);
      emit('takeDeleted', { takeId });
      return undefined;
    },
    restoreTake: async ({ takeId }) => {
      const take = findTake(deletedTakes.values(), takeId);
      deletedTakes.delete(takeId);
      setTake(take);
      return take;
    },
    ...fakeTakeLibrary({
      all: () => takes,
      find: (takeId) => findTake(takes, takeId),
      set: setTake,
      remove: (takeId) => api.deleteTake({ takeId }),
      restore: (takeId) => api.restoreTake({ takeId }),
      start: (request) => api.startTake(request),
    }),
    getTakeTrace: async () => null,
    diagnoseTake: async () => null,
    ...fakePacks(options.packs ?? [], emit),
    getStatus: async () => status,
    getSettings: async () => settings,
    updateSettings: async (change) => {
      settings = { ...settings, ...withoutUndefined(change) };
      emit('settings', settings);
      return settings;
    },
    unloadEngine: async () => undefined,
    restartEngine: async () => undefined,
  };

  return {
    api: watched(api, calls, failures),
    on,
    emit,
    calls,
    fail: (call, error) => {
      if (error) failures.set(call, error);
      else failures.delete(call);
    },
  };
}

function withoutUndefined(change: {
  readonly [K in keyof Settings]?: Settings[K] | undefined;
}): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Notes every call, and answers with the error that a test asked for. */
function watched(
  api: StudioApi,
  calls: { name: keyof StudioApi; input: unknown }[],
  failures: ReadonlyMap<keyof StudioApi, StudioError>,
): StudioApi {
  const names = Object.keys(api) as (keyof StudioApi)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown) => {
        calls.push({ name, input });
        const failure = failures.get(name);
        if (failure) throw failure;
        return (api[name] as (value: unknown) => Promise<unknown>)(input);
      },
    ]),
  ) as unknown as StudioApi;
}
