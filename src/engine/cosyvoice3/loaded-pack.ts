import { readFileSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import type { SynthesisRequest } from '#contract/engine-api';
import { packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import type { MemoryMode } from '#contract/machine';
import { personal } from '#contract/personal';
import { openPack, type OpenPack } from './packs/open-pack';
import { PackSessions, type SessionsOptions } from './packs/pack-sessions';
import { enrolmentKey } from './enrolment';
import { availableMemory, memoryNeed, modeOfEnvironment } from './memory-need';
import type { Enroller } from './stages/enroller';
import type { Flow } from './stages/flow';
import type { LanguageModel } from './stages/language-model';
import { topologyOf } from './topologies/roles';
import type { Vocoder } from './stages/vocoder';
import { PUBLISHED_MERGES, TextTokenizer } from './text/text-tokenizer';

/** A pack that is ready to speak: its tokenizer read, its stages chosen by topology; sessions open when first used. */
export interface LoadedPack {
  readonly pack: OpenPack;
  readonly sessions: PackSessions;
  readonly tokenizer: TextTokenizer;
  readonly enroller: Enroller;
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
  log.info(`Pack ${packWord(pack.id)} opened, memory mode ${memoryMode}`, {
    ...{ pack: packWord(pack.id), memoryMode, neededBytes, dir: personal(dir) },
    availableBytes: availableMemory(),
  });
  return {
    pack,
    sessions,
    tokenizer,
    enroller: topologyOf(pack.manifest, 'enroll').open(sessions),
    languageModel: topologyOf(pack.manifest, 'llm').open(sessions),
    flow: topologyOf(pack.manifest, 'flow').open(sessions),
    vocoder: topologyOf(pack.manifest, 'vocoder').open(sessions),
    profileKey: enrolmentKey(pack.manifest, pack.dir),
    memoryMode,
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
    throw new StudioError('pack-invalid', { why: 'no-tokenizer', pack: pack.id });
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
