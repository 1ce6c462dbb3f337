import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
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
  expect(report.checks).toHaveLength(11);
  expect(report.checks.flatMap(({ id, state }) => (state === 'passed' ? [] : [id]))).toEqual([
    ...['tokenizer', 'arithmetic', 'precision'],
  ]);
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

/** Every flag of CosyVoice 3, a value that is not its default, and what the recipe calls it. */
const flags: readonly (readonly [args: readonly string[], name: string, value: unknown])[] = [
  [['--flow-steps', '4'], 'flowSteps', 4],
  [['--cfg', '0.2'], 'guidance', 0.2],
  [['--top-p', '0.3'], 'topP', 0.3],
  [['--top-k', '2'], 'topK', 2],
  [['--win-size', '0'], 'windowSize', 0],
  [['--tau-r', '0.6'], 'repetitionShare', 0.6],
  [['--min-token-ratio', '5'], 'minTokenRatio', 5],
  [['--max-token-ratio', '5'], 'maxTokenRatio', 5],
  [['--silent-run', '1'], 'silentRun', 1],
  [['--pause-ms', '700'], 'pauseMs', 700],
  [['--stop-masking', 'upstream'], 'stopMasking', 'upstream'],
  [['--text-rules', 'official'], 'textRules', 'official'],
  [['--no-clean-reference'], 'cleanReference', false],
];

test('every advanced flag of the built command line reaches the recipe, and together they change the samples', async ({
  home,
}) => {
  const told = (stdout: string) => JSON.parse(stdout) as SpokenAnswer & { recipe: { advanced?: object } };
  const plain = told((await speak(home, '--seed', '7')).stdout);
  expect(plain.recipe).not.toHaveProperty('advanced');
  const all = await speak(home, '--seed', '7', ...flags.flatMap(([args]) => args));
  expect(all.code, all.stderr).toBe(0);
  expect(told(all.stdout).recipe.advanced).toEqual(
    Object.fromEntries(flags.map(([, name, value]) => [name, value])),
  );
  expect(told(all.stdout).pcmSha256).not.toBe(plain.pcmSha256);
  // each one alone is in tests/packs/advanced.test.ts; these two say that the PCM follows a flag and nothing else
  const steps = told((await speak(home, '--seed', '7', '--flow-steps', '4')).stdout);
  expect(steps.segments).toEqual(plain.segments);
  expect(steps.pcmSha256).not.toBe(plain.pcmSha256);
  const wrong = await speak(home, '--flow-steps', '99');
  expect(wrong.code).toBe(2);
});

test('speech is converted: the source stands in the recipe, the seed changes nothing, a draft cannot', async ({
  home,
}) => {
  const source = join(root, 'resources/samples/sample-b.wav');
  const convert = (...more: readonly string[]) =>
    runCli(home, [
      ...['speak', '--prompt', prompt, '--end', '3.5', '--mode', 'vc', '--source', source],
      ...['--flow-steps', '4', '--json', ...more],
    ]);
  const first = await convert('--pack', pack, '--seed', '1');
  expect(first.code, first.stderr).toBe(0);
  const take = JSON.parse(first.stdout) as SpokenAnswer & {
    audioSec: number;
    recipe: { source: { name: string; durationSec: number; sha256: string } };
  };
  expect(take).toMatchObject({
    mode: 'vc',
    engine: 'cosyvoice3',
    recipe: { text: '', source: { name: 'sample-b.wav' } },
  });
  expect(take.recipe.source.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(Math.abs(take.audioSec - take.recipe.source.durationSec)).toBeLessThan(0.1);
  const second = JSON.parse((await convert('--pack', pack, '--seed', '2')).stdout) as SpokenAnswer;
  expect(second.pcmSha256).toBe(take.pcmSha256);
  const draft = await convert('--engine', 'draft');
  expect(JSON.parse(draft.stdout)).toMatchObject({ error: { code: 'mode-unavailable' } });
  const without = await runCli(home, ['speak', '--prompt', prompt, '--mode', 'vc', '--json']);
  expect(without.code).toBe(2);
});

test('a voice is enrolled with a named pack, and a broken one is told by name', async ({ home }) => {
  const enroll = (name: string, dir: string) =>
    runCli(home, ['enroll', '--prompt', prompt, '--end', '3.5', '--name', name, '--pack', dir, '--json']);
  const good = await enroll('Anna', pack);
  expect(good.code, good.stderr).toBe(0);
  const { voice } = JSON.parse(good.stdout) as { voice: { id: string } };
  const profiles = readdirSync(join(home, 'voices', voice.id), { recursive: true }).map(String);
  expect(profiles.some((name) => name.includes('profile-cosyvoice3-'))).toBe(true);
  const broken = await enroll('Ben', '/nowhere');
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.stdout)).toMatchObject({ error: { code: 'pack-not-found' } });
  const left = JSON.parse((await runCli(home, ['voices', '--json'])).stdout) as {
    voices: { name: string }[];
  };
  expect(left.voices.map(({ name }) => name)).toEqual(['Anna']);
});
