import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

/** The real engine process with the synthetic pack: real names and shapes, random weights. */

test.setTimeout(240_000);

const prompt = join(root, 'resources/samples/sample-a.wav');
const builder = join(root, 'tests/packs/build.mjs');
let pack = '';
test.beforeAll(() => {
  pack = execFileSync(process.execPath, [builder], { encoding: 'utf8' }).trim();
});

interface SpokenAnswer {
  readonly engine: string;
  readonly pcmSha256: string;
  readonly segments: readonly { readonly text: string; readonly tokens: number }[];
  readonly recipe: { readonly pack: { readonly id: string; readonly fileSha256: Record<string, string> } };
}

/** A second of prompt and two characters of text: the model of the pack is small, its sequences are not. */
const words = ['--prompt', prompt, '--end', '3.5', '--text', '你好。'];
const speak = (home: string, ...more: readonly string[]) =>
  runCli(home, ['speak', ...words, '--pack', pack, '--json', ...more]);

test('a pack speaks in a process of its own: recipe, tokens, the known lines, the same bytes for the same seed', async ({
  home,
}) => {
  const { code, stdout, stderr } = await speak(home, '--engine', 'cosyvoice3', '--seed', '7');
  expect(code, stderr).toBe(0);
  const take = JSON.parse(stdout) as SpokenAnswer;
  expect(take).toMatchObject({ engine: 'cosyvoice3', segments: [{ text: '你好。' }] });
  expect(take.segments[0]!.tokens).toBeGreaterThan(0);
  expect(take.recipe.pack.id).toBe('cosyvoice3-synthetic');
  expect(Object.values(take.recipe.pack.fileSha256)).toHaveLength(16);
  expect(Object.values(take.recipe.pack.fileSha256).join()).toMatch(/^([0-9a-f]{64},?){16}$/);
  const known = [
    '[INFO] Received synthesis request for text: 你好。',
    '[INFO] Prompt audio loaded, duration: 3.5s, sample rate: 24000Hz',
    '[INFO] Extracting voice embedding...',
    '[INFO] Generating spectrogram with emotion: neutral',
    '[INFO] Vocoder decoding completed.',
    '[SUCCESS] Audio saved to outputs/output_',
  ];
  const at = known.map((line) => stderr.indexOf(line));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at[0]).toBeGreaterThanOrEqual(0);

  // without --engine: a named pack is meant to be heard
  const again = JSON.parse((await speak(home, '--seed', '7')).stdout) as SpokenAnswer;
  const other = JSON.parse((await speak(home, '--seed', '8')).stdout) as SpokenAnswer;
  expect(again).toMatchObject({ engine: 'cosyvoice3', pcmSha256: take.pcmSha256 });
  expect(other.pcmSha256).not.toBe(take.pcmSha256);
});

test('a broken pack fails by its name and never becomes a draft', async ({ home }) => {
  const broken = join(home, 'broken');
  cpSync(pack, broken, { recursive: true, filter: (path) => !path.endsWith('text_embedding.onnx') });
  rmSync(join(broken, 'merges.txt'));
  for (const engine of [[], ['--engine', 'cosyvoice3']]) {
    const args = ['speak', ...words, '--pack', broken, '--seed', '7', '--json', ...engine];
    const { code, stdout } = await runCli(home, args);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'pack-file-missing' } });
    expect(code).toBe(1);
  }
  const nowhere = await runCli(home, ['speak', ...words, '--pack', '/nowhere', '--json']);
  expect(JSON.parse(nowhere.stdout)).toMatchObject({ error: { code: 'pack-not-found' } });
  const draft = await speak(home, '--engine', 'draft');
  expect(draft.code).toBe(2);
});

test('a pack is verified on this computer, and the list remembers it', async ({ home }) => {
  await mkdir(join(home, 'models'), { recursive: true });
  await symlink(pack, join(home, 'models', 'mine'));
  // the packs that the studio knows and that are not here are listed as well
  const listed = async () => {
    const { stdout } = await runCli(home, ['packs', 'list', '--json']);
    const { packs } = JSON.parse(stdout) as { packs: { state: string }[] };
    return { packs: packs.filter(({ state }) => state !== 'not-installed') };
  };
  const whole = { id: 'cosyvoice3-synthetic', usable: true, inUse: true };
  expect((await listed()).packs).toEqual([expect.objectContaining(whole)]);
  expect((await listed()).packs[0]).not.toHaveProperty('verified');
  const { code, stdout } = await runCli(home, ['packs', 'verify', 'cosyvoice3-synthetic', '--json']);
  const report = JSON.parse(stdout) as { passed: boolean; checks: { id: string; state: string }[] };
  expect(code, stdout).toBe(0);
  expect(report.checks).toHaveLength(9);
  expect(report.checks.filter(({ state }) => state !== 'passed')).toMatchObject([{ id: 'tokenizer' }]);
  expect((await listed()).packs).toMatchObject([{ ...whole, verified: { passed: true, provider: 'cpu' } }]);
  const unknown = await runCli(home, ['packs', 'verify', 'another', '--json']);
  expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: 'pack-not-found' } });
});

test('a damaged folder fails its check by name', async ({ home }) => {
  const damaged = join(home, 'damaged');
  await mkdir(damaged, { recursive: true });
  cpSync(pack, damaged, { recursive: true, filter: (path) => !path.endsWith('text_embedding.onnx') });
  const { code, stdout } = await runCli(home, ['packs', 'verify', damaged, '--json']);
  const report = JSON.parse(stdout) as { passed: boolean; checks: unknown[] };
  expect(code).toBe(1);
  expect(report.passed).toBe(false);
  expect(report.checks[0]).toMatchObject({
    id: 'files',
    state: 'failed',
    error: { code: 'pack-file-missing' },
  });
});
