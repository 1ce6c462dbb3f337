import type { Command, Option } from 'commander';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../tests/support/studio/test-studio';
import { runCommand } from '../../tests/support/run-command';
import { createProgram } from './program';

let home: string;
beforeAll(async () => {
  const studio = await openTestStudio();
  await studio.close();
  home = studio.home;
  vi.stubEnv('COSYVOICE_STUDIO_HOME', home);
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  removeTemporaryFolders();
});

/** Nobody's id or name, no file, and no place where one could be made. */
const NOWHERE = '/dev/null/at-all';

/** Every command that does something, by the words that call it; one that is added is tried from then on. */
function commandsOf(
  command: Command,
  words: readonly string[] = [],
): [words: readonly string[], command: Command][] {
  const own: [readonly string[], Command][] = words.length > 0 ? [[words, command]] : [];
  return [...own, ...command.commands.flatMap((each) => commandsOf(each, [...words, each.name()]))];
}

/** With these a command goes on until it is ended, or asks the hardware. */
const NEVER_ENDS = new Set(['serve --allow-host', 'serve --port', 'bench']);
const isTried = (call: string) =>
  ![...NEVER_ENDS].some((each) => call === each || call.startsWith(`${each} `));

const takesValue = ({ required, optional }: Option) => required || optional;

/** Wrong values for what a command is given: nobody's id, no file, and one option at a time that makes no sense. */
function wrongCalls([words, command]: [readonly string[], Command]): string[][] {
  const given = [
    ...command.registeredArguments.filter(({ required }) => required).map(() => NOWHERE),
    ...command.options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long ?? '', NOWHERE]),
  ];
  const options = command.options.filter((option) => takesValue(option) && !option.mandatory);
  const bare = command.registeredArguments.length > 0 || given.length > 0 ? [[...words, ...given]] : [];
  return [
    ...bare,
    [...words, '--no-such-option'],
    ...options.flatMap(({ long }) =>
      ['\u0000', '-1', 'x'.repeat(300)].map((value) => [...words, ...given, `${long}=${value}`]),
    ),
  ].filter((call) => isTried(call.join(' ').replace(/=.*/, '')));
}

/** What a program says to itself: of its validator, its database, its stack. */
const NOT_FOR_PEOPLE =
  /Zod|invalid_type|Invalid (input|option)|expected (string|number|boolean|object|array)|Too (big|small)|SQLITE|SELECT |INSERT |no such (table|column)|constraint failed|\n\s+at |\[object|undefined|NaN/;

const commands = commandsOf(createProgram({ json: false }));

test.each(commands.map(([words, command]) => [words.join(' '), wrongCalls([words, command])] as const))(
  '%s answers whatever is wrong with it in plain words, as JSON too',
  { timeout: 120_000 },
  async (_name, calls) => {
    for (const call of calls) {
      const plain = await runCommand(call, false);
      expect
        .soft({ call, isDocumented: [0, 1, 2].includes(plain.code) })
        .toEqual({ call, isDocumented: true });
      // the log shows what others said, stacks and all
      const said = call[0] === 'log' ? plain.stderr : plain.stdout + plain.stderr;
      expect.soft(said).not.toMatch(NOT_FOR_PEOPLE);
      const { stdout, code } = await runCommand(call, true);
      if (code === 0) continue;
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string; repair?: string } };
      expect.soft({ call, code: error.code }).not.toEqual({ call, code: 'internal' });
      // what went well once, such as a new project, may not go twice
      if (plain.code !== 0) expect.soft({ call, exit: code }).toEqual({ call, exit: plain.code });
      expect.soft(`${error.message} ${error.repair ?? ''}`).not.toMatch(NOT_FOR_PEOPLE);
    }
  },
);

/** They need nothing but the data folder. */
const LOOKING = ['voices', 'takes', 'projects', 'settings list', 'lexicon list', 'log', 'library verify'];

test.each(LOOKING)('%s says that the data folder is a file', async (call) => {
  const file = join(home, 'a file');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'below')]) {
    vi.stubEnv('COSYVOICE_STUDIO_HOME', folder);
    const { stdout, stderr, code } = await runCommand(call.split(' '), false);
    vi.stubEnv('COSYVOICE_STUDIO_HOME', home);
    expect({ folder, code }).toEqual({ folder, code: 1 });
    expect(stdout + stderr).toContain('is a file, or a link that leads nowhere, not a folder');
    expect(stdout + stderr).not.toMatch(NOT_FOR_PEOPLE);
  }
});

test('nothing of it was kept', () => {
  expect(readdirSync(join(home, 'outputs'))).toEqual([]);
});
