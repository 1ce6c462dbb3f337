import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { packManifestSchema } from '#contract/pack-manifest';
import { testFolder, unpackTiny } from '../../../tests/golden/compiler/tiny-model';
import golden from '../../../tests/golden/compiler/llm.json';
import { compilePack } from './compile-pack';
import type { CompileProgress, CompileRequest } from '#contract/compilation';

const folder = testFolder();
let source: string;
let request: CompileRequest;

beforeEach(() => {
  source = join(folder.path, 'official');
  rmSync(folder.path, { recursive: true });
  mkdirSync(join(source, 'CosyVoice-BlankEN'), { recursive: true });
  for (const part of ['llm', 'flow', 'hift'] as const) unpackTiny(source, part);
  writeFileSync(join(source, 'CosyVoice-BlankEN/config.json'), JSON.stringify(golden.config));
  for (const name of [
    'CosyVoice-BlankEN/vocab.json',
    'CosyVoice-BlankEN/merges.txt',
    'speech_tokenizer_v3.onnx',
    'campplus.onnx',
  ])
    writeFileSync(join(source, name), name);
  request = {
    source,
    target: join(folder.path, 'models'),
    precisions: { llm: 'q8', flow: 'int8' },
    reinforced: false,
  };
});

const codeOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work();
    return 'ok';
  } catch (thrown) {
    return thrown instanceof StudioError ? thrown.code : thrown;
  }
};
const visible = () => readdirSync(request.target).filter((name) => !name.startsWith('.'));

test('a pack appears whole, its manifest naming size and hash of every file, and progress ends at the end', async () => {
  const told: CompileProgress[] = [];
  const report = await compilePack(request, { onProgress: (each) => told.push(each) });
  const manifest = packManifestSchema.parse(
    JSON.parse(readFileSync(join(report.folder, 'manifest.json'), 'utf8')),
  );
  expect(visible()).toEqual([manifest.id]);
  for (const { path, bytes } of Object.values(manifest.files)) {
    expect(statSync(join(report.folder, path)).size, path).toBe(bytes);
  }
  const listed = Object.values(manifest.files).map(({ path }) => path);
  expect(readdirSync(report.folder).sort()).toEqual([...listed, 'manifest.json'].sort());
  expect(report.parts.map(({ reused }) => reused)).toEqual([false, false, false]);
  expect(told.every(({ doneBytes, totalBytes }) => doneBytes <= totalBytes)).toBe(true);
  for (let i = 1; i < told.length; i++)
    expect(told[i]!.doneBytes).toBeGreaterThanOrEqual(told[i - 1]!.doneBytes);
});

test('other precisions and other checkpoints are other packs; the same ones are the same pack, byte for byte', async () => {
  const first = await compilePack(request);
  const before = readFileSync(join(first.folder, 'llm.data'));
  expect((await compilePack(request)).packId).toBe(first.packId);
  expect(readFileSync(join(first.folder, 'llm.data'))).toEqual(before);
  const fine = await compilePack({ ...request, precisions: { llm: 'q8-fine', flow: 'fp32' } });
  writeFileSync(join(source, 'llm.rl.pt'), readFileSync(join(source, 'llm.pt')));
  const reinforced = await compilePack({ ...request, reinforced: true });
  expect(new Set([first.packId, fine.packId]).size).toBe(2);
  expect(reinforced.packId).toBe(first.packId);
});

test('what an interrupted run finished is used again, what it had not finished is not', async () => {
  const whole = await compilePack(request);
  const work = join(request.target, '.compiling', whole.packId);
  mkdirSync(join(request.target, '.compiling'), { recursive: true });
  // as if the process had died in the middle of the flow
  const interrupted = await compilePack({ ...request, target: join(folder.path, 'other') });
  mkdirSync(work, { recursive: true });
  for (const name of ['llm.onnx', 'llm.data', 'text.f32', 'speech.f32']) {
    writeFileSync(join(work, name), readFileSync(join(interrupted.folder, name)));
  }
  writeFileSync(
    join(work, 'llm.done.json'),
    JSON.stringify({ sha256: whole.parts[0]!.sha256, precision: 'q8' }),
  );
  writeFileSync(join(work, 'flow.data.part'), 'half');
  rmSync(whole.folder, { recursive: true });
  const resumed = await compilePack(request);
  expect(resumed.parts.map(({ reused }) => reused)).toEqual([true, false, false]);
  expect(readdirSync(resumed.folder)).not.toContain('flow.data.part');
  expect(readFileSync(join(resumed.folder, 'manifest.json'))).toEqual(
    readFileSync(join(interrupted.folder, 'manifest.json')),
  );
});

describe('what cannot be compiled leaves no pack', () => {
  test.each([
    ['a folder without the release', () => rmSync(join(source, 'flow.pt')), 'pack-file-missing'],
    [
      'a truncated checkpoint',
      () => writeFileSync(join(source, 'hift.pt'), readFileSync(join(source, 'hift.pt')).subarray(0, 5000)),
      'checkpoint-unreadable',
    ],
    [
      'checkpoints that were mixed up',
      () => writeFileSync(join(source, 'llm.pt'), readFileSync(join(source, 'flow.pt'))),
      'checkpoint-mismatch',
    ],
    [
      'a web page saved as a checkpoint',
      () => writeFileSync(join(source, 'llm.pt'), '<!doctype html><html></html>'),
      'checkpoint-unreadable',
    ],
    [
      'settings of another language model',
      () =>
        writeFileSync(
          join(source, 'CosyVoice-BlankEN/config.json'),
          '{"num_attention_heads":4,"num_key_value_heads":1}',
        ),
      'checkpoint-mismatch',
    ],
    [
      'settings that are no settings',
      () => writeFileSync(join(source, 'CosyVoice-BlankEN/config.json'), '{'),
      'checkpoint-unreadable',
    ],
  ])('%s', async (_name, harm, code) => {
    harm();
    expect(await codeOf(() => compilePack(request))).toBe(code);
    expect(existsSync(request.target) ? visible() : []).toEqual([]);
  });
});
