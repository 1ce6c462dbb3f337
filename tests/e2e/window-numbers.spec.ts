import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from './harness/fixtures';

/** Takes of a week's work, and how many of them are heard. */
const [TAKES, HEARD] = [200, 58];
const LETTERS = 2000;
const KEYS = 150;

// numbers to look at, and nothing that a busy machine could fail: COSYVOICE_STUDIO_MEASURE=1 npx playwright test window-numbers
test.skip(process.env.COSYVOICE_STUDIO_MEASURE === undefined, 'set COSYVOICE_STUDIO_MEASURE=1 to measure');

test('how quickly a key is seen, and what the window holds after many takes', async ({
  studio,
  steps,
  host,
  home,
  words: { app, takes },
}) => {
  test.skip(host !== 'server', 'the window is the same');
  test.setTimeout(0);
  await steps.makeSampleVoice();
  await steps.write('The kettle is on, sit down and tell me everything about the long way home.');
  await steps.generate();
  await steps.waitForSound();
  copyTake(home);
  await studio.reload();
  await expect(studio.getByRole('article').nth(3)).toBeVisible();
  const fresh = await memory(studio);

  const text = studio.getByRole('textbox', { name: takes.composer.text });
  await text.fill('So it goes on. '.repeat(LETTERS / 15));
  await text.press('End');
  await watchKeys(studio);
  for (let key = 0; key < KEYS; key++) await studio.keyboard.press(key % 6 === 5 ? 'Space' : 'e');
  const waits = await studio.evaluate(() => (globalThis as unknown as { keyWaits: number[] }).keyWaits);
  const sorted = waits.toSorted((one, other) => one - other);
  const share = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(1);

  for (let heard = 0; heard < HEARD; heard++) {
    await studio.getByRole('button', { name: app.transport.next, exact: true }).click();
    await studio.waitForTimeout(120);
  }
  const after = await memory(studio);
  const told = [
    `a key is seen after ${share(0.5)} ms (median), ${share(0.95)} ms (p95), ${TAKES} takes, ${LETTERS} letters`,
    `fresh: ${heldWords(fresh)}`,
    `after ${HEARD} takes were heard: ${heldWords(after)}`,
  ];
  console.log(told.join('\n'));
  test.info().annotations.push(...told.map((description) => ({ type: 'measured', description })));
});

/** Milliseconds from each key to the first frame after it. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keyWaits: number[] = [];
    Object.assign(globalThis, { keyWaits });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // after the frame was painted
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => void keyWaits.push(performance.now() - timeStamp);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
}

interface Held {
  readonly heapMb: number;
  /** Of the process that draws the window: memory that is its own. */
  readonly ownMb: number;
}

const heldWords = ({ heapMb, ownMb }: Held): string =>
  `${heapMb.toFixed(1)} MB of JavaScript, ${ownMb.toFixed(0)} MB the process`;

async function memory(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const own = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMb(id));
  return { heapMb: usedSize / 1e6, ownMb: Math.max(...own) };
}

/** @returns 0 where the system does not tell */
function privateMb(processId: number): number {
  try {
    const told = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
    return Number(/Private_Dirty:\s+(\d+)/.exec(told)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function copyTake(home: string): void {
  const db = new DatabaseSync(join(home, 'library.db'));
  const columns = (db.prepare('SELECT name FROM pragma_table_info(?)').all('takes') as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'number' && name !== 'id')
    .join(', ');
  for (let at = 1; at < TAKES; at++)
    db.exec(
      `INSERT INTO takes (id, ${columns}) SELECT lower(hex(randomblob(16))), ${columns} FROM takes
       WHERE state = 'done' ORDER BY number LIMIT 1`,
    );
  db.close();
}
