import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { SecretWords } from '../../support/studio/secret-words';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

/** Where the library keeps what was said, by nature; everything else in a data folder must not. */
const library = /^(?:library\.db|voices\/|recordings\/|sources\/|outputs\/|bin\/|backups\/)/u;

test('with the private log on, commands leave a person’s words in their answers and in the library, and nowhere else', async ({
  home,
}, info) => {
  // two dozen commands, one process each
  test.slow();
  const secrets = new SecretWords(20_261_130);
  // what a person names on this computer is theirs, too
  const mine = info.outputPath(secrets.word());
  mkdirSync(mine, { recursive: true });
  const file = (ending: string) => join(mine, `${secrets.word()}.${ending}`);
  const prompt = file('wav');
  copyFileSync(join(root, 'resources/samples/sample-a.wav'), prompt);
  const told: { readonly args: string; readonly stdout: string; readonly stderr: string }[] = [];
  const run = async (args: readonly string[], code = 0) => {
    const ended = await runCli(home, args);
    expect(ended.code, ended.stderr).toBe(code);
    told.push({ args: args.slice(0, 2).join(' '), ...ended });
    return ended.stdout;
  };
  /** Its answer is made of the words it was asked about: JSON, so that it stands on stdout alone. */
  const answer = async (args: readonly string[], code = 0) => {
    const stdout = await run([...args, '--json'], code);
    told[told.length - 1] = { ...told.at(-1)!, stdout: '' };
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  await run(['settings', 'set', 'private-log', 'true']);
  const [name, project] = [secrets.word(), secrets.word()];
  await answer(['enroll', '--prompt', prompt, '--name', name, '--transcript', secrets.sentence()]);
  await answer(['voices', 'tag', name, '--add', secrets.word()]);
  await answer(['projects', 'create', project]);
  const words = ['--text', secrets.sentence(), '--instruct', secrets.word(), '--seed', '7'];
  const out = file('wav');
  await answer(['speak', '--voice', name, '--project', project, ...words, '--out', out]);
  await answer(['takes', 'note', 'last', secrets.sentence()]);
  await answer(['reproduce', out]);
  await run(['speak', '--voice', name, '--text', secrets.sentence()]);
  await answer(['export', 'last', '--name', `${secrets.word()} {text}`, '--out', mine]);
  const pack = file('cvvoice');
  await answer(['voices', 'export', name, '--out', pack]);
  await answer(['import', pack, '--duplicates', 'keep']);
  await answer(['library', 'backup', '--out', file('cvbackup')]);
  await answer(['speak', '--voice', secrets.word(), '--text', secrets.sentence()], 1);
  await answer(['enroll', '--prompt', file('wav'), '--name', secrets.word()], 1);
  await answer(['import', prompt], 2);
  await run(['log', '-n', '1000']);
  await run(['log', '-n', '1000', '--json']);
  const bundle = join(home, 'support.zip');
  await run(['support-bundle', '--take', 'last', '--out', bundle]);

  for (const { args, stdout, stderr } of told) {
    expect(secrets.leaksIn(stderr), `${args}, stderr`).toEqual([]);
    expect(secrets.leaksIn(stdout), `${args}, stdout`).toEqual([]);
  }
  for (const [inside, bytes] of Object.entries(unzipSync(readFileSync(bundle))))
    expect(secrets.leaksIn(Buffer.from(bytes).toString()), inside).toEqual([]);
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !library.test(path) && statSync(join(home, path)).isFile(),
  );
  expect(files).toContain(join('logs', 'runtime.log'));
  for (const path of files)
    expect(secrets.leaksIn(`${path}\n${readFileSync(join(home, path), 'utf8')}`), path).toEqual([]);
  expect(readFileSync(join(home, 'logs', 'runtime.log'), 'utf8')).toContain(
    'Received synthesis request for text: [',
  );
});
