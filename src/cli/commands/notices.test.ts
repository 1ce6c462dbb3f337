import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { dependencies } from '../../../package.json';
import { addNotices } from './notices';

afterEach(() => {
  vi.restoreAllMocks();
});

async function run(...args: string[]): Promise<string> {
  let told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  const program = new Command();
  addNotices(program);
  await program.parseAsync(['notices', ...args], { from: 'user' });
  return told;
}

test('names whose work the draft voices are, and what the model behind them was trained on', async () => {
  const told = await run();
  for (const name of [
    'Kokoro-82M',
    'hibari',
    'Carnegie Mellon University',
    'https://huggingface.co/hexgrad/Kokoro-82M',
  ])
    expect(told).toContain(name);
});

test('knows the licence of every package that the product depends on, and theirs', async () => {
  const { licence, packages } = JSON.parse(await run('--json')) as {
    licence: string;
    packages: { name: string; licence: string }[];
  };
  expect(licence).toBe('Apache-2.0');
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  expect(names).toContain('onnxruntime-common');
  // of two licences to choose from the free one is taken
  const isChosen = (own: string) => own.startsWith('(MIT OR ');
  // eSpeak NG is a program of its own; a library under the LGPL is used as its makers publish it
  const strict = packages.filter(
    ({ name, licence: own }) => /(?<!L)GPL|not told/.test(own) && !isChosen(own) && !name.includes('espeak'),
  );
  expect(strict).toEqual([]);
});

test('prints the text of each licence when asked', async () =>
  expect(await run('--full')).toContain('Permission is hereby granted, free of charge'));
