import type { Take } from '#contract/domain';
import { throttle } from '../lib/throttle';

/** A person sees ten pictures a second as movement; the wire need not carry more. */
const EVERY_MS = 100;

/** Announces takes: a new state of a take or of a lane at once, a count within a lane ten times a second. */
export function createTakeNews(announce: (take: Take) => void): (take: Take) => void {
  const moving = throttle<Take>(EVERY_MS, announce);
  let lastId = '';
  let lastShape = '';
  return (take) => {
    // what is still held back belongs to another take, and nothing newer of that one may follow
    if (take.id !== lastId) moving.flush();
    const shape = `${take.id} ${take.state} ${take.stages.map(({ state }) => state).join(' ')}`;
    moving.push(take);
    if (shape !== lastShape) moving.flush();
    lastId = take.id;
    lastShape = shape;
  };
}
