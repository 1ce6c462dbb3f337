import { AudioSampleSink, FilePathSource, Input, WAVE } from 'mediabunny';
import { resampleBlocks } from '#audio/resample';
import type { ProgrammeJob } from '#contract/programme';

/** Samples handed on at a time. */
export const BLOCK_SAMPLES = 1 << 16;

/**
 * The programme's sound from its first sample to its last, in blocks; what is read of a file is one block of it.
 * @throws the system's error when a file is gone
 */
export async function* mixBlocks({
  pieces,
  samples,
  sampleRateHz,
}: Pick<ProgrammeJob, 'pieces' | 'samples' | 'sampleRateHz'>): AsyncGenerator<Float32Array> {
  let at = 0;
  for (const piece of pieces) {
    yield* silence(piece.at - at);
    let left = piece.samples;
    for await (const block of wavBlocks(piece.file, sampleRateHz)) {
      if (left <= 0) break;
      yield block.subarray(0, left);
      left -= Math.min(left, block.length);
    }
    yield* silence(left);
    at = piece.at + piece.samples;
  }
  yield* silence(samples - at);
}

function* silence(samples: number): Generator<Float32Array> {
  for (let left = samples; left > 0; left -= BLOCK_SAMPLES)
    yield new Float32Array(Math.min(left, BLOCK_SAMPLES));
}

async function* wavBlocks(file: string, toHz: number): AsyncGenerator<Float32Array> {
  const input = new Input({ formats: [WAVE], source: new FilePathSource(file) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) return;
    yield* resampleBlocks(firstChannel(new AudioSampleSink(track)), await track.getSampleRate(), toHz);
  } finally {
    input.dispose();
  }
}

async function* firstChannel(sink: AudioSampleSink): AsyncGenerator<Float32Array> {
  for await (const sample of sink.samples()) {
    const block = new Float32Array(sample.numberOfFrames);
    sample.copyTo(block, { planeIndex: 0, format: 'f32-planar' });
    sample.close();
    yield block;
  }
}
