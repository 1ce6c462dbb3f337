import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Measured } from '#contract/compiled-pack';
import { packManifestSchema } from '#contract/pack-manifest';
import { testFolder, unpackTiny } from '../../../tests/golden/compiler/tiny-model';
import golden from '../../../tests/golden/compiler/llm.json';
import { compilePack } from './compile-pack';
import type { CompileRequest } from '#contract/compilation';
import type { Comparison, Judge } from './settle-precision';

const folder = testFolder();
let request: CompileRequest;

beforeEach(() => {
  rmSync(folder.path, { recursive: true });
  const source = join(folder.path, 'official');
  mkdirSync(join(source, 'CosyVoice-BlankEN'), { recursive: true });
  for (const part of ['llm', 'flow', 'hift'] as const) unpackTiny(source, part);
  writeFileSync(join(source, 'CosyVoice-BlankEN/config.json'), JSON.stringify(golden.config));
  for (const name of ['CosyVoice-BlankEN/vocab.json', 'CosyVoice-BlankEN/merges.txt'])
    writeFileSync(join(source, name), name);
  for (const name of ['speech_tokenizer_v3.onnx', 'campplus.onnx']) writeFileSync(join(source, name), name);
  request = {
    ...{ source, target: join(folder.path, 'models'), reinforced: false },
    precisions: { llm: 'q8', flow: 'int8' },
  };
});

const manifestIn = (dir: string) =>
  packManifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
const precisionIn = (file: string) =>
  /precision\W+(q8-fine|q8|q4|int8|fp32)/.exec(readFileSync(file, 'latin1'))?.[1];

/** A judge that lets pass what it is told, and remembers what it was shown. */
function judgeOf(passes: (comparison: Comparison) => boolean): { judge: Judge; shown: string[] } {
  const shown: string[] = [];
  const judge = async (comparison: Comparison): Promise<Measured> => {
    const { part, precisions, folder: dir, reference } = comparison;
    const graph = part === 'llm' ? 'llm.onnx' : 'flow_step.onnx';
    shown.push([part, ...[dir, reference].map((each) => precisionIn(join(each, graph)))].join(' '));
    // both open as packs
    for (const each of [dir, reference]) {
      const files = Object.values(manifestIn(each).files);
      expect(files.filter(({ path }) => !existsSync(join(each, path)))).toEqual([]);
    }
    const passed = passes(comparison);
    return part === 'llm'
      ? { part, precision: precisions.llm, passed, meanKl: 0, topAgreement: 1 }
      : { part, precision: precisions.flow, passed, snrDb: 40, rmsError: 0 };
  };
  return { judge, shown };
}

test('what is close enough stays as asked, and the pack tells what was measured', async () => {
  const { judge, shown } = judgeOf(() => true);
  const report = await compilePack(request, { judge });
  expect(shown).toEqual(['llm q8 fp32', 'flow int8 fp32']);
  expect(report.precisions).toEqual(request.precisions);
  expect(manifestIn(report.folder).compiled).toMatchObject({
    ...{ asked: request.precisions, used: request.precisions, measured: report.measured },
  });
  expect(readdirSync(join(request.target, '.compiling'))).toEqual([]);
});

test('what is too far from the original is stored more exactly, at last as it was trained', async () => {
  const { judge, shown } = judgeOf(({ part, precisions }) => part === 'flow' && precisions.flow === 'q8');
  const report = await compilePack(request, { judge });
  expect(shown).toEqual(['llm q8 fp32', 'llm q8-fine fp32', 'flow int8 fp32', 'flow q8 fp32']);
  expect(report.precisions).toEqual({ llm: 'fp32', flow: 'q8' });
  expect(precisionIn(join(report.folder, 'llm.onnx'))).toBe('fp32');
  expect(precisionIn(join(report.folder, 'flow_stream.onnx'))).toBe('q8');
  const manifest = manifestIn(report.folder);
  expect(manifest.precision).toBe('fp32 + q8 + fp32');
  expect(manifest.compiled?.asked).toEqual(request.precisions);
});

test('four bits are taken for what they are, and floats need no proof', async () => {
  const { judge, shown } = judgeOf(() => false);
  const report = await compilePack({ ...request, precisions: { llm: 'q4', flow: 'fp32' } }, { judge });
  expect(shown).toEqual(['llm q4 fp32']);
  expect(report.precisions).toEqual({ llm: 'q4', flow: 'fp32' });
});

test('a run that ends while it compares leaves no pack, and the next one goes on with what was written', async () => {
  const broken: Judge = async ({ part }) => {
    if (part === 'flow') throw new Error('pulled the plug');
    return { part, precision: 'q8', passed: false, meanKl: 1, topAgreement: 0 };
  };
  await expect(compilePack(request, { judge: broken })).rejects.toThrow('pulled the plug');
  expect(readdirSync(request.target)).toEqual(['.compiling']);
  const { judge, shown } = judgeOf(() => true);
  const report = await compilePack(request, { judge });
  // the language model had been stored otherwise meanwhile: it is written as asked again, and judged again
  expect(report.parts.map(({ reused }) => reused)).toEqual([false, true, true]);
  expect(shown).toEqual(['llm q8 fp32', 'flow int8 fp32']);
  expect(readdirSync(join(request.target, '.compiling'))).toEqual([]);
});

test('a pack can have an id of its own, and is the same pack only for the same checkpoints', async () => {
  const first = await compilePack({ ...request, packId: 'my-pack' });
  expect(manifestIn(first.folder).id).toBe('my-pack');
  expect((await compilePack({ ...request, packId: 'my-pack' })).parts.every(({ reused }) => reused)).toBe(
    true,
  );
  const other = await compilePack({ ...request, packId: 'my-pack', precisions: { llm: 'fp32', flow: 'q8' } });
  expect(other.parts.some(({ reused }) => reused)).toBe(false);
  expect(manifestIn(other.folder).precision).toBe('fp32 + q8 + fp32');
});
