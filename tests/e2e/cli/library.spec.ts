import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

const prompt = join(root, 'resources/samples/sample-a.wav');

test('a library is filled, exported, backed up, and makes the same take in another home', async ({
  home,
}) => {
  const jsonIn = async (where: string, ...args: string[]) => {
    const { code, stdout, stderr } = await runCli(where, [...args, '--json']);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const json = (...args: string[]) => jsonIn(home, ...args);
  const file = (name: string) => join(home, 'out', name);

  await json('enroll', '--prompt', prompt, '--name', 'Anna', '--transcript', 'Good morning, and welcome.');
  expect(await json('voices', 'tag', 'Anna', '--add', 'radio', '新闻')).toMatchObject({
    voice: { tags: ['radio', '新闻'] },
  });
  const { project } = (await json('projects', 'create', 'Weather')) as { project: { id: string } };
  await json('projects', 'add-voice', 'Weather', 'Anna');
  const words = ['--voice', 'Anna', '--text', 'Rain at noon.', '--seed', '7'];
  const spoken = await json('speak', '--project', 'Weather', ...words);
  expect(await json('takes', 'star', 'last')).toMatchObject({
    takes: [{ id: spoken.takeId, projectId: project.id, favourite: true }],
  });

  await json('export', 'last', '--out', file('rain.flac'));
  expect(readFileSync(file('rain.flac')).subarray(0, 4).toString()).toBe('fLaC');
  expect(await json('voices', 'export', 'Anna', '--out', file('anna.cvvoice'))).toMatchObject({
    voices: [{ name: 'Anna' }],
  });
  await json('library', 'backup', '--out', file('all.cvbackup'));
  expect(await json('library', 'verify')).toMatchObject({ ok: true, counts: { voices: 1, takes: 1 } });

  const other = join(home, 'other');
  expect(await jsonIn(other, 'library', 'restore', file('all.cvbackup'))).toMatchObject({ home: other });
  expect(await jsonIn(other, 'takes')).toMatchObject({ takes: [{ id: spoken.takeId, favourite: true }] });
  const again = await jsonIn(other, 'reproduce', file('rain.flac'));
  expect(again).toMatchObject({ result: 'identical-source', lacks: [] });
  expect(existsSync(again.takeFile as string)).toBe(true);

  const wrong = await runCli(home, ['takes', 'retry', 'no-such-take', '--json']);
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'take-not-found' } });
});
