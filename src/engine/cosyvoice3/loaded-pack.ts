import { readFileSync, statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { StudioError } from '#contract/errors';
import type { MemoryChoice } from '#contract/engine-api';
import type { Logger } from '#contract/logger';
import type { OpenSession } from '../onnx/session';
import { openPack, type OpenPack } from '../packs/open-pack';
import { PackSessions } from '../packs/pack-sessions';
import { rolesOfPart } from '../packs/roles';
import { enrolmentKey } from './enrolment';
import type { Flow } from './stages/flow';
import type { LanguageModel } from './stages/language-model';
import { SplitEstimatorFlow } from './stages/split-estimator';
import { SplitHiftVocoder } from './stages/split-hift';
import { StackedKvModel } from './stages/stacked-kv';
import type { Vocoder } from './stages/vocoder';
import { PUBLISHED_MERGES, TextTokenizer } from './text/text-tokenizer';

/** `keep`: every graph stays loaded. `stages`: each stage's graphs are closed before the next stage opens its own. */
export type MemoryMode = 'keep' | 'stages';

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
export async function loadPack(dir: string, log: Logger, open?: OpenSession): Promise<LoadedPack> {
  const pack = openPack(dir);
  const sessions = new PackSessions(pack, log, open);
  const tokenizer = await openTokenizer(pack);
  const memoryMode = chooseMemoryMode(residentBytes(pack));
  log.info(`Pack ${pack.id} opened, memory mode ${memoryMode}`, { pack: pack.id, memoryMode, dir });
  return {
    pack,
    sessions,
    tokenizer,
    // one topology each for now; `rolesOf` has refused every other one
    languageModel: new StackedKvModel(sessions),
    flow: new SplitEstimatorFlow(sessions),
    vocoder: new SplitHiftVocoder(sessions, process.env.COSYVOICE_STUDIO_SOURCE === 'built-in'),
    profileKey: enrolmentKey(pack.manifest, pack.dir),
    memoryMode,
  };
}

/** @param asked what the settings say    @returns the environment's word, else what was asked, else what loading found */
export function memoryModeOf({ memoryMode }: LoadedPack, asked: MemoryChoice = 'auto'): MemoryMode {
  return modeOfEnvironment() ?? (asked === 'auto' ? memoryMode : asked);
}

function modeOfEnvironment(): MemoryMode | undefined {
  const asked = process.env.COSYVOICE_STUDIO_MEMORY;
  return asked === 'keep' || asked === 'stages' ? asked : undefined;
}

const GIBIBYTE = 1024 ** 3;
/** Below this a studio, a browser and a loaded pack do not fit together. */
const KEEP_FROM_BYTES = 12 * GIBIBYTE;

/** Keeps everything loaded where there is room for the weights and half as much again; the environment may decide. */
export function chooseMemoryMode(
  weightBytes: number,
  machine: { totalBytes: number; freeBytes: number } = { totalBytes: totalmem(), freeBytes: freemem() },
): MemoryMode {
  const asked = modeOfEnvironment();
  if (asked) return asked;
  const roomy = machine.totalBytes >= KEEP_FROM_BYTES && machine.freeBytes >= 1.5 * weightBytes;
  return roomy ? 'keep' : 'stages';
}

/** Bytes of everything that `keep` would hold: enrolment graphs are closed after use in either mode. */
function residentBytes(pack: OpenPack): number {
  const roles = ['llm', 'flow', 'vocoder'] as const;
  const files = roles.flatMap((part) => Object.keys(rolesOfPart(pack.manifest, part)));
  return files.reduce((sum, role) => sum + statSync(pack.graph(role).model.path).size, 0);
}

async function openTokenizer(pack: OpenPack): Promise<TextTokenizer> {
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
