import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { StudioError } from '#contract/errors';
import { memoryPorts } from '../support/memory-ports';
import { connect, serve } from '#contract/rpc';
import { studioContract, type StudioService } from '#contract/studio-api';
import { mulberry32 } from '#audio/mulberry32';
import {
  hostilePlaces,
  hostileTexts,
  outcomeOf,
  plainValues,
  worstTexts,
} from '../support/studio/hostile-calls';
import { openTestStudio, temporaryFolder, type TestStudio } from '../support/studio/test-studio';
import { count, type Report, type Work } from './session';

/** Texts by lot at each place, beside the worst ones. */
const DRAWN = 2;

/**
 * Hostile texts in every place of every call, by message: nothing leaves the data folder, and each is answered by what it
 * asked for or by a failure that somebody foresaw.
 */
export async function fuzz({ seed, again, step }: Work): Promise<Report> {
  const counts: Record<string, number> = { messages: 0, answered: 0, refused: 0 };
  const wrong: string[] = [];
  for (let round = 0; again(); round++) {
    const found = await fuzzOnce(seed + round, step);
    count(counts, found.counts);
    wrong.push(...found.wrong.map((fault) => `fuzz of seed ${seed + round}: ${fault}`));
  }
  return { counts, wrong };
}

async function fuzzOnce(seed: number, step: Work['step']): Promise<Report> {
  const parent = temporaryFolder();
  const home = join(parent, 'a', 'data');
  const victim = join(parent, 'victim');
  for (const folder of [victim, join(parent, 'a', 'victim'), join(home, 'victim')]) {
    mkdirSync(join(folder, 'inner'), { recursive: true });
    writeFileSync(join(folder, 'inner', 'kept.txt'), 'kept');
  }
  const studio = await openTestStudio({
    home,
    get: () => Promise.reject(new StudioError('download-failed')),
  });
  const [near, far] = memoryPorts();
  serve(studioContract, studio, far);
  const connection = connect(studioContract, near);
  const before = around(home);

  const known = await knownValues(studio);
  const random = mulberry32(seed);
  const texts = hostileTexts(victim);
  const drawn = (): string => texts[Math.floor(random() * texts.length)]!;
  const wrong: string[] = [];
  const counts = { messages: 0, answered: 0, refused: 0 };
  for (const place of hostilePlaces(known))
    for (const text of [...worstTexts, ...Array.from({ length: DRAWN }, drawn)]) {
      const message = `${place.name} ${JSON.stringify(place.input(text)).slice(0, 300)}`;
      step(message);
      const outcome = await outcomeOf(connection, place, text);
      counts.messages++;
      counts[outcome === 'ok' ? 'answered' : 'refused']++;
      if (outcome === 'internal' || outcome === 'connection-lost') wrong.push(`${outcome}: ${message}`);
      // what a call deleted by its right id is there for the next one
      if (outcome === 'ok' && place.name.startsWith('delete')) await bringBack(connection, known);
    }
  if (!isDeepStrictEqual(around(home), before)) wrong.push('files outside the data folder have changed');
  await connection.api.getStatus();
  await studio.close();
  return { counts, wrong };
}

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
