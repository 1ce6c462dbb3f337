import { Tensor } from 'onnxruntime-node';

const TAU = 2 * Math.PI;

/** Mel [80][T] to 480 T samples: pitch, source, 16-point transform, decoder, inverse transform, clamp. */
export async function vocode(
  run: (file: string, feeds: Record<string, Tensor>) => Promise<Record<string, Tensor>>,
  mel: number[][],
): Promise<number[]> {
  const T = mel[0]!.length;
  const melTensor = new Tensor('float32', Float32Array.from(mel.flat()), [1, 80, T]);
  const { f0 } = await run('hift_f0_predictor', { mel: melTensor });
  const pitch = new Tensor('float32', f0!.data as Float32Array, [1, 1, T]);
  const { source } = await run('hift_source_generator', { f0: pitch });
  const signal = Array.from(source!.data as Float32Array);
  const frames = 120 * T + 1;
  const { magnitude, phase } = await run('hift_decoder', {
    mel: melTensor,
    source_stft: new Tensor('float32', Float32Array.from(spectrum(signal, frames)), [1, 18, frames]),
  });
  return inverse(
    Array.from(magnitude!.data as Float32Array),
    Array.from(phase!.data as Float32Array),
    frames,
  );
}

const hann = (n: number) => 0.5 - 0.5 * Math.cos((TAU * n) / 16);

function spectrum(signal: readonly number[], frames: number): number[] {
  const last = signal.length - 1;
  const at = (i: number) => signal[i < 0 ? -i : i > last ? 2 * last - i : i]!;
  const rows = Array.from({ length: 18 }, () => new Array<number>(frames).fill(0));
  for (let f = 0; f < frames; f++) {
    for (let k = 0; k < 9; k++) {
      for (let n = 0; n < 16; n++) {
        const value = hann(n) * at(4 * f - 8 + n);
        rows[k]![f]! += value * Math.cos((TAU * k * n) / 16);
        rows[9 + k]![f]! -= value * Math.sin((TAU * k * n) / 16);
      }
    }
  }
  return rows.flat();
}

function inverse(magnitude: readonly number[], phase: readonly number[], frames: number): number[] {
  const sum = new Array<number>(4 * (frames - 1) + 16).fill(0);
  const weight = new Array<number>(sum.length).fill(0);
  for (let f = 0; f < frames; f++) {
    for (let n = 0; n < 16; n++) {
      let y = 0;
      for (let k = 0; k < 9; k++) {
        const size = Math.min(magnitude[k * frames + f]!, 100);
        const angle = phase[k * frames + f]!;
        const both = k === 0 || k === 8 ? 1 : 2;
        const im = both === 1 ? 0 : size * Math.sin(angle) * Math.sin((TAU * k * n) / 16);
        y += (both * (size * Math.cos(angle) * Math.cos((TAU * k * n) / 16) - im)) / 16;
      }
      sum[4 * f + n]! += y * hann(n);
      weight[4 * f + n]! += hann(n) ** 2;
    }
  }
  return sum.slice(8, -8).map((value, i) => Math.max(-0.99, Math.min(0.99, value / weight[i + 8]!)));
}
