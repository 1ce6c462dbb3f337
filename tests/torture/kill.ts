import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mulberry32 } from '#audio/mulberry32';
import { expectedOf, lost, readJournal, settled, type Expected } from '../support/studio/test-session';
import { buildScript } from '../support/studio/test-launchers';
import { waitForExit } from '../support/studio/test-processes';
import { openTestStudio, temporaryFolder, testResources } from '../support/studio/test-studio';
import { packedVoice } from './packed-voice';
import type { Report, Work } from './session';

/** Libraries worked on side by side: a process that starts leaves the other cores idle. */
const LANES = 2;
/** One kill in eight meets the studio while it opens. */
const WHILE_OPENING = 1 / 8;
/** A session is killed in the midst of one of its first operations: counted, not timed, so that a slow machine works as well. */
const MOST_OPERATIONS = 4;
const WITHIN_MS = 40;
/** One kill in three meets it between a file and the row that is to speak of it, which chance hardly ever hits. */
const BEHIND_A_FILE = 1 / 3;
/** A session that makes no recording for so long is killed where it is. */
const LONGEST_WAIT_MS = 3_000;

/**
 * kill -9 at random moments: afterwards the library opens, verifies clean, and holds what was acknowledged. The machine has
 * its say in where a kill lands.
 */
export async function kill(work: Work): Promise<Report> {
  const script = await buildScript('test-session-process.ts');
  try {
    const pack = await packedVoice();
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      killAgainAndAgain({ ...work, seed: work.seed + lane }, script.file, pack),
    );
    const reports = await Promise.all(lanes);
    const sum = (of: 'kills' | 'acknowledged') => reports.reduce((total, each) => total + each[of], 0);
    const wrong = reports.flatMap((each) => each.wrong);
    return { counts: { kills: sum('kills'), acknowledged: sum('acknowledged'), lost: wrong.length }, wrong };
  } finally {
    await script.remove();
  }
}

async function killAgainAndAgain({ seed, again, step }: Work, script: string, pack: string) {
  const random = mulberry32(seed);
  const [home, resources, journals] = [temporaryFolder(), testResources(), temporaryFolder()];
  const wrong: string[] = [];
  let [kills, acknowledged] = [0, 0];
  let expected: Expected = { voices: new Map(), takes: new Map(), inFlight: [] };
  for (; again(); kills++) {
    step(`kill ${kills} of seed ${seed}`);
    const journal = join(journals, `${kills}.jsonl`);
    writeFileSync(journal, '');
    const child = fork(script, [home, resources, journal, pack, String(seed * 1000 + kills)]);
    const aim = random();
    if (aim < BEHIND_A_FILE) {
      await messages(child, 1);
      await recordingIn(join(home, 'recordings'));
    } else {
      if (aim >= BEHIND_A_FILE + WHILE_OPENING)
        await messages(child, 1 + Math.floor(random() * MOST_OPERATIONS));
      await wait(random() * WITHIN_MS);
    }
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
      ...report.findings.map(({ code, values }) => `${code}: ${JSON.stringify(values)}`),
    ];
    wrong.push(
      ...faults.map(
        (fault) => `kill ${kills} of seed ${seed}, after ${JSON.stringify(lines.at(-1))}: ${fault}`,
      ),
    );
    expected = settled(voices, takes, expected);
    await studio.close();
  }
  return { kills, acknowledged, wrong };
}

/** Until a file gets its name there: its row comes next. */
async function recordingIn(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const over = AbortSignal.timeout(LONGEST_WAIT_MS);
  await new Promise<void>((resolve) => {
    const watcher = watch(folder, { signal: over }, (_event, name) => {
      if (/^[0-9a-f-]{36}\.wav$/.test(name ?? '')) watcher.close();
    });
    watcher.once('close', resolve);
  });
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
