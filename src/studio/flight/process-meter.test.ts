import { expect, test } from 'vitest';
import { parseReading, readProcess } from './process-meter';

const stat =
  '4711 (node (engine) x) R 1 4711 4711 0 -1 4194304 9000 0 0 0 250 50 0 0 20 0 11 0 1 1 1 18446744073709551615';

test('a process with parentheses in its name is read by the fields after the last one', () => {
  expect(parseReading(stat, 'Name:\tnode\nVmRSS:\t  2048 kB\n')).toEqual({
    residentBytes: 2_097_152,
    cpuMs: 3000,
  });
  expect(parseReading(stat, 'Name:\tzombie\n')).toBeUndefined();
});

test.runIf(process.platform === 'linux')(
  'this very process is seen, and one that is gone is not',
  async () => {
    const reading = await readProcess(process.pid);
    expect(reading!.residentBytes).toBeGreaterThan(10_000_000);
    expect(reading!.cpuMs).toBeGreaterThan(0);
    expect(await readProcess(2 ** 30)).toBeUndefined();
  },
);
