import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../support/studio/test-studio';
import { mayMount } from '../support/studio/small-disk';
import { WrongUsage } from '../support/command-options';
import { parseOptions, reproduction, type SessionName } from './options';
import { rounds } from './session';
import { sessions } from './sessions';

afterAll(removeTemporaryFolders);

/** The short form of `npm run torture`: TORTURE_SEED repeats what is drawn, not how processes interleave. */
const SEED = Number(process.env.TORTURE_SEED ?? 20_261_130);

/** `least`: a session that never gets anywhere proves nothing. */
async function shortForm(name: SessionName, count: number, least: Readonly<Record<string, number>>) {
  const { counts, wrong } = await sessions[name](rounds(SEED, count));
  process.stdout.write(`${name}, seed ${SEED}: ${JSON.stringify(counts)}\n`);
  expect(wrong, `seed ${SEED}`).toEqual([]);
  for (const [what, atLeast] of Object.entries(least)) expect(counts[what], what).toBeGreaterThan(atLeast);
}

test('killed at random moments, the library opens, verifies clean, and lost nothing acknowledged', () =>
  shortForm('kill', 12, { kills: 11, acknowledged: 2 }));

test('operations at once, repairs among them, lose nothing', () =>
  shortForm('race', 1, { acknowledged: 75 }));

test.skipIf(!mayMount())('a full disk is told as full, and loses nothing acknowledged', () =>
  shortForm('full-disk', 2, { refused: 5 }),
);

test('no text in any place of any call leaves the data folder, or is answered by a failure that nobody foresaw', () =>
  shortForm('fuzz', 1, { answered: 200, refused: 500 }));

test('a damaged recording is refused by name or read sanely, and always with an end', () =>
  shortForm('hostile-files', 1, { decoded: 66, refused: 33 }));

test('the options mean all sessions for fifteen minutes, or what is asked for; the line to repeat it names all', () => {
  const known = ['kill', 'race'];
  expect(parseOptions([], known, 5)).toEqual({ help: false, minutes: 15, seed: 5, only: known });
  const options = parseOptions(['--minutes', '0.5', '--seed', '9', '--only', 'race'], known, 5);
  expect(options).toEqual({ help: false, minutes: 0.5, seed: 9, only: ['race'] });
  expect(reproduction(options, 'race')).toBe('npm run torture -- --only race --seed 9 --minutes 0.5');
});

test.each([
  [['--minutes', '16'], '--minutes is "16"'],
  [['--minutes', 'x'], '--minutes is "x"'],
  [['--seed=-1'], '--seed is "-1"'],
  [['--only', 'kill,sleep'], '--only names sleep; there are kill, race'],
  [['--fast'], '--fast'],
])('%j is refused in words', (args, words) => {
  expect(() => parseOptions(args, ['kill', 'race'], 5)).toThrow(WrongUsage);
  expect(() => parseOptions(args, ['kill', 'race'], 5)).toThrow(words);
});
