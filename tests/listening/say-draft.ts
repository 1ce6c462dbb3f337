import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readWav, writeWav } from '#audio/wav';
import type { Audio, SynthesisRequest, VoiceProfile } from '#contract/engine-api';
import { createLogger } from '#contract/logger';
import { DraftEngine } from '../../src/engine/draft/draft-engine';
import { Synthesizers } from '../../src/engine/draft/synthesizers';
import { notationOf } from '../../src/engine/draft/text/focus';
import { spokenLanguage } from '../../src/engine/draft/text/languages';
import { loadPresets } from '../../src/engine/instructions/presets';
import { createLanes } from '../../src/engine/lanes';
import { speakWhole } from '../../src/engine/testing/speak-whole';
import { readOptions, runCommand, WrongUsage } from '../support/command-options';

const RESOURCES = resolve(import.meta.dirname, '../../resources');

const usage = `node scripts/say-draft.mjs [options]
  --texts FILE         one sentence a line, tests/listening/zh.txt for instance
  --out FOLDER         for 00.wav, 01.wav ...
  --prompt FILE.wav    in the manner of this prompt; without it a voice as it is by itself
  --language zh|en     without a prompt: which language (zh)
  --median HZ          without a prompt: which voice; in Mandarin female from 165 Hz (118)
  --seed N             with a prompt, another reading (1); without one, the plain reading unless a seed is given`;

/** Reads every line as a take of its own, with one profile of the prompt, as the studio does. */
await runCommand(usage, async () => {
  const { texts, out, prompt, language, median, seed } = readOptions(process.argv.slice(2), {
    texts: { type: 'string' },
    out: { type: 'string' },
    prompt: { type: 'string' },
    language: { type: 'string', default: 'zh' },
    median: { type: 'string', default: '118' },
    seed: { type: 'string' },
  });
  if (texts === undefined || out === undefined) throw new WrongUsage('--texts and --out are needed.');
  mkdirSync(out, { recursive: true });
  const synthesizers = new Synthesizers(RESOURCES);
  const seeded = seed === undefined ? {} : { seed: Number(seed) };
  const say =
    prompt === undefined
      ? bySynthesizer(synthesizers, language, Number(median), seeded)
      : byEngine(synthesizers, readAudio(prompt), seeded.seed ?? 1);
  let spokenSec = 0;
  const startedAt = process.cpuUsage();
  for (const [index, text] of readFileSync(texts, 'utf8').trim().split('\n').entries()) {
    const { samples, sampleRateHz } = await say(text);
    spokenSec += samples.length / sampleRateHz;
    const file = writeWav({ sampleRateHz, channels: [samples], bitDepth: 16 });
    writeFileSync(join(out, `${String(index).padStart(2, '0')}.wav`), file);
  }
  const { user, system } = process.cpuUsage(startedAt);
  console.log(
    `${spokenSec.toFixed(1)} s, processor time / audio ${((user + system) / 1e6 / spokenSec).toFixed(3)}`,
  );
  synthesizers.unload();
});

function readAudio(path: string): Audio {
  const { sampleRateHz, channels } = readWav(readFileSync(path));
  return { sampleRateHz, samples: channels[0]! };
}

function bySynthesizer(synthesizers: Synthesizers, tag: string, medianHz: number, seeded: { seed?: number }) {
  const synthesizer = synthesizers.forLanguage(tag, medianHz);
  const language = spokenLanguage(tag);
  const { f0Hz, deviationSt } = synthesizer.base;
  const style = { centreHz: f0Hz, spreadSt: synthesizer.firstSpreadSt(deviationSt), speed: 1, tract: 1 };
  return async (text: string): Promise<Audio> =>
    synthesizer.speak(notationOf(text, language), { ...style, ...seeded });
}

function byEngine(synthesizers: Synthesizers, prompt: Audio, seed: number) {
  const engine = new DraftEngine(loadPresets(RESOURCES), synthesizers);
  const context = {
    signal: new AbortController().signal,
    log: createLogger('draft', ({ message }) => process.env.PRINT && console.error(message)),
    lanes: createLanes(() => undefined),
  };
  let profile: VoiceProfile | undefined;
  return async (text: string): Promise<Audio> => {
    const request: SynthesisRequest = {
      takeId: 'listening',
      engine: 'draft',
      text,
      mode: 'zero_shot',
      instruction: '',
      seed,
      speed: 1,
      prompt: { ...prompt, transcript: '' },
      ...(profile ? { profile } : {}),
    };
    const whole = await speakWhole(engine.speak(request, context));
    profile = whole.profile ?? profile;
    return whole.audio;
  };
}
