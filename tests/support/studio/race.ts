import { readFileSync } from 'node:fs';
import type { StudioApi } from '#contract/studio-api';
import { StudioError } from '#contract/errors';
import { mulberry32 } from '#audio/mulberry32';
import { isOver, type TestStudio } from './test-studio';

/** Operations under way at the same time. */
const AT_ONCE = 8;

/** What may be answered when somebody else was faster; everything else is a fault. */
const overtaken = new Set([
  ...['voice-not-found', 'prompt-not-found', 'take-not-found', 'recording-not-found', 'prompt-needed'],
  ...['library-busy', 'file-not-found', 'voice-name-taken', 'take-has-no-audio'],
]);

export interface RaceReport {
  readonly done: number;
  readonly overtaken: number;
  /** Every way in which the library is not in order, or not what was acknowledged. */
  readonly wrong: readonly string[];
}

/**
 * For tests: many hands in one library, in an order that a seed repeats; repairs among them. Afterwards nobody's work may
 * be missing, and the library must be in order.
 * @param pack a voice pack to import
 */
export async function race(
  studio: TestStudio,
  { seed, operations, pack }: { readonly seed: number; readonly operations: number; readonly pack: string },
): Promise<RaceReport> {
  const random = mulberry32(seed);
  const { api } = studio;
  const wrong: string[] = [];
  /** Voices whose making was acknowledged and whose going for good was never asked for. */
  const voices = new Set<string>();
  const prompts = new Map<string, string>();
  const takes = new Set<string>();
  const recording = await api.addRecording(fourSeconds());
  const pick = <T>(from: Iterable<T>): T | undefined => {
    const all = [...from];
    return all[Math.floor(random() * all.length)];
  };
  const hands = handsOf({ studio, recordingId: recording.id, pack, pick, voices, prompts, takes });
  let [done, late, left] = [0, 0, operations];
  const work = async () => {
    while (left-- > 0) {
      const hand = pick(Object.entries(hands));
      if (!hand) return;
      const [name, operation] = hand;
      try {
        await operation();
        done++;
      } catch (thrown) {
        const { code, message } = StudioError.from(thrown);
        if (overtaken.has(code)) late++;
        else wrong.push(`${name}: ${code}: ${message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await studio.enrolled();
  for (const id of takes) await studio.when(id, isOver);
  wrong.push(...(await faultsOf(api, voices, prompts, takes)));
  return { done, overtaken: late, wrong };
}

interface Hands {
  readonly studio: TestStudio;
  readonly recordingId: string;
  readonly pack: string;
  readonly pick: <T>(from: Iterable<T>) => T | undefined;
  readonly voices: Set<string>;
  readonly prompts: Map<string, string>;
  readonly takes: Set<string>;
}

function handsOf({ studio, recordingId, pack, pick, voices, prompts, takes }: Hands) {
  const { api } = studio;
  let count = 0;
  const span = { startSec: 0.2, endSec: 3.4, transcript: '' };
  const withVoice = async (work: (voiceId: string) => Promise<unknown>) => {
    const id = pick(voices);
    if (id !== undefined) await work(id);
  };
  return {
    save: async () => {
      const { id } = await api.saveVoice({ recordingId, ...span, name: `voice ${count++}` });
      voices.add(id);
    },
    record: async () => {
      await api.addRecording(fourSeconds());
    },
    addPrompt: () =>
      withVoice(async (voiceId) => {
        const { promptId } = await api.addPrompt({ voiceId, recordingId, ...span });
        prompts.set(promptId, voiceId);
      }),
    duplicate: () =>
      withVoice(async (voiceId) => void voices.add((await api.duplicateVoice({ voiceId })).id)),
    import: async () => {
      const made = await api.importVoices({ name: 'x.cvvoice', bytes: readFileSync(pack) });
      for (const { id } of made.voices) voices.add(id);
    },
    speak: () =>
      withVoice(
        async (voiceId) => void takes.add((await api.startTake({ text: 'Hi', voiceId, seed: 1 })).id),
      ),
    deleteVoiceForGood: () =>
      withVoice(async (voiceId) => {
        voices.delete(voiceId);
        await api.deleteVoice({ voiceId });
        await api.deleteForGood({ voiceIds: [voiceId] });
      }),
    deleteAndRestoreTake: async () => {
      const takeId = pick(takes);
      if (takeId === undefined) return;
      takes.delete(takeId);
      // one that is not over yet would be cancelled, and that is right
      await studio.when(takeId, isOver);
      await api.deleteTake({ takeId });
      takes.add((await api.restoreTake({ takeId })).id);
    },
    deleteTakeForGood: async () => {
      const takeId = pick(takes);
      if (takeId === undefined) return;
      takes.delete(takeId);
      await api.deleteTake({ takeId });
      await api.deleteForGood({ takeIds: [takeId] });
    },
    repair: async () => {
      const { findings } = await api.repairLibrary();
      const problems = findings.filter(({ severity }) => severity === 'problem');
      if (problems.length > 0)
        throw new StudioError('internal', { reason: problems.map(({ code }) => code).join(' ') });
    },
    verify: async () => {
      const { findings, ok } = await api.verifyLibrary();
      if (!ok) throw new StudioError('internal', { reason: findings.map(({ code }) => code).join(' ') });
    },
    backup: async () => {
      await api.backupLibrary({ withTakes: true });
    },
  } satisfies Record<string, () => Promise<void>>;
}

async function faultsOf(
  api: StudioApi,
  voices: ReadonlySet<string>,
  prompts: ReadonlyMap<string, string>,
  takes: ReadonlySet<string>,
): Promise<string[]> {
  const wrong: string[] = [];
  const report = await api.verifyLibrary();
  wrong.push(...report.findings.map((finding) => JSON.stringify(finding)));
  for (const voiceId of voices) {
    const voice = await api.getVoice({ voiceId }).catch(() => undefined);
    if (!voice) wrong.push(`voice ${voiceId} is gone`);
    for (const prompt of voice?.prompts ?? [])
      await api
        .getVoiceAudio({ voiceId, promptId: prompt.id })
        .catch((thrown: unknown) => wrong.push(`prompt ${prompt.id}: ${StudioError.from(thrown).message}`));
    for (const [promptId, owner] of prompts)
      if (owner === voiceId && voice?.prompts.every(({ id }) => id !== promptId))
        wrong.push(`prompt ${promptId} of voice ${voiceId} is gone`);
  }
  // a take whose voice went for good before its turn has failed, and says so
  for (const { id: takeId, state } of await api.listTakes({ limit: 500 }))
    if (takes.has(takeId) && state === 'done')
      await api
        .getTakeFile({ takeId })
        .catch((thrown: unknown) => wrong.push(`take ${takeId}: ${StudioError.from(thrown).message}`));
  return wrong;
}

function fourSeconds() {
  const samples = Float32Array.from(
    { length: 4 * 16_000 },
    (_, at) => 0.3 * Math.sin((at * 120 * 2 * Math.PI) / 16_000),
  );
  return { name: 'microphone', sampleRateHz: 16_000, channels: [samples], format: 'microphone' };
}
