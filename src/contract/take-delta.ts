import { z } from 'zod';
import { deltaOf } from './contract';
import { segmentSchema, takeSchema, type Take } from './domain';

/**
 * How a take that is made crosses a port: whole once, and then what moved since, so that a long text costs each window what
 * comes and not again what came. A take that waits or is over crosses whole.
 */

/** What moves while a take is made; whatever else changes is told with the whole take. */
const movingSchema = takeSchema
  .pick({
    ...{ stages: true, quiet: true, segmentCount: true },
    ...{ file: true, sampleRateHz: true, audioSec: true, peaks: true },
  })
  .partial();
const moving = movingSchema.keyof().options;

const movedSchema = z.object({
  takeId: takeSchema.shape.id,
  set: movingSchema,
  gone: z.array(movingSchema.keyof()),
  /** The segments that have come behind the first so many. */
  segments: z.object({ from: z.number().int().min(0), added: z.array(segmentSchema) }),
});
type Moved = z.output<typeof movedSchema>;

const sentSchema = z.union([movedSchema, takeSchema]);
type Sent = z.output<typeof sentSchema>;

export const takeDelta = deltaOf<Take, Sent>(sentSchema, {
  write: () => {
    const told = new Map<string, Take>();
    return (take) => {
      const before = told.get(take.id);
      keep(told, take);
      return (before && moved(before, take)) ?? take;
    };
  },
  read: () => {
    const known = new Map<string, Take>();
    return (sent) => {
      const take = 'takeId' in sent ? withMoved(known.get(sent.takeId), sent) : sent;
      if (take) keep(known, take);
      return take;
    };
  },
});

function keep(takes: Map<string, Take>, take: Take): void {
  if (take.state === 'running') takes.set(take.id, take);
  else takes.delete(take.id);
}

/** @returns undefined when more has changed than moves */
function moved(before: Take, take: Take): Moved | undefined {
  const from = before.segments.length;
  const grows = take.segments[from - 1] === before.segments.at(-1) && take.segments.length >= from;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(take)])] as (keyof Take)[];
  const changed = keys.filter((key) => key !== 'segments' && take[key] !== before[key]);
  if (!grows || !changed.every(isMoving)) return undefined;
  const set = changed.filter((key) => take[key] !== undefined);
  return {
    takeId: take.id,
    set: Object.fromEntries(set.map((key) => [key, take[key]])),
    gone: changed.filter(isMoving).filter((key) => take[key] === undefined),
    segments: { from, added: take.segments.slice(from) },
  };
}

const isMoving = (key: keyof Take): key is (typeof moving)[number] => (moving as string[]).includes(key);

/** @returns undefined for a take that was never told whole */
function withMoved(before: Take | undefined, { set, gone, segments }: Moved): Take | undefined {
  if (!before || before.segments.length < segments.from) return undefined;
  const kept = Object.entries(before).filter(([key]) => !(gone as string[]).includes(key));
  const now = Object.fromEntries([...kept, ...Object.entries(set)]) as Take;
  return { ...now, segments: [...before.segments.slice(0, segments.from), ...segments.added] };
}
