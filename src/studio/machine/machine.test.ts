import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ProbeProgress } from '#contract/machine';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('a probe tells its steps, keeps its report over a restart, and logs why a provider does not run', async () => {
  const studio = await openTestStudio();
  expect(await studio.api.getMachine()).toBeNull();
  const steps: ProbeProgress[] = [];
  studio.on('probing', (progress) => steps.push(progress));
  const [report, same] = await Promise.all([studio.api.probeMachine(), studio.api.probeMachine()]);
  expect(same).toEqual(report);
  expect(steps).toEqual([
    { step: 'hardware', done: 0, total: 3 },
    { step: 'cuda', done: 1, total: 3 },
    { step: 'cpu', done: 2, total: 3 },
  ]);
  expect(report.hardware.memory.totalBytes).toBeGreaterThan(0);
  expect(report.providers).toMatchObject([
    { provider: 'cuda', works: false, reason: 'libcudart.so.12: cannot open shared object file' },
    { provider: 'cpu', works: true, gigaflops: 80 },
  ]);
  const told = await studio.api.readLog({ limit: 20, text: 'Provider cuda does not run here' });
  expect(told).toHaveLength(1);
  await studio.close();

  const { home } = studio;
  const again = await openTestStudio({ home });
  expect(await again.api.getMachine()).toEqual(report);
  // half a file, or another version's
  writeFileSync(join(home, 'machine.json'), JSON.stringify(report).slice(0, 200));
  expect(await again.api.getMachine()).toBeNull();
  await again.close();
});
