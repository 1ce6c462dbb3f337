import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mixDown } from '#audio/mix';
import { readWav } from '#audio/wav';
import { measuredWords } from '#contract/compiled-pack';
import type { PromptAudio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { PackCheckId } from '#contract/packs';
import { wholeSpeech } from '#contract/whole-speech';
import { createLanes } from '../lanes';
import { hashFile } from './packs/file-hashes';
import { findManifest, neededFiles } from './packs/find-manifest';
import { refuseOtherSize } from './packs/open-pack';
import { ENGINE_ID } from './description';
import {
  FRAMES_PER_TOKEN,
  MEL_BINS,
  OUTPUT_RATE_HZ,
  SAMPLES_PER_FRAME,
  SPEAKER,
  SPEECH_LOGITS,
  unitVector,
} from './geometry';
import type { LoadedPack } from './loaded-pack';
import { speak, type TextRequest } from './pipeline';
import { checkSaturation } from './precision/saturation';
import published from './published-encodings.json';
import { defaultFlowSettings } from './stages/flow';
import { topologyOf } from './topologies/roles';
import { packParts, Skipped, type CheckFacts } from './topologies/topology';
import { promptText } from './text/prompt-text';
import { PUBLISHED_MERGES } from './text/text-tokenizer';

/** The single checks of a pack. Each answers with what it found, or throws what is wrong. */

export interface EndToEndOptions {
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** To speak with when the pack brings no voice of its own. */
  readonly prompt?: PromptAudio;
}

/** Sizes and hashes of every listed file that is there; needed ones must be. */
export async function checkContents(dir: string, signal: AbortSignal): Promise<CheckFacts> {
  const manifest = findManifest(dir);
  const needed = new Set(neededFiles(manifest));
  let compared = 0;
  let recorded = 0;
  for (const [id, { path, bytes, sha256 }] of Object.entries(manifest.files)) {
    const file = join(dir, path);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) {
      if (!needed.has(id)) continue;
      throw new StudioError('pack-file-missing', { file: path });
    }
    refuseOtherSize(path, size, bytes);
    if (sha256 === null) {
      recorded++;
      continue;
    }
    const found = await hashFile(file, signal);
    if (found !== sha256)
      throw new StudioError('pack-file-corrupt', { why: 'hash', file: path, expected: sha256, found });
    compared++;
  }
  return { compared, recorded };
}

export function checkTokenizer({ pack, tokenizer }: LoadedPack): CheckFacts {
  if (pack.manifest.tokenizer?.expectedMerges !== PUBLISHED_MERGES) {
    throw new Skipped('own-tokenizer');
  }
  const wrong = published.find(({ text, ids }) => tokenizer.encode(text).join() !== ids.join());
  if (!wrong) return { merges: PUBLISHED_MERGES, encodings: published.length };
  throw new StudioError('pack-tokenizer-mismatch', { why: 'encodes', text: wrong.text });
}

/** A check that belongs to a topology. */
export async function checkTopology(id: PackCheckId, { pack, sessions }: LoadedPack): Promise<CheckFacts> {
  const check = packParts
    .map((part) => topologyOf(pack.manifest, part).checks[id])
    .find((each) => each !== undefined);
  if (!check) throw new Skipped('stored-otherwise');
  return check(sessions);
}

/** What this processor does with the quantised weights of a compiled pack. */
export async function checkArithmetic({ pack }: LoadedPack): Promise<CheckFacts> {
  const { compiled } = pack.manifest;
  if (!compiled) throw new Skipped('not-compiled');
  return checkSaturation(compiled.used);
}

/** What the compiler found when it compared the stored networks with the trained ones. */
export function checkPrecision({ pack }: LoadedPack): CheckFacts {
  const { compiled } = pack.manifest;
  if (!compiled) throw new Skipped('not-compiled');
  const { asked, used, measured } = compiled;
  const stored = `${used.llm} + ${used.flow}`;
  const wanted = `${asked.llm} + ${asked.flow}`;
  return {
    stored,
    ...(stored === wanted ? {} : { wanted }),
    ...(measured.length === 0 ? {} : { measured: measured.map(measuredWords).join('; ') }),
  };
}

export async function checkLanguageModel({ tokenizer, languageModel }: LoadedPack): Promise<CheckFacts> {
  const prefix = promptText({ mode: 'cross_lingual', transcript: '', instruction: '' });
  const textIds = [...tokenizer.encode(prefix), ...tokenizer.encode('你好。')];
  const { logits } = await languageModel.begin({ textIds, speechTokens: [] });
  const top = logits.reduce((best, value, id) => (value > logits[best]! ? id : best), 0);
  if (logits.length === SPEECH_LOGITS) return { logits: logits.length, top };
  throw new StudioError('pack-tensor-mismatch', { found: logits.length, expected: SPEECH_LOGITS });
}

/** One estimator call over 16 frames. */
export async function checkFlow({ flow }: LoadedPack, signal: AbortSignal): Promise<CheckFacts> {
  const promptTokens = 4;
  const frames = promptTokens * FRAMES_PER_TOKEN;
  const mel = await flow.decode({
    prompt: {
      speechTokens: new Int32Array(promptTokens),
      mel: { data: new Float32Array(frames * MEL_BINS), frames, bins: MEL_BINS },
      speakerEmbedding: unitVector(SPEAKER),
    },
    tokens: [1, 2, 3, 4],
    settings: { ...defaultFlowSettings, steps: 1 },
    signal,
    onStep: () => undefined,
  });
  return { frames: mel.frames };
}

/** The mel's floor must give silence of the right length. */
export async function checkVocoder({ vocoder }: LoadedPack): Promise<CheckFacts> {
  const frames = 20;
  const data = new Float32Array(MEL_BINS * frames).fill(-11.5);
  const wave = await vocoder.render({ data, bins: MEL_BINS, frames });
  const peak = peakOf(wave);
  if (wave.length === frames * SAMPLES_PER_FRAME && peak < 0.3) return { samples: wave.length, frames, peak };
  const expected = frames * SAMPLES_PER_FRAME;
  throw new StudioError('pack-invalid', { why: 'vocoder', samples: wave.length, peak, expected });
}

/** A short sentence in the pack's own voice: stops by itself, 0.6 to 8 s, neither silent nor clipped. */
export async function checkEndToEnd(
  loaded: LoadedPack,
  { prompt, signal, log }: EndToEndOptions,
): Promise<CheckFacts> {
  const voice = packVoice(loaded) ?? prompt;
  if (!voice) throw new Skipped('no-voice');
  const request: TextRequest = {
    takeId: '',
    engine: ENGINE_ID,
    text: '你好，很高兴认识你。',
    mode: voice.transcript === '' ? 'cross_lingual' : 'zero_shot',
    instruction: '',
    seed: 1,
    speed: 1,
    prompt: voice,
  };
  const understand = (instruction: string) => ({ instruction, directions: [], ignored: [] });
  const lanes = createLanes(() => undefined);
  const spoken = speak(loaded, request, understand, { signal, log, lanes });
  const { samples, segments } = await wholeSpeech(spoken);
  const sec = samples.length / OUTPUT_RATE_HZ;
  const peak = peakOf(samples);
  const silence = silentShare(samples, peak);
  const stop = segments.some(({ stop }) => stop === 'max-length') ? 'max-length' : 'eos';
  const facts = { sec, peak, silentShare: silence };
  const fine = stop === 'eos' && sec >= 0.6 && sec <= 8 && peak >= 0.02 && peak < 0.99 && silence < 0.6;
  if (fine) return facts;
  const why = stop === 'eos' ? 'no-speech' : 'no-end';
  throw new StudioError('pack-invalid', { why, ...facts });
}

function packVoice({ pack }: LoadedPack): PromptAudio | undefined {
  const { voices, files } = pack.manifest;
  const voice = voices.find((each) => each.default) ?? voices[0];
  const path = voice?.wav === undefined ? undefined : files[voice.wav]?.path;
  if (
    voice === undefined ||
    path === undefined ||
    !statSync(join(pack.dir, path), { throwIfNoEntry: false })
  ) {
    return undefined;
  }
  const { channels, sampleRateHz } = readWav(readFileSync(join(pack.dir, path)));
  return { samples: mixDown(channels), sampleRateHz, transcript: voice.transcript };
}

const peakOf = (wave: Float32Array): number =>
  wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** Share of 20 ms pieces that stay 40 dB under the peak. */
function silentShare(wave: Float32Array, peak: number): number {
  const piece = OUTPUT_RATE_HZ / 50;
  const count = Math.floor(wave.length / piece);
  let silent = 0;
  for (let i = 0; i < count; i++) {
    if (peakOf(wave.subarray(i * piece, (i + 1) * piece)) < peak / 100) silent++;
  }
  return count === 0 ? 1 : silent / count;
}
