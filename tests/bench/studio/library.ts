import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { studioFolders } from '#studio/storage/files/folders';
import { createStudio, type Studio } from '#studio/studio';
import { plain, type Bench, type Measurement } from '../benchmark';
import { interleaved, timed } from '../rounds';
import { LARGE, writeLargeLibrary } from './large-library';

/** What a person waits for without noticing, ms. */
const GOAL_MS = 100;

/** How long a large library lets a person wait: to open it, for one page of it, for a search. */
export async function largeLibrary({ rounds, resourcesDir }: Bench): Promise<Measurement[]> {
  const home = mkdtempSync(join(tmpdir(), 'cosyvoice-bench-library-'));
  try {
    const { database } = studioFolders(home);
    writeLargeLibrary(database);
    const about = `${LARGE.voices} voices, ${LARGE.takes} takes, ${(statSync(database).size / 1e6).toFixed(0)} MB`;
    const opened: number[] = [];
    const asked: Record<string, number[]> = {};
    // one opening before the others brings the file into the page cache
    for (let round = -1; round < rounds; round++) {
      let studio: Studio | undefined;
      const openMs = await timed(async () => (studio = await open(home, resourcesDir)));
      if (round >= 0) opened.push(openMs);
      if (round === rounds - 1) Object.assign(asked, await askAll(studio!, rounds));
      await studio!.close();
    }
    const row = (what: string, values: readonly number[]) =>
      plain(what, 'ms', values, { goal: GOAL_MS, detail: about });
    return [row('open', opened), ...Object.entries(asked).map(([what, values]) => row(what, values))];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function open(home: string, resourcesDir: string): Promise<Studio> {
  return createStudio({
    home,
    resourcesDir,
    version: '1.0.0',
    host: 'test',
    warmEngine: false,
    engine: {
      launch: () => {
        throw new Error('Nothing here needs an engine.');
      },
    },
  });
}

function askAll({ api }: Studio, rounds: number): Promise<Record<string, number[]>> {
  const questions = {
    'page of 100 voices': () => api.listVoices({}),
    'page of 100 voices, most takes first': () => api.listVoices({ sort: 'takes' }),
    'page of 100 takes': () => api.listTakes({ limit: 100 }),
    'page of 100 takes, the oldest': () => api.listTakes({ limit: 100, beforeTakeId: 'take-200' }),
    'voices by 天气': () => api.listVoices({ text: '天气', sort: 'match' }),
    'voices by "weather"': () => api.listVoices({ text: 'weather', sort: 'match' }),
    'takes by 天气': () => api.listTakes({ limit: 100, text: '天气' }),
    'takes by "weather"': () => api.listTakes({ limit: 100, text: 'weather' }),
    'everything by 天气': () => api.searchLibrary({ text: '天气' }),
    'everything by "weather"': () => api.searchLibrary({ text: 'weather' }),
    'everything by one take\'s words "line 49999"': () => api.searchLibrary({ text: 'line 49999' }),
  };
  const timings = Object.entries(questions).map(([what, ask]) => [what, () => timed(ask)] as const);
  return interleaved(rounds, Object.fromEntries(timings));
}
