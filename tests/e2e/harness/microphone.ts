import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resample } from '#audio/resample';
import { readWav, writeWav } from '#audio/wav';
import { microphoneFile, root } from './paths';

/** Chromium's fake device plays 48 kHz without resampling of its own. */
const MICROPHONE_RATE_HZ = 48_000;

/** A sample voice of the studio, as the fake microphone wants it. The browser repeats it without end. */
export function writeMicrophoneFile(): void {
  const folder = join(root, 'resources/samples');
  const [first] = JSON.parse(readFileSync(join(folder, 'samples.json'), 'utf8')) as readonly {
    file: string;
  }[];
  const { sampleRateHz, channels } = readWav(new Uint8Array(readFileSync(join(folder, first?.file ?? ''))));
  const samples = resample(channels[0] ?? new Float32Array(), sampleRateHz, MICROPHONE_RATE_HZ);
  mkdirSync(dirname(microphoneFile), { recursive: true });
  writeFileSync(
    microphoneFile,
    writeWav({ sampleRateHz: MICROPHONE_RATE_HZ, channels: [samples], bitDepth: 16 }),
  );
}
