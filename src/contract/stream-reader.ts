import type { z } from 'zod';
import { faultWords } from './fault-words';
import { StudioError } from './errors';
import type { ItemStream } from './item-stream';

/** Items granted ahead of the reader: enough that the wire's delay does not show, little enough to keep. */
export const READ_AHEAD = 8;

/** What a reader tells the other end. */
export interface StreamRequests {
  open(credits: number): void;
  grant(credits: number): void;
  cancel(): void;
}

interface Pull {
  readonly resolve: (step: IteratorResult<unknown, unknown>) => void;
  readonly reject: (error: StudioError) => void;
}

/** The near end of one stream. It is opened with the first item asked for, and holds `READ_AHEAD` items at most. */
export class StreamReader implements ItemStream<unknown, unknown> {
  private readonly items: unknown[] = [];
  private readonly pulls: Pull[] = [];
  private state: 'unopened' | 'open' | 'left' | 'ended' = 'unopened';
  /** What comes after the last item; told once. */
  private last: { readonly value: unknown } | { readonly error: StudioError } | undefined;
  private readonly ended: Promise<void>;
  private tellEnded: () => void = () => undefined;

  constructor(
    private readonly item: z.ZodType,
    signal: AbortSignal | undefined,
    private readonly requests: StreamRequests,
  ) {
    this.ended = new Promise((resolve) => {
      this.tellEnded = resolve;
    });
    const onAbort = () => this.abort();
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    void this.ended.then(() => signal?.removeEventListener('abort', onAbort));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<unknown, unknown>> {
    return new Promise((resolve, reject) => {
      this.pulls.push({ resolve, reject });
      if (this.state === 'unopened') {
        this.state = 'open';
        this.requests.open(READ_AHEAD);
      }
      this.settle();
    });
  }

  /** Leaves early. @returns once the work at the other end has stopped */
  async return(): Promise<IteratorResult<unknown, unknown>> {
    this.items.length = 0;
    if (this.state === 'unopened') this.end({ value: undefined });
    if (this.state === 'open') {
      this.state = 'left';
      this.requests.cancel();
    }
    this.last = undefined;
    this.settle();
    await this.ended;
    return { done: true, value: undefined };
  }

  /** An item arrived. */
  receive(raw: unknown): void {
    if (this.state !== 'open') return;
    const parsed = this.item.safeParse(raw);
    if (!parsed.success) return this.refuse(`Unexpected item: ${faultWords(parsed.error)}`);
    if (this.items.length === READ_AHEAD) return this.refuse('More items came than were granted.');
    this.items.push(parsed.data);
    this.settle();
  }

  /** The other end has ended it, or is gone. */
  end(last: { readonly value: unknown } | { readonly error: StudioError }): void {
    if (this.state === 'open' || this.state === 'unopened') this.last = last;
    this.state = 'ended';
    this.tellEnded();
    this.settle();
  }

  private abort(): void {
    if (this.state === 'unopened') this.end({ error: new StudioError('cancelled') });
    else if (this.state === 'open') this.requests.cancel();
  }

  /** What an end of this studio never sends: nothing more of it is read. */
  private refuse(message: string): void {
    this.last = { error: new StudioError('internal', { reason: message }) };
    this.state = 'left';
    this.requests.cancel();
    this.settle();
  }

  private settle(): void {
    while (this.pulls.length > 0) {
      if (this.items.length > 0) {
        this.pulls.shift()?.resolve({ done: false, value: this.items.shift() });
        if (this.state === 'open') this.requests.grant(1);
        continue;
      }
      if (this.last === undefined && this.state === 'open') return;
      const { last } = this;
      this.last = undefined;
      const pull = this.pulls.shift();
      if (last && 'error' in last) pull?.reject(last.error);
      else pull?.resolve({ done: true, value: last?.value });
    }
  }
}
