import type { Take } from '#contract/domain';
import type { TakeStore, WaitingRequest } from '../take-store';

/** A take that waits, and what was asked for. */
export interface Waiting {
  readonly take: Take;
  readonly request: WaitingRequest;
  /** A command waits for it: a paused queue lets it through. */
  readonly isErrand?: boolean;
}

/** The takes that wait, in the order in which they will be made; what it says is in the library before it returns. */
export class TakeQueue {
  private waiting: Waiting[] = [];

  constructor(private readonly store: TakeStore) {}

  get length(): number {
    return this.waiting.length;
  }

  /** Takes up what an earlier studio left waiting. */
  load(): void {
    this.waiting = this.store.waiting();
  }

  /** @returns the take with its place */
  add({ take, ...asked }: Waiting, where: 'first' | 'last'): Take {
    const [first, last] = [this.waiting[0], this.waiting.at(-1)];
    const position = where === 'last' ? placeOf(last, 0) + 1 : placeOf(first, 2) - 1;
    const placed = this.store.enqueue({ ...take, state: 'queued', position }, asked.request);
    this.waiting = byPlace([...this.waiting, { take: placed, ...asked }]);
    return placed;
  }

  /**
   * @param beforeId the take it goes in front of; the end when absent
   * @returns the take at its new place; undefined when it does not wait
   */
  move(takeId: string, beforeId: string | undefined): Take | undefined {
    const moved = this.waiting.find(({ take }) => take.id === takeId);
    if (!moved || beforeId === takeId) return moved?.take;
    const others = this.waiting.filter((each) => each !== moved);
    const found = others.findIndex(({ take }) => take.id === beforeId);
    const at = found < 0 ? others.length : found;
    const low = placeOf(others[at - 1], placeOf(others[at], 2) - 2);
    const high = placeOf(others[at], low + 2);
    const take: Take = { ...moved.take, position: (low + high) / 2 };
    this.store.update(take);
    this.waiting = byPlace([...others, { ...moved, take }]);
    return take;
  }

  /** Whether one waits that may be made while the queue is paused, or is not. */
  has(isPaused: boolean): boolean {
    return this.next(isPaused) !== undefined;
  }

  /** @returns the next one of those, which waits no longer */
  shift(isPaused: boolean): Waiting | undefined {
    const next = this.next(isPaused);
    this.waiting = this.waiting.filter((each) => each !== next);
    return next && { ...next, take: withoutPlace(next.take) };
  }

  /** @returns the take it took out; undefined when it does not wait */
  remove(takeId: string): Take | undefined {
    const found = this.waiting.find(({ take }) => take.id === takeId);
    this.waiting = this.waiting.filter((each) => each !== found);
    return found && withoutPlace(found.take);
  }

  /** @returns all that waited, in their order */
  takeAll(): Take[] {
    return this.waiting.splice(0).map(({ take }) => withoutPlace(take));
  }

  private next(isPaused: boolean): Waiting | undefined {
    return isPaused ? this.waiting.find(({ isErrand }) => isErrand) : this.waiting[0];
  }
}

const placeOf = (entry: Waiting | undefined, none: number): number => entry?.take.position ?? none;

const byPlace = (entries: Waiting[]): Waiting[] => entries.sort((a, b) => placeOf(a, 0) - placeOf(b, 0));

function withoutPlace(take: Take): Take {
  const rest = { ...take };
  delete rest.position;
  return rest;
}
