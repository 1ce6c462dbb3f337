import { readFileSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import type { SynthesisRequest } from '#contract/engine-api';
import type { Logger } from '#contract/logger';
import type { MemoryMode } from '#contract/machine';
import { personal } from '#contract/personal';
import { openPack, type OpenPack } from '../packs/open-pack';
import { PackSessions, type SessionsOptions } from '../packs/pack-sessions';
import { enrolmentKey } from './enrolment';
import { availableMemory, memoryNeed, modeOfEnvironment } from './memory-need';
import type { Flow } from './stages/flow';
import type { LanguageModel } from './stages/language-model';
import { AppendKvModel } from './stages/append-kv';
import { CausalHiftVocoder } from './stages/causal-hift';
import { FusedStepFlow } from './stages/fused-step';
import { SplitEstimatorFlow } from './stages/split-estimator';
import { SplitHiftVocoder } from './stages/split-hift';
import { StackedKvModel } from './stages/stacked-kv';
import type { Vocoder } from './stages/vocoder';
import { PUBLISHED_MERGES, TextTokenizer } from './text/text-tokenizer';

/** A pack that is ready to speak: its tokenizer read, its stages chosen by topology; sessions open when first used. */
export interface LoadedPack {
  readonly pack: OpenPack;
  readonly sessions: PackSessions;
  readonly tokenizer: TextTokenizer;
  readonly languageModel: LanguageModel;
  readonly flow: Flow;
  readonly vocoder: Vocoder;
  readonly profileKey: string;
  readonly memoryMode: MemoryMode;
}

/** @throws StudioError 'pack-…' when files are missing, damaged or not what the manifest says */
export async function loadPack(dir: string, log: Logger, how: SessionsOptions = {}): Promise<LoadedPack> {
  const pack = openPack(dir);
  const sessions = new PackSessions(pack, log, how);
  const tokenizer = await openTokenizer(pack);
  const need = memoryNeed(pack.manifest, pack.dir);
  const memoryMode = need.mode;
  const neededBytes = memoryMode === 'keep' ? need.keepBytes : need.stagesBytes;
  log.info(`Pack ${pack.id} opened, memory mode ${memoryMode}`, {
    ...{ pack: pack.id, memoryMode, neededBytes, dir: personal(dir) },
    availableBytes: availableMemory(),
  });
  return {
    pack,
    sessions,
    tokenizer,
    ...stagesOf(sessions),
    profileKey: enrolmentKey(pack.manifest, pack.dir),
    memoryMode,
  };
}

/** The stages of a pack's topologies; `rolesOf` has refused every other one. */
function stagesOf(sessions: PackSessions): Pick<LoadedPack, 'languageModel' | 'flow' | 'vocoder'> {
  const { llm, flow, vocoder } = sessions.pack.manifest.topology;
  const builtInSource = process.env.COSYVOICE_STUDIO_SOURCE === 'built-in';
  return {
    languageModel: llm === 'append-kv' ? new AppendKvModel(sessions) : new StackedKvModel(sessions),
    flow: flow === 'fused-step' ? new FusedStepFlow(sessions) : new SplitEstimatorFlow(sessions),
    vocoder:
      vocoder === 'causal-hift'
        ? new CausalHiftVocoder(sessions)
        : new SplitHiftVocoder(sessions, builtInSource),
  };
}

/** @returns the environment's word, else what the settings ask for, else what loading found; least memory above all */
export function memoryModeOf({ memoryMode }: LoadedPack, wish: MemoryWish): MemoryMode {
  const { memoryMode: asked = 'auto', leastMemory = false } = wish;
  if (leastMemory) return 'stages';
  return modeOfEnvironment() ?? (asked === 'auto' ? memoryMode : asked);
}

type MemoryWish = Pick<SynthesisRequest, 'memoryMode' | 'leastMemory'>;

export async function openTokenizer(pack: OpenPack): Promise<TextTokenizer> {
  const spec = pack.manifest.tokenizer;
  if (!spec) {
    throw new StudioError('pack-invalid', `The manifest of ${pack.id} names no tokenizer.`, {
      values: { pack: pack.id },
    });
  }
  const merges = pack.path(spec.merges);
  return TextTokenizer.open(pack.path(spec.vocab), merges, spec.expectedMerges ?? plausibleMerges(merges));
}

/** Merges of stock Qwen2, whose files look right and make Chinese unintelligible. */
const WRONG_MERGES = 151_387;

/** What a pack without a manifest may have: any number of merges but the one that is known to be wrong. */
function plausibleMerges(path: string): number {
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.filter((line) => line.trim() !== '' && !line.startsWith('#version')).length;
  return found === WRONG_MERGES ? PUBLISHED_MERGES : found;
}
