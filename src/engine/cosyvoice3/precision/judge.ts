import { readFileSync } from 'node:fs';
import { mixDown } from '#audio/mix';
import { readWav } from '#audio/wav';
import type { Comparison, Judge } from '#compiler/pack/settle-precision';
import type { Measured } from '#contract/compiled-pack';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { enrolPrompt } from '../enrolment';
import { FRAMES_PER_TOKEN } from '../geometry';
import { loadPack, type LoadedPack } from '../loaded-pack';
import { defaultFlowSettings } from '../stages/flow';
import { promptText } from '../text/prompt-text';
import type { EnrolledVoice } from '../voice-profile';
import { errorOf, klDivergence, topOf } from './distance';

/**
 * What a stored network may lose of the trained one. Guesses, measured on random weights, until people have compared
 * packs by ear: docs/compiler.md.
 */
export const limits = {
  llm: { mostKl: 0.02, leastAgreement: 0.9 },
  flow: { leastSnrDb: 30, mostRmsError: 0.15 },
} as const;

/** Tokens of the voice that the language model is asked for, one after the other, and that the flow speaks. */
const MOST_TOKENS = 64;
const MOST_FLOW_TOKENS = 50;

interface Voice {
  readonly enrolled: EnrolledVoice;
  readonly transcript: string;
}

/**
 * Judges by what a voice really said: the language model reads its words and then its tokens; the flow goes on with
 * its second half behind the first.
 */
export function judgeWith(
  { wav, transcript }: { readonly wav: string; readonly transcript: string },
  log: Logger,
): Judge {
  let voice: Promise<Voice> | undefined;
  const voiceOf = async (folder: string): Promise<Voice> => ({
    enrolled: await opened(folder, log, async ({ enroller, sessions }) => {
      const enrolled = await enrolPrompt(enroller, readAudio(wav));
      await sessions.release('enroll');
      return enrolled;
    }),
    transcript,
  });
  return async (comparison) => {
    voice ??= voiceOf(comparison.folder);
    const heard = await voice;
    return comparison.part === 'llm' ? judgeLlm(comparison, heard, log) : judgeFlow(comparison, heard, log);
  };
}

async function judgeLlm(
  { folder, reference, precisions }: Comparison,
  voice: Voice,
  log: Logger,
): Promise<Measured> {
  const logitsOf = (dir: string) => opened(dir, log, (pack) => forcedLogits(pack, voice));
  const wanted = await logitsOf(reference);
  const found = await logitsOf(folder);
  let [kl, agreed] = [0, 0];
  wanted.forEach((logits, i) => {
    kl += klDivergence(logits, found[i]!);
    if (topOf(logits) === topOf(found[i]!)) agreed++;
  });
  const [meanKl, topAgreement] = [kl / wanted.length, agreed / wanted.length];
  const passed = meanKl <= limits.llm.mostKl && topAgreement >= limits.llm.leastAgreement;
  return { part: 'llm', precision: precisions.llm, passed, meanKl, topAgreement };
}

/** The logits in front of each token, whatever the model itself would have drawn. */
async function forcedLogits(
  { languageModel, tokenizer }: LoadedPack,
  { enrolled, transcript }: Voice,
): Promise<Float32Array[]> {
  const prefix = promptText({ mode: 'cross_lingual', transcript: '', instruction: '' });
  const textIds = [...tokenizer.encode(prefix), ...tokenizer.encode(transcript)];
  const decoding = await languageModel.begin({ textIds, speechTokens: [] });
  const all = [decoding.logits.slice()];
  for (const token of Array.from(enrolled.speechTokens).slice(0, MOST_TOKENS - 1)) {
    await decoding.accept(token);
    all.push(decoding.logits.slice());
  }
  return all;
}

async function judgeFlow(
  { folder, reference, precisions }: Comparison,
  { enrolled }: Voice,
  log: Logger,
): Promise<Measured> {
  const tokens = Array.from(enrolled.speechTokens);
  const promptTokens = Math.max(Math.floor(tokens.length / 2), tokens.length - MOST_FLOW_TOKENS);
  const frames = promptTokens * FRAMES_PER_TOKEN;
  const { bins, data } = enrolled.mel;
  const melOf = (dir: string) =>
    opened(dir, log, ({ flow }) =>
      flow.decode({
        prompt: {
          speechTokens: tokens.slice(0, promptTokens),
          mel: { bins, frames, data: data.slice(0, frames * bins) },
          speakerEmbedding: enrolled.speakerEmbedding,
        },
        tokens: tokens.slice(promptTokens),
        settings: defaultFlowSettings,
        signal: new AbortController().signal,
        onStep: () => undefined,
      }),
    );
  const wanted = await melOf(reference);
  const { snrDb, rmsError } = errorOf(wanted.data, (await melOf(folder)).data);
  const passed = snrDb >= limits.flow.leastSnrDb && rmsError <= limits.flow.mostRmsError;
  // JSON has no infinity
  const told = Number.isFinite(snrDb) ? snrDb : Number.MAX_VALUE;
  return { part: 'flow', precision: precisions.flow, passed, snrDb: told, rmsError };
}

async function opened<T>(dir: string, log: Logger, work: (pack: LoadedPack) => Promise<T>): Promise<T> {
  const pack = await loadPack(dir, log);
  try {
    return await work(pack);
  } finally {
    await pack.sessions.release();
  }
}

/** @throws StudioError 'file-not-found' */
function readAudio(path: string): Audio {
  try {
    const { channels, sampleRateHz } = readWav(readFileSync(path));
    return { samples: mixDown(channels), sampleRateHz };
  } catch (cause) {
    throw new StudioError('file-not-found', { why: 'samples' }, cause);
  }
}
