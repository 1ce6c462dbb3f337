import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/fixtures';
import { runCli } from '../harness/hosts';
import { root } from '../harness/paths';

interface Finding {
  readonly area: string;
  readonly level: string;
  readonly message: string;
  readonly repair?: string;
}

test('settings are listed, read, changed, and refused in words a person can act on', async ({ home }) => {
  const settings = async (...args: string[]) => {
    const { code, stdout } = await runCli(home, ['settings', ...args, '--json']);
    return { code, json: JSON.parse(stdout) as Record<string, unknown> };
  };
  expect((await settings()).json).toMatchObject({
    settings: { concurrency: 1, 'provider-flow': 'auto', 'retry-smaller': true },
  });
  expect((await settings('set', 'unload-after-minutes', '30')).json).toEqual({
    setting: 'unload-after-minutes',
    value: 30,
  });
  expect((await settings('set', 'retry-smaller', 'off')).json).toMatchObject({ value: false });
  expect((await settings('set', 'provider-flow', 'cpu')).json).toMatchObject({ value: 'cpu' });
  expect((await settings('get', 'unload-after-minutes')).json).toMatchObject({ value: 30 });

  for (const [name, value, range] of [
    ['seed', 'abc', 'a whole number from 1 to 100000000'],
    ['concurrency', '9', 'a whole number from 1 to 4'],
    ['theme', 'pink', 'system, dark, light'],
    ['retry-smaller', 'perhaps', 'on, off'],
    ['pack-mirror', 'ftp://here', 'an http or https address'],
    ['provider-flow', 'abacus', 'auto, cpu, cuda'],
  ] as const) {
    const refused = await settings('set', name, value);
    expect(refused.code, name).toBe(2);
    expect(refused.json).toMatchObject({ error: { code: 'usage', repair: expect.stringContaining(range) } });
  }
  const unknown = await settings('get', 'colour');
  expect(unknown.json).toMatchObject({ error: { repair: expect.stringContaining('keep-takes-days') } });
});

test('takes move to another folder with the command line, and are heard from there', async ({ home }) => {
  const prompt = join(root, 'resources/samples/sample-a.wav');
  const spoken = await runCli(home, [
    'speak',
    '--prompt',
    prompt,
    '--text',
    'Moved.',
    '--seed',
    '3',
    '--json',
  ]);
  expect(spoken.code, spoken.stderr).toBe(0);
  const to = join(home, 'elsewhere');
  const moved = await runCli(home, ['settings', 'set', 'outputs-folder', to, '--move', '--json']);
  expect(JSON.parse(moved.stdout)).toEqual({ setting: 'outputs-folder', value: to });
  expect(readdirSync(to).filter((name) => name.endsWith('.wav'))).toHaveLength(1);
  expect(readdirSync(join(home, 'outputs')).filter((name) => name.endsWith('.wav'))).toHaveLength(0);
  const inside = await runCli(home, ['settings', 'set', 'outputs-folder', join(to, 'deeper'), '--json']);
  expect(JSON.parse(inside.stdout)).toMatchObject({ error: { code: 'folder-not-writable' } });
});

test('doctor tells machine, providers, memory, disk and folders, each trouble with its repair', async ({
  home,
}) => {
  const { code, stdout, stderr } = await runCli(home, ['doctor', '--json']);
  expect(code, stderr).toBe(0);
  const report = JSON.parse(stdout) as { status: string; findings: readonly Finding[] };
  const areas = new Set(report.findings.map(({ area }) => area));
  for (const area of ['machine', 'provider', 'memory', 'disk']) expect([...areas]).toContain(area);
  const cpu = report.findings.find(
    ({ area, message }) => area === 'provider' && message.startsWith('cpu runs'),
  );
  expect(cpu?.message).toMatch(/GFLOP\/s/);
  for (const finding of report.findings)
    if (finding.level === 'problem' || finding.level === 'warning') expect(finding.repair).toBeTruthy();
  // looking makes nothing
  expect(existsSync(join(home, 'library.db'))).toBe(false);
});
