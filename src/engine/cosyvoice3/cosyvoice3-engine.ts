import type { InstructionPreset, Understood, Warning } from '#contract/domain';
import type {
  EngineDescription,
  MemoryChoice,
  PromptAudio,
  ReadRequest,
  SynthesisRequest,
  SpeechStream,
  VoiceProfile,
} from '#contract/engine-api';
import { reportError, StudioError, wordsOfThrown } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import { packWord } from '#contract/known-packs';
import type { MemoryNeed, ProviderChoices } from '#contract/machine';
import type { PackReport } from '#contract/packs';
import { personal } from '#contract/personal';
import type { SpeechItem } from '#contract/speech';
import type { SpokenText } from '#contract/spoken';
import type { EnginePacks, SpeechEngine, WorkContext } from '../engine';
import { unfollowedNotes } from '../instructions/pushed-aside';
import { understand } from '../instructions/understand';
import { spokenText } from '../text/spoken-text';
import { threadCount, type OpenSession } from '../onnx/session';
import { packHashes } from './packs/file-hashes';
import { openPack } from './packs/open-pack';
import {
  findInstalledPack,
  findPackFolder,
  inspectPack,
  listPacks,
  type UsablePack,
} from './packs/installed-packs';
import { convert } from './convert';
import { abilities, ENGINE_ID, ENGINE_NAME, languages } from './description';
import { enrolmentKey, enrolPrompt } from './enrolment';
import { OUTPUT_RATE_HZ } from './geometry';
import { loadPack, memoryModeOf, openTokenizer, type LoadedPack } from './loaded-pack';
import { memoryNeed } from './memory-need';
import { instructionOf, speak } from './pipeline';
import { verifyPack } from './self-check';
import { takeSettings } from './settings';
import { peakOf } from './stage-runs';
import { prepareText } from './text/front-end';
import type { TextTokenizer } from './text/text-tokenizer';
import { toVoiceProfile } from './voice-profile';
import { warmUp } from './warm-up';

type VerifyRequest = Parameters<EnginePacks['verify']>[0];

export interface CosyVoice3Options {
  readonly presets: readonly InstructionPreset[];
  /** Folder whose sub-folders are packs; the environment's COSYVOICE_STUDIO_MODELS when absent. */
  readonly modelsDir?: string;
  /** The one pack to use, whatever is installed; the environment's COSYVOICE_STUDIO_PACK when absent. */
  readonly packDir?: string;
  /** For tests that watch what graphs are fed. */
  readonly openSession?: OpenSession;
}

/** CosyVoice 3 on ONNX packs. One pack is loaded at a time, one piece of work runs at a time. */
export class CosyVoice3Engine implements SpeechEngine {
  readonly id = ENGINE_ID;
  readonly packs: EnginePacks = {
    list: () => listPacks(this.folders(), this.pack()),
    verify: (request, context) => this.verify(request, context),
  };
  private loaded: LoadedPack | undefined;
  /** What the loaded pack was opened for, as JSON. */
  private loadedFor = '';
  private tokenizer: { readonly dir: string; readonly opened: Promise<TextTokenizer> } | undefined;
  private providers: readonly string[] = [];
  /** Work waits for the work before it. */
  private queue: Promise<unknown> = Promise.resolve();
  /** Pieces of work that run or wait, warming up not counted. */
  private waiting = 0;
  private warming: AbortController | undefined;

  constructor(private readonly options: CosyVoice3Options) {}

  describe(): EngineDescription {
    const pack = this.pack();
    return {
      id: this.id,
      name: ENGINE_NAME,
      abilities,
      available: !('error' in pack),
      ...('error' in pack ? { limit: limitOf(pack.error) } : {}),
      languages,
      modelLoaded: this.loaded?.sessions.loaded ?? false,
      sampleRateHz: OUTPUT_RATE_HZ,
      profileKey: 'error' in pack ? '' : enrolmentKey(pack.manifest, pack.dir),
      provider: [...new Set(this.providers.flatMap((names) => names.split(', ')))].join(', ') || 'cpu',
      ...('error' in pack ? {} : { memory: this.memoryOf(pack) }),
    };
  }

  understand(instruction: string): Understood {
    return { ...understand(instruction, this.options.presets, () => true), ignored: [] };
  }

  /** Segments are measured in text tokens, so a pack has to be there; its tokenizer alone is opened, and no work is waited for. */
  async read(request: ReadRequest): Promise<SpokenText> {
    const { frontEnd, pauseMs } = takeSettings(request);
    const tokenizer = await this.tokenizerInUse();
    const text = prepareText(request.text, (part) => tokenizer.encode(part).length, frontEnd);
    const instruction = instructionOf(request, text);
    const segments = text.segments.map((each) => ({ ...each, pauseMs: each.pauseMs ?? pauseMs }));
    const notes = [...instruction.notes, ...unfollowedNotes(this.understand(instruction.followed))];
    return spokenText(request.text, segments, text.readings, [...text.warnings, ...notes]);
  }

  async enroll(
    prompt: PromptAudio,
    context: WorkContext,
    providers?: ProviderChoices,
  ): Promise<VoiceProfile> {
    const { log, signal } = context;
    return this.alone(signal, async () => {
      const loaded = await this.load(log, providers);
      const voice = await enrolPrompt(loaded.enroller, prompt);
      await loaded.sessions.release('enroll');
      log.info(
        `Voice enrolled: ${voice.durationSec.toFixed(1)} s, ${voice.speechTokens.length} speech tokens`,
        {
          stage: 'prompt',
        },
      );
      return toVoiceProfile(voice, loaded.profileKey);
    });
  }

  async *speak(request: SynthesisRequest, context: WorkContext): SpeechStream {
    const release = await this.turn(context.signal);
    try {
      const { providers: wished, leastMemory, packId } = request;
      const opened = await this.load(context.log, wished, leastMemory, packId);
      const loaded = { ...opened, memoryMode: memoryModeOf(opened, request) };
      const heard = { startedAt: performance.now(), samples: 0, peak: 0 };
      const items =
        request.mode === 'vc'
          ? convert(loaded, request, context)
          : speak(loaded, { ...request, mode: request.mode }, (words) => this.understand(words), context);
      const spoken = yield* listening(items, ({ samples }) => {
        heard.samples += samples.length;
        heard.peak = Math.max(heard.peak, peakOf(samples));
      });
      const providers = loaded.sessions.providers();
      this.providers = Object.values(providers);
      const fileSha256 = await packHashes(loaded.pack, context.log, context.signal);
      this.logSummary(heard, request, loaded, context);
      const { precision } = loaded.pack.manifest;
      return {
        normalizedText: spoken.normalizedText,
        understood: spoken.understood,
        mode: spoken.mode,
        warnings: [...spoken.warnings, ...loaded.sessions.fallbacks()],
        machine: { memory: loaded.memoryMode, providers },
        ...(spoken.enrolled ? { profile: toVoiceProfile(spoken.voice, loaded.profileKey) } : {}),
        pack: {
          id: loaded.pack.id,
          ...(precision === '' ? {} : { precision }),
          fileSha256,
        },
      };
    } finally {
      release();
    }
  }

  /** Only where models stay loaded, and only while nothing else is to be done. */
  async warmUp(choice: MemoryChoice, { log }: WorkContext, providers?: ProviderChoices): Promise<boolean> {
    if (this.waiting > 0 || 'error' in this.pack()) return false;
    const warming = new AbortController();
    this.warming = warming;
    const turn = this.inTurn(async () => {
      const startedAt = performance.now();
      const elapsedMs = () => Math.round(performance.now() - startedAt);
      try {
        const loaded = await this.load(log, providers);
        if (memoryModeOf(loaded, { memoryMode: choice }) === 'stages') return false;
        await warmUp(loaded, warming.signal);
        this.providers = Object.values(loaded.sessions.providers());
        log.info(`Models loaded and warmed up in ${(elapsedMs() / 1000).toFixed(1)} s`, {
          elapsedMs: elapsedMs(),
        });
        return true;
      } catch (thrown) {
        if (warming.signal.aborted)
          log.debug('The warm-up gave way to other work', { elapsedMs: elapsedMs() });
        else log.warn(`The warm-up failed: ${personal(wordsOfThrown(thrown))}`, { elapsedMs: elapsedMs() });
        return false;
      }
    });
    try {
      return await turn;
    } finally {
      if (this.warming === warming) this.warming = undefined;
    }
  }

  async unload(): Promise<void> {
    await this.alone(undefined, () => this.close());
  }

  /** A loaded pack keeps the mode that it was loaded in. */
  private memoryOf(pack: UsablePack): MemoryNeed {
    const need = memoryNeed(pack.manifest, pack.dir);
    return this.loaded?.pack.dir === pack.dir ? { ...need, mode: this.loaded.memoryMode } : need;
  }

  /** An empty name is no name. */
  private folders() {
    const { packDir = process.env.COSYVOICE_STUDIO_PACK, modelsDir = process.env.COSYVOICE_STUDIO_MODELS } =
      this.options;
    return { packDir: packDir === '' ? undefined : packDir, modelsDir };
  }

  /** What is loaded gives way: checking needs the memory, and finds what a fresh start would find. */
  private async verify({ packId, prompt }: VerifyRequest, { log, signal }: WorkContext): Promise<PackReport> {
    return this.alone(signal, async () => {
      const dir = packId === undefined ? this.folderInUse() : findPackFolder(packId, this.folders());
      await this.close();
      return verifyPack(dir, { log, signal, ...(prompt ? { prompt } : {}) });
    });
  }

  /** A named folder is checked whatever is wrong with it. */
  private folderInUse(): string {
    const { packDir } = this.folders();
    if (packDir !== undefined) return packDir;
    const pack = this.pack();
    if ('error' in pack) throw pack.error;
    return pack.dir;
  }

  /** The pack to speak with now, or one by its id: folders change while the process lives, so it is looked up each time. */
  private pack(packId?: string): UsablePack | { readonly error: StudioError } {
    const { packDir, modelsDir } = this.folders();
    if (packId !== undefined) return inspectPack(findPackFolder(packId, { packDir, modelsDir }));
    return packDir !== undefined ? inspectPack(packDir) : findInstalledPack(modelsDir);
  }

  /** @throws StudioError 'engine-unavailable' when no pack is installed, 'pack-…' */
  private async load(
    log: WorkContext['log'],
    choices: Partial<ProviderChoices> = {},
    leastMemory = false,
    packId?: string,
  ): Promise<LoadedPack> {
    const pack = this.pack(packId);
    if ('error' in pack) throw pack.error;
    const loadedFor = JSON.stringify({ choices, leastMemory });
    if (this.loaded?.pack.dir === pack.dir && this.loadedFor === loadedFor) return this.loaded;
    await this.close();
    this.loaded = await loadPack(pack.dir, log, { open: this.options.openSession, choices, leastMemory });
    this.loadedFor = loadedFor;
    return this.loaded;
  }

  private tokenizerInUse(): Promise<TextTokenizer> {
    const pack = this.pack();
    if ('error' in pack) throw pack.error;
    if (this.loaded?.pack.dir === pack.dir) return Promise.resolve(this.loaded.tokenizer);
    if (this.tokenizer?.dir !== pack.dir) {
      const opened = openTokenizer(openPack(pack.dir));
      this.tokenizer = { dir: pack.dir, opened };
      opened.catch(() => (this.tokenizer = undefined));
    }
    return this.tokenizer.opened;
  }

  private async close(): Promise<void> {
    const { loaded } = this;
    this.loaded = undefined;
    this.providers = [];
    await loaded?.sessions.release();
  }

  private async alone<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const release = await this.turn(signal);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** Waits for the work before; warming up gives way. @returns what lets the work behind begin */
  private async turn(signal: AbortSignal | undefined): Promise<() => void> {
    this.warming?.abort(new StudioError('cancelled'));
    this.waiting++;
    const before = this.queue;
    let release = () => {
      this.waiting--;
    };
    this.queue = new Promise<void>((resolve) => {
      const left = release;
      release = () => {
        left();
        resolve();
      };
    });
    await before;
    if (!signal?.aborted) return release;
    release();
    throw signal.reason;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private logSummary(
    { startedAt, samples, peak }: Heard,
    { seed }: SynthesisRequest,
    { pack, memoryMode }: LoadedPack,
    { log }: WorkContext,
  ): void {
    const audioSec = samples / OUTPUT_RATE_HZ;
    const realTimeFactor = (performance.now() - startedAt) / 1000 / audioSec;
    const revisions = Object.values(pack.manifest.repos).map(({ revision }) => revision);
    log.info(`Spoke ${audioSec.toFixed(1)} s at a real-time factor of ${realTimeFactor.toFixed(2)}`, {
      ...{ audioSec, realTimeFactor, seed, memoryMode },
      peak,
      pack: packWord(pack.id),
      packRevision: revisions.join(', ') || undefined,
      provider: [...new Set(this.providers)].join(', ') || 'cpu',
      threads: threadCount(),
      residentBytes: process.memoryUsage.rss(),
    });
  }
}

/** What was spoken so far. */
interface Heard {
  readonly startedAt: number;
  readonly samples: number;
  readonly peak: number;
}

/** Hands a stream on, and hears its samples on the way. */
async function* listening<R>(
  items: ItemStream<SpeechItem, R>,
  hear: (chunk: Extract<SpeechItem, { kind: 'samples' }>) => void,
): ItemStream<SpeechItem, R> {
  try {
    for (;;) {
      const step = await items.next();
      if (step.done) return step.value;
      if (step.value.kind === 'samples') hear(step.value);
      yield step.value;
    }
  } finally {
    await items.return?.();
  }
}

/** Why a pack cannot speak; that there is none is the usual case of a fresh machine and has words of its own. */
function limitOf(error: StudioError): Warning {
  if (error.code === 'engine-unavailable') return { code: 'no-pack', values: {} };
  return { code: 'pack-unusable', values: {}, cause: reportError(error) };
}
