import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/** How far back the start of an id, or "last", is looked for. */
const SEARCHED = 500;

/** A number of a take; longer ones are starts of ids. */
const NUMBER = /^#?([1-9]\d{0,6})$/;

/**
 * A take by its number, its id, the start of it, or the newest one as "last".
 * @throws StudioError 'take-not-found'; 'usage' when several begin like that
 */
export async function findTake({ api }: StudioService, wanted: string): Promise<Take> {
  const number = numberIn(wanted);
  const [numbered] = number === undefined ? [] : await api.listTakes({ limit: 1, number });
  if (numbered) return numbered;
  const found = pickTake(await api.listTakes({ limit: SEARCHED }), wanted);
  if (found) return found;
  // older than the page, named in full
  if (/^[a-z0-9-]{8,64}$/.test(wanted)) return api.getTake({ takeId: wanted });
  throw unknownTake(wanted, 'list');
}

/**
 * The same among the takes of the bin, where "last" is the one that was deleted last.
 * @throws StudioError 'take-not-found', 'usage'
 */
export async function findDeletedTake({ api }: StudioService, wanted: string): Promise<Take> {
  const { takes } = await api.listBin();
  const found = pickTake(
    takes.map(({ take }) => take),
    wanted,
  );
  if (found) return found;
  throw unknownTake(wanted, 'bin');
}

function pickTake(takes: readonly Take[], wanted: string): Take | undefined {
  if (wanted === 'last' && takes[0]) return takes[0];
  const number = numberIn(wanted);
  const exact = takes.find((take) => take.id === wanted || take.number === number);
  if (exact) return exact;
  const found = wanted.length < 4 ? [] : takes.filter(({ id }) => id.startsWith(wanted));
  if (found.length > 1) {
    throw new StudioError('usage', {
      why: 'many-ids',
      takeId: wanted,
      count: found.length,
      longer: found[0]!.id.slice(0, wanted.length + 4),
    });
  }
  return found[0];
}

function numberIn(wanted: string): number | undefined {
  const [, digits] = NUMBER.exec(wanted) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

const unknownTake = (wanted: string, why: 'list' | 'bin'): StudioError =>
  new StudioError('take-not-found', { why, takeId: wanted });
