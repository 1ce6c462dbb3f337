import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildScript, type BuiltScript } from '../testing/test-launchers';
import { waitForExit } from '../testing/test-processes';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../testing/test-studio';
import { randomFrom } from './test-random';
import { expectedOf, lost, readJournal, settled, type Expected } from './test-session';

/** KILL_SEED repeats the choice of moments and operations; the machine still has its say in where a kill lands. */
const SEED = Number(process.env.KILL_SEED ?? 20_261_125);
const KILLS = 50;
/** Libraries worked on side by side: a process that starts leaves the other cores idle. */
const LANES = 2;
/** One kill in eight meets the studio while it opens. */
const WHILE_OPENING = 1 / 8;
/** A session is killed in the midst of one of its first operations: counted, not timed, so that a slow machine works as well. */
const MOST_OPERATIONS = 4;
const WITHIN_MS = 40;

let script: BuiltScript;
let pack: string;
beforeAll(async () => {
  script = await buildScript('test-session-process.ts');
  const studio = await openTestStudio();
  const { id } = await studio.makeVoice('Packed');
  pack = join(temporaryFolder(), 'packed.cvvoice');
  writeFileSync(pack, (await studio.api.exportVoices({ voiceIds: [id] })).bytes);
  await studio.close();
});
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

test(`kill -9 at ${KILLS} random moments (seed ${SEED}): the library opens, verifies clean, and lost nothing acknowledged`, async () => {
  const reports = await Promise.all(
    Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(SEED + lane, KILLS / LANES)),
  );
  expect(reports.flatMap(({ wrong }) => wrong)).toEqual([]);
  const acknowledged = reports.reduce((sum, each) => sum + each.acknowledged, 0);
  process.stdout.write(
    `kill -9, seed ${SEED}: ${KILLS} kills, ${acknowledged} acknowledged operations, none lost\n`,
  );
  // a session that never gets anywhere proves nothing
  expect(acknowledged).toBeGreaterThan(KILLS / 2);
}, 240_000);

test('kill -9 at random moments of a backup to another folder: the next start leaves nothing half-made there', async () => {
  const random = randomFrom(SEED);
  const [home, outside] = [temporaryFolder(), temporaryFolder()];
  const studio = await openTestStudio({ home });
  for (const name of ['Anna', 'Ben', 'Cleo']) await studio.makeVoice(name);
  await studio.close();
  const journal = join(outside, 'journal.jsonl');
  const left: number[] = [];
  for (let kill = 0; kill < 6; kill++) {
    const child = fork(script.file, [home, testResources(), journal, pack, String(SEED + kill), 'backup']);
    await messages(child, 1);
    while (temporariesIn(outside).length === 0) await wait(1);
    await wait(random() * WITHIN_MS);
    child.kill('SIGKILL');
    await waitForExit(child);
    left.push(temporariesIn(outside).length);
    await (await openTestStudio({ home })).close();
    expect([
      ...temporariesIn(outside),
      ...temporariesIn(home),
      ...temporariesIn(join(home, 'temporary')),
    ]).toEqual([]);
  }
  // kills that met no backup would prove nothing
  expect(Math.max(...left)).toBeGreaterThan(0);
}, 120_000);

const temporariesIn = (folder: string) =>
  readdirSync(folder).filter((name) => name.startsWith('.') || /^[0-9a-f-]{36}\.json$/.test(name));

async function killAgainAndAgain(seed: number, kills: number) {
  const random = randomFrom(seed);
  const [home, resources, journals] = [temporaryFolder(), testResources(), temporaryFolder()];
  const wrong: string[] = [];
  let acknowledged = 0;
  let expected: Expected = { voices: new Map(), takes: new Map(), inFlight: [] };
  for (let kill = 0; kill < kills; kill++) {
    const journal = join(journals, `${kill}.jsonl`);
    writeFileSync(journal, '');
    const child = fork(script.file, [home, resources, journal, pack, String(seed * 1000 + kill)]);
    if (random() >= WHILE_OPENING) await messages(child, 1 + Math.floor(random() * MOST_OPERATIONS));
    await wait(random() * WITHIN_MS);
    child.kill('SIGKILL');
    await waitForExit(child);

    const lines = readJournal(journal);
    acknowledged += lines.filter(({ phase }) => phase === 'end').length;
    expected = expectedOf(lines, expected);
    const studio = await openTestStudio({ home });
    const [voices, takes] = [
      (await studio.api.listVoices()).voices,
      await studio.api.listTakes({ limit: 500 }),
    ];
    const report = await studio.api.verifyLibrary();
    const faults = [
      ...lost(expected, voices, takes),
      ...report.findings.map(({ code, message }) => `${code}: ${message}`),
    ];
    wrong.push(
      ...faults.map(
        (fault) => `kill ${kill} of seed ${seed}, after ${JSON.stringify(lines.at(-1))}: ${fault}`,
      ),
    );
    expected = settled(voices, takes, expected);
    await studio.close();
  }
  return { wrong, acknowledged };
}

/** One when the studio is open, and one after each operation. */
function messages(child: ChildProcess, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = 0;
    child.on('message', () => {
      if (++seen === count) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The session ended by itself (${code ?? 'killed'}).`)));
  });
}
