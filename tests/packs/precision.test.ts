import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { writeWav } from '#audio/wav';
import { compilePack } from '../../src/compiler/pack/compile-pack';
import { createLogger } from '../../src/contract/logger';
import { judgeWith } from '../../src/engine/cosyvoice3/precision/judge';
import { checkSaturation } from '../../src/engine/cosyvoice3/precision/saturation';
import { verifyPack } from '../../src/engine/cosyvoice3/self-check';
import { testFolder } from '../golden/compiler/tiny-model';
import { tinyRelease } from './compiled-pack';
import { voiceLike } from './test-engine';

// whole packs are written, and compared several times
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = testFolder();
const log = createLogger('test', () => undefined);
let wav: string;
beforeAll(() => {
  wav = join(folder.path, 'voice.wav');
  const channels = [voiceLike(3)];
  writeFileSync(wav, writeWav({ channels, sampleRateHz: 24_000, bitDepth: 16 }));
});

const compile = (name: string, gain = 1) =>
  compilePack(
    {
      source: tinyRelease(join(folder.path, name), gain),
      target: join(folder.path, name, 'models'),
      precisions: { llm: 'q8', flow: 'int8' },
      reinforced: false,
    },
    { judge: judgeWith({ wav, transcript: 'Hello world.' }, log) },
  );

test('8 bits of tame networks are close enough, and the checks of the pack say how close', async () => {
  const report = await compile('tame');
  expect(report.measured.map(({ part, precision, passed }) => [part, precision, passed])).toEqual([
    ['llm', 'q8', true],
    ['flow', 'int8', true],
  ]);
  const { checks } = await verifyPack(report.folder, { log, signal: new AbortController().signal });
  const found = (id: string) => checks.find((check) => check.id === id);
  expect(found('precision')).toMatchObject({ state: 'passed' });
  expect(found('precision')?.values).toMatchObject({
    stored: 'q8 + int8',
    measured: expect.stringMatching(/^llm q8: KL .*; flow int8: SNR /) as string,
  });
  expect(found('arithmetic')).toMatchObject({ state: 'passed' });
});

test('networks that 8 bits ruin end in a more exact pack, by the numbers of true runs', async () => {
  const { precisions, measured } = await compile('wild', 300);
  expect(precisions.llm).not.toBe('q8');
  expect(precisions.flow).not.toBe('int8');
  expect(measured[0]).toMatchObject({ part: 'llm', precision: 'q8', passed: false });
});

test.each([
  [{ llm: 'q8', flow: 'int8' }, 'int8/128, int8'],
  [{ llm: 'q4', flow: 'q8' }, 'int4/128, int8/128'],
  [{ llm: 'fp32', flow: 'fp32' }, ''],
] as const)('what %j needs of the processor is tried', async (precisions, formats) => {
  expect(await checkSaturation(precisions)).toEqual({ formats });
});
