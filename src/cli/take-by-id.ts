import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/** How far back the start of an id, or "last", is looked for. */
const SEARCHED = 500;

/**
 * A take by its id, by the start of it, or the newest one as "last".
 * @throws StudioError 'take-not-found'; 'usage' when several begin like that
 */
export async function findTake({ api }: StudioService, wanted: string): Promise<Take> {
  const takes = await api.listTakes({ limit: SEARCHED });
  if (wanted === 'last' && takes[0]) return takes[0];
  const exact = takes.find(({ id }) => id === wanted);
  if (exact) return exact;
  const found = wanted.length < 4 ? [] : takes.filter(({ id }) => id.startsWith(wanted));
  if (found.length > 1) {
    throw new StudioError('usage', `${found.length} takes begin with "${wanted}".`, {
      repair: `Write more of the id, e.g. ${found[0]!.id.slice(0, wanted.length + 4)}.`,
      values: { takeId: wanted, count: found.length },
    });
  }
  if (found[0]) return found[0];
  // older than the page, named in full
  if (/^[a-z0-9-]{8,64}$/.test(wanted)) return api.getTake({ takeId: wanted });
  throw new StudioError('take-not-found', `There is no take ${wanted}.`, {
    repair: 'The command "takes" lists their ids.',
    values: { takeId: wanted },
  });
}
