import { resample, resampleClean } from '#audio/resample';
import { sourceSpectrum, spectrumToWave } from '../../../src/engine/cosyvoice3/math/vocoder-spectrum';
import { flowMel } from '../../../src/engine/cosyvoice3/prompt/flow-mel';
import { speakerFbank } from '../../../src/engine/cosyvoice3/prompt/speaker-fbank';
import { tokenizerMel } from '../../../src/engine/cosyvoice3/prompt/tokenizer-mel';
import { median } from '../../../src/cli/bench/statistics';
import { voiceLike } from '../../packs/test-engine';
import { ratio, type Bench, type Measurement } from '../benchmark';
import { interleaved, timed } from '../rounds';

const LONG_SEC = 60;
const PROMPT_SEC = 10;

/** Array maths without graphs: time against the duration of the audio it works on. */
export async function signalProcessing({ rounds }: Bench): Promise<Measurement[]> {
  const long = voiceLike(LONG_SEC, 48_000);
  const prompt16 = voiceLike(PROMPT_SEC, 16_000);
  const prompt24 = voiceLike(PROMPT_SEC, 24_000);
  const { data, frames } = sourceSpectrum(prompt24);
  const half = data.length / 2;
  const work = {
    'resample 48 to 16 kHz, as the model expects': [LONG_SEC, () => resample(long, 48_000, 16_000)],
    'resample 48 to 24 kHz, clean': [LONG_SEC, () => resampleClean(long, 48_000, 24_000)],
    'Whisper mel of the tokenizer': [PROMPT_SEC, () => tokenizerMel(prompt16)],
    'Kaldi filter bank of the speaker encoder': [PROMPT_SEC, () => speakerFbank(prompt16)],
    'mel of the flow': [PROMPT_SEC, () => flowMel(prompt24)],
    'spectrum of the vocoder source': [PROMPT_SEC, () => sourceSpectrum(prompt24)],
    'inverse transform of the vocoder': [
      PROMPT_SEC,
      () => spectrumToWave(data.subarray(0, half), data.subarray(half), frames),
    ],
  } as const;
  const times = await interleaved(
    rounds,
    Object.fromEntries(Object.entries(work).map(([name, [, run]]) => [name, () => timed(run)])) as Record<
      keyof typeof work,
      () => Promise<number>
    >,
  );
  return Object.entries(work).map(([name, [audioSec]]) => {
    const taken = times[name as keyof typeof work];
    return ratio(
      `${name}: time / audio`,
      taken,
      taken.map(() => audioSec * 1000),
      {
        detail: `${median(taken).toFixed(0)} ms for ${audioSec} s`,
      },
    );
  });
}
