import { describe, expect, test } from 'vitest';
import { GpuMeter } from './gpu-meter';
import { parseNvidiaProcesses } from './nvidia';

const MIB = 2 ** 20;

/** A driver that answers from a script and counts its questions. */
function driver(answers: { readonly cards: () => string; readonly processes?: () => string }) {
  const asked: string[] = [];
  const ask = async (_file: string, [query = '']: readonly string[]) => {
    asked.push(query);
    return query.startsWith('--query-gpu') ? answers.cards() : (answers.processes?.() ?? '');
  };
  return { asked, meter: new GpuMeter(ask) };
}

const absent = () => {
  throw Object.assign(new Error('spawn nvidia-smi ENOENT'), { code: 'ENOENT' });
};

test('tells what is free on the roomiest card, what is used on all, and what each process holds', async () => {
  const { meter } = driver({
    cards: () => 'RTX 4090, 24564, 20000, 550.54\nTesla T4, 15360, 15360, 550.54\n',
    processes: () => '4711, 3000\n815, [N/A]\n4711, 64\n',
  });
  expect(await meter.read(1000)).toMatchObject({ freeBytes: 20000 * MIB, usedBytes: 4564 * MIB });
  expect(meter.heldBy(4711)).toBe(3064 * MIB);
  expect(meter.heldBy(1)).toBeUndefined();
});

test('where processes are not told apart, a process holds at most what is used', async () => {
  const { meter } = driver({ cards: () => 'T4, 15360, 15000, 1.2', processes: absent });
  await meter.read(1000);
  expect(meter.heldBy(4711)).toBe(360 * MIB);
  expect(meter.heldBy(undefined)).toBeUndefined();
});

test('asks once for many that want to know, and again when the answer is old', async () => {
  const { meter, asked } = driver({ cards: () => 'T4, 15360, 15000, 1.2' });
  await Promise.all([meter.read(1000), meter.read(1000)]);
  await meter.read(60_000);
  expect(asked).toHaveLength(2);
  await meter.read(-1);
  expect(asked).toHaveLength(4);
});

test.each([
  ['there is no driver', absent],
  ['the driver fails', () => 'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver.'],
  ['the card keeps its memory to itself', () => 'NVIDIA GB10, [N/A], [N/A], 580.95.05'],
])('asks no second time where %s', async (_why, cards) => {
  const { meter, asked } = driver({ cards });
  expect(await meter.read(0)).toBeUndefined();
  expect(await meter.read(0)).toBeUndefined();
  expect(asked).toHaveLength(1);
});

describe('lines that name no process', () => {
  test.each(['', 'No running processes found', 'pid, used_memory', '12', '12, 34, 56', '-3, 12', ', ,'])(
    '%s',
    (text) => expect(parseNvidiaProcesses(text).size).toBe(0),
  );
});
