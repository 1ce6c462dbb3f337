import { Mutex } from 'async-mutex';
import type { Take, TakeRequest } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { limits } from '#contract/limits';
import { foldName } from '#contract/names';
import type { Project } from '#contract/projects';
import { drawSeed } from '#contract/seed';
import type { Host, SpeechHost } from './speech-host';

/** So many are spoken or wait at a time; whoever comes then is told to come again. */
const MOST_WAITING = 64;
/** The project that takes of other programs belong to. */
const API_PROJECT = 'API';
const OWN_NAME = new RegExp(`^${foldName(API_PROJECT)}( \\d+)?$`);

/** What a request asks to be spoken. */
export type Asked = Omit<TakeRequest, 'seed' | 'speed' | 'projectId'> & {
  readonly seed?: number | null | undefined;
  readonly speed?: number | null | undefined;
};

/** Starts takes for requests, and remembers which of them are not answered yet. */
export class TakesOfRequests {
  private readonly open = new Set<object>();
  private readonly projects = new Mutex();

  constructor(private readonly host: Host) {}

  /**
   * Makes a take for one request and hands it to `answer`.
   * @throws StudioError 'queue-full', what `startTake` throws, and what `answer` throws
   */
  async for<T>(asked: Asked, answer: (take: Take, host: SpeechHost) => Promise<T>): Promise<T> {
    if (this.open.size >= MOST_WAITING)
      throw new StudioError('queue-full', { waiting: this.open.size, most: MOST_WAITING });
    const ticket = {};
    this.open.add(ticket);
    try {
      const host = this.host();
      const { seed, speed, ...rest } = asked;
      const take = await host.api.startTake({
        ...rest,
        seed: seed ?? drawSeed(),
        speed: clampedSpeed(speed ?? 1),
        projectId: await this.projects.runExclusive(() => projectOf(host)),
      });
      return await answer(take, host);
    } finally {
      this.open.delete(ticket);
    }
  }
}

/** The engines' own range is narrower than the API's. */
export const clampedSpeed = (speed: number): number =>
  Math.min(limits.speed.max, Math.max(limits.speed.min, speed));

/** Where the person has put one away, the next is "API 2". */
async function projectOf({ api }: SpeechHost): Promise<string> {
  const isOwn = ({ name, archivedAt }: Project) => archivedAt === undefined && OWN_NAME.test(foldName(name));
  const own = (await api.listProjects()).find(isOwn);
  if (own) return own.id;
  const made = await api.createProject({ name: API_PROJECT }).catch((thrown: unknown) => {
    const { code, values } = StudioError.from(thrown);
    if (code !== 'project-name-taken') throw thrown;
    return api.createProject({ name: String(values.suggestion) });
  });
  return made.id;
}

/** Takes the take of an answered request out of the library, where nothing of it is to be kept. */
export async function forget({ api }: SpeechHost, takeId: string): Promise<void> {
  await api.deleteTake({ takeId });
  await api.deleteForGood({ takeIds: [takeId] });
}
