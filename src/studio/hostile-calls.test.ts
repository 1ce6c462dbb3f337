import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { memoryPorts } from '#contract/port';
import { connect, serve } from '#contract/rpc';
import { studioContract, type StudioService } from '#contract/studio-api';
import { randomFrom } from './library/test-random';
import { hostilePlaces, hostileTexts, outcomeOf, plainValues, worstTexts } from './testing/hostile-calls';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from './testing/test-studio';

afterAll(removeTemporaryFolders);

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_130);
/** Every text at every place, some 12 000 calls, instead of five at each. */
const ALL = process.env.FUZZ_ALL !== undefined;

/** @returns every file beside the data folder and of the victims, with its bytes */
function around(home: string): Record<string, string> {
  const parent = dirname(home);
  const names = readdirSync(parent, { recursive: true, encoding: 'utf8' });
  const outside = names.filter((name) => !join(parent, name).startsWith(home) || name.includes('victim'));
  return Object.fromEntries(
    outside.map((name) => {
      const path = join(parent, name);
      return [name, statSync(path).isFile() ? readFileSync(path, 'utf8') : 'folder'];
    }),
  );
}

type Known = Awaited<ReturnType<typeof knownValues>>;

async function knownValues(studio: TestStudio) {
  const voice = await studio.makeVoice();
  const take = await studio.speak({ voiceId: voice.id });
  const recording = await studio.api.openSample({ sampleId: 'sample-a' });
  const project = await studio.api.createProject({ name: 'Book' });
  // what is asked for waits: the queue has tests of its own
  await studio.api.updateSettings({ queuePaused: true });
  return {
    ...plainValues,
    ...{ voiceId: voice.id, promptId: voice.promptId, takeId: take.id, projectId: project.id },
    ...{ recordingId: recording.id, sampleId: 'sample-a', packId: 'no-such-pack', recipe: take.recipe },
  };
}

async function bringBack({ api }: StudioService, { voiceId, takeId, projectId }: Known): Promise<void> {
  await api.restoreVoice({ voiceId });
  await api.restoreTake({ takeId });
  await api.restoreProject({ projectId });
}

test('no text in any place of any call leaves the data folder, or is answered by a failure that nobody foresaw', async () => {
  const parent = temporaryFolder();
  const home = join(parent, 'a', 'data');
  const victim = join(parent, 'victim');
  for (const folder of [victim, join(parent, 'a', 'victim'), join(home, 'victim')]) {
    mkdirSync(join(folder, 'inner'), { recursive: true });
    writeFileSync(join(folder, 'inner', 'kept.txt'), 'kept');
  }
  const studio = await openTestStudio({
    home,
    get: () => Promise.reject(new StudioError('download-failed', 'There is no network in a test.')),
  });
  const [near, far] = memoryPorts();
  serve(studioContract, studio, far);
  const connection = connect(studioContract, near);
  const before = around(home);

  const known = await knownValues(studio);
  const random = randomFrom(SEED);
  const texts = hostileTexts(victim);
  const drawn = (): string => texts[Math.floor(random() * texts.length)]!;
  const failures: string[] = [];
  const answered = { ok: 0, refused: 0 };
  for (const place of hostilePlaces(known))
    for (const text of ALL ? texts : [...worstTexts, drawn(), drawn()]) {
      const outcome = await outcomeOf(connection, place, text);
      answered[outcome === 'ok' ? 'ok' : 'refused']++;
      if (outcome === 'internal' || outcome === 'connection-lost')
        failures.push(`${outcome}: ${place.name} ${JSON.stringify(place.input(text)).slice(0, 300)}`);
      // what a call deleted by its right id is there for the next one
      if (outcome === 'ok' && place.name.startsWith('delete')) await bringBack(connection, known);
    }

  // plain calls among them: a test that only sees refusals tests nothing
  expect(answered.ok).toBeGreaterThan(200);
  expect(answered.refused).toBeGreaterThan(500);
  expect(failures, `seed ${SEED}`).toEqual([]);
  expect(around(home)).toEqual(before);
  expect((await connection.api.getStatus()).version).toBe('1.2.3');
  await studio.close();
});
