import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StudioLifecycle } from '#studio/studio-lifecycle';
import { runCommand, type RunCommand } from '../../tests/support/run-command';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../tests/support/studio/test-studio';
import { version } from '../../package.json';
import { createProgram } from './program';

/** A library, and one like it that no studio has open. */
const home = join(temporaryFolder(), 'studio');
const twin = join(temporaryFolder(), 'studio');
const files = temporaryFolder();
let lifecycle: StudioLifecycle;
let takes = { done: '', failed: '' };

beforeAll(async () => {
  const studio = await openTestStudio({ home });
  const { id: voiceId } = await studio.makeVoice('Anna');
  await studio.enrolled();
  const { id: done } = await studio.speak({ voiceId, text: 'good' });
  const { id: failed } = await studio.speak({ voiceId, text: 'fail' });
  takes = { done, failed };
  const { id: projectId } = await studio.api.createProject({ name: 'Play' });
  const lines = [{ text: 'One line.' }, { text: 'Another line.' }];
  await studio.api.changeScript({ projectId, operations: [{ do: 'insert', after: null, lines }] });
  await studio.api.putLexicon({ entries: [{ word: 'GIF', reading: 'jif' }] });
  await studio.close();
  cpSync(home, twin, { recursive: true });
  lifecycle = await StudioLifecycle.open(
    { home, resourcesDir: testResources(), version, host: 'test', engine: memoryEngine },
    { onOpen: () => undefined, onFailure: () => undefined },
  );
});
afterAll(async () => {
  await lifecycle.close();
  vi.unstubAllEnvs();
  removeTemporaryFolders();
});

async function on(folder: string, call: readonly string[], json: boolean): Promise<RunCommand> {
  vi.stubEnv('COSYVOICE_STUDIO_HOME', folder);
  mkdirSync(join(files, 'out'), { recursive: true });
  try {
    return await runCommand(call, json);
  } finally {
    rmSync(join(files, 'out'), { recursive: true });
  }
}

const out = (name: string) => join(files, 'out', name);

/** Commands that change nothing of the library. */
const LOOKS: readonly (() => string[])[] = [
  () => ['voices'],
  () => ['voices', '--search', 'Anna'],
  () => ['voices', '--tag', 'none'],
  () => ['voices', 'show', 'Anna'],
  () => ['takes'],
  () => ['takes', '--search', 'good'],
  () => ['takes', 'list', '-n', '1'],
  () => ['takes', 'show', takes.done],
  () => ['takes', 'show', 'nobody-at-all'],
  () => ['takes', 'versions', takes.done],
  () => ['takes', 'diff', takes.done, takes.failed],
  () => ['takes', 'queue'],
  () => ['takes', 'bin'],
  () => ['takes', 'segments', takes.done],
  () => ['takes', 'why', takes.failed],
  () => ['projects'],
  () => ['projects', 'show', 'Play'],
  () => ['script', 'list'],
  () => ['script', 'show', '--project', 'Play'],
  () => ['script', 'speak', '--project', 'Play', '--dry-run'],
  () => ['script', 'replace', 'line', 'row', '--project', 'Play', '--dry-run'],
  () => ['script', 'pauses', '--project', 'Play'],
  () => ['script', 'export', '--project', 'Play', '--parts', 'list', '--anyway', '--out', out('script')],
  () => ['lexicon', 'list'],
  () => ['lexicon', 'export', out('words.csv')],
  () => ['settings', 'list'],
  () => ['settings', 'get', 'theme'],
  () => ['settings', 'get', 'no-such-setting'],
  () => ['shelf'],
  () => ['keys', 'list'],
  () => ['library', 'verify'],
  () => ['library', 'backup', '--out', out('all.cvbackup'), '--no-takes'],
  () => ['voices', 'export', 'Anna', '--out', out('anna.cvvoice')],
  () => ['support-bundle', '--out', out('bundle.zip'), '--take', takes.failed],
];

/** Commands that change it, one after the other; each is tried on one of two libraries that are alike. */
const CHANGES: readonly (() => string[])[] = [
  () => ['voices', 'rename', 'Anna', 'Bella'],
  () => ['voices', 'tag', 'Bella', 'warm'],
  () => ['voices', 'default', 'Bella'],
  () => ['voices', 'duplicate', 'Bella'],
  () => ['voices', 'delete', 'Bella'],
  () => ['voices', 'delete', 'Nobody'],
  () => ['voices', 'restore', 'Bella'],
  () => ['takes', 'star', takes.done],
  () => ['takes', 'unstar', takes.done],
  () => ['takes', 'rate', takes.done, '4'],
  () => ['takes', 'note', takes.done, 'a note'],
  () => ['takes', 'rename', '{voice} {seed}', takes.done],
  () => ['takes', 'delete', takes.done],
  () => ['takes', 'restore', 'last'],
  () => ['takes', 'cancel', 'all'],
  () => ['takes', 'cancel', takes.done],
  () => ['projects', 'create', 'Another'],
  () => ['projects', 'duplicate', 'Play'],
  () => ['projects', 'add-voice', 'Play', 'Bella'],
  () => ['projects', 'language', 'Play', 'en'],
  () => ['projects', 'archive', 'Another'],
  () => ['projects', 'delete', 'Another'],
  () => ['projects', 'restore', 'Another'],
  () => ['script', 'cast', 'Hero', 'Bella', '--project', 'Play'],
  () => ['script', 'replace', 'line', 'row', '--project', 'Play'],
  () => ['lexicon', 'remove', 'GIF'],
  () => ['settings', 'set', 'theme', 'dark'],
  () => ['settings', 'set', 'theme', 'no-such-theme'],
  () => ['settings', 'set', 'outputs-folder', join(files, 'outputs')],
  () => ['keys', 'remove', 'nobody'],
  () => ['library', 'verify', '--repair'],
];

/** They ask the engine, which takes a built engine process: tried by the end-to-end tests. */
const WITH_ENGINE = [
  ...[
    'speak',
    'enroll',
    'coach',
    'spoken',
    'reproduce',
    'readings',
    'bench',
    'script speak',
    'shelf keep',
    'export',
    'lexicon add',
  ],
  ...[
    'takes retry',
    'takes repeat',
    'takes reroll',
    'takes continue',
    'voices consent',
    'voices import',
    'import',
  ],
  ...[
    'packs',
    'packs list',
    'packs verify',
    'packs compare',
    'packs get',
    'packs import',
    'packs remove',
    'packs restore',
    'packs compile',
  ],
];
/** They ask no studio, draw a secret, or read files that a test of their own has. */
const ASK_NOBODY = ['serve', 'doctor', 'log', 'notices'];
const TRIED_ELSEWHERE = ['keys add', 'keys renew', 'library restore', 'lexicon import', 'script import'];

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Without what is drawn, measured or told by the clock anew each time, and without the folder and the lines of the log. */
function plain({ stdout, stderr, code }: RunCommand) {
  const told = stderr.replace(/^\[.*\n/gm, '');
  const text = stdout
    .replaceAll(home, 'HOME')
    .replaceAll(twin, 'HOME')
    .replace(uuid, 'ID')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d[.:]\d\d([.:]\d\d)?(\.\d+Z)?/g, 'TIME')
    .replace(/"(bytes|freeBytes|replaced)":\d+/g, '"$1":0')
    .replace(/[\d.]+ ([kMG]?i?B|bytes|places)\b/g, 'SIZE');
  // an object that came through a schema has its members in the schema's order
  return { stdout: text.startsWith('{') ? (JSON.parse(text) as unknown) : text, stderr: told, code };
}

test.each(LOOKS.map((call) => [call().slice(0, 4).join(' '), call] as const))(
  'looks the same through the door: %s',
  async (_name, call) => {
    for (const json of [false, true]) {
      const through = await on(home, call(), json);
      const alone = await on(home, ['--standalone', ...call()], json);
      expect(plain(through)).toEqual(plain(alone));
      expect(through.stdout + through.stderr).not.toBe('');
    }
  },
);

test('changes the same through the door', { timeout: 120_000 }, async () => {
  for (const call of CHANGES) {
    const through = plain(await on(home, call(), true));
    const alone = plain(await on(twin, ['--standalone', ...call()], true));
    expect.soft({ call: call(), ...through }).toEqual({ call: call(), ...alone });
  }
});

test('a restore through the door is the library afterwards', async () => {
  const backup = join(files, 'all.cvbackup');
  expect((await on(home, ['library', 'backup', '--out', backup], true)).code).toBe(0);
  await on(home, ['projects', 'create', 'Made after the backup'], true);
  const restored = await on(home, ['library', 'restore', backup], true);
  expect(JSON.parse(restored.stdout)).toMatchObject({ home });
  await expect
    .poll(async () => (await on(home, ['projects'], true)).stdout, { timeout: 20_000 })
    .not.toContain('Made after the backup');
});

test('a command that would change a library is refused with --standalone, and one with a pack of its own', async () => {
  const change = ['projects', 'create', 'Third'];
  const alone = await on(home, [...change, '--standalone'], true);
  expect(JSON.parse(alone.stdout)).toMatchObject({
    error: { code: 'library-locked', values: { pid: process.pid } },
  });
  const packed = await on(home, ['speak', '--text', 'a', '--voice', 'Bella', '--pack', files], true);
  expect(JSON.parse(packed.stdout)).toMatchObject({
    error: { code: 'library-locked', values: { why: 'pack', pack: files } },
  });
});

test('every command is told apart here', () => {
  const named = (calls: readonly (() => string[])[]) => calls.map((call) => call().join(' '));
  const tried = [...named(LOOKS), ...named(CHANGES)];
  const known = [...WITH_ENGINE, ...ASK_NOBODY, ...TRIED_ELSEWHERE];
  const untried = commandNames(createProgram({ json: false })).filter(
    (name) => !known.includes(name) && !tried.some((call) => `${call} `.startsWith(`${name} `)),
  );
  expect(untried).toEqual([]);
});

function commandNames(command: Command, words: readonly string[] = []): string[] {
  const own = words.length === 0 ? [] : [words.join(' ')];
  return [...own, ...command.commands.flatMap((each) => commandNames(each, [...words, each.name()]))];
}
