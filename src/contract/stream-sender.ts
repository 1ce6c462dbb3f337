import { z } from 'zod';
import { StudioError } from './errors';
import type { ItemStream } from './item-stream';

/** Items that a reader may be ahead with at most, whatever it grants. */
export const MOST_CREDITS = 64;

const creditsSchema = z.number().int().min(1);

/** Where the items, and the one end, go. */
export interface StreamOut {
  item(item: unknown): void;
  result(value: unknown): void;
  failure(thrown: unknown): void;
}

/**
 * The far end of one stream: asks for the next item only while the reader has granted one, so that whoever makes them
 * is held back and nothing piles up here.
 */
export class StreamSender {
  private credits = 0;
  private wake: () => void = () => undefined;
  private readonly abort = new AbortController();

  /** @param credits as they came over the wire; what is no number of items ends the stream with 'bad-request' */
  grant(credits: unknown): void {
    const granted = creditsSchema.safeParse(credits);
    if (!granted.success) return this.stop(new StudioError('bad-request', { why: 'grant' }));
    this.credits = Math.min(MOST_CREDITS, this.credits + granted.data);
    this.wake();
  }

  /** Ends it with `reason`, once the work behind it has stopped. */
  stop(reason: StudioError): void {
    this.abort.abort(reason);
    this.wake();
  }

  /** Settles when the last message is out; never rejects. */
  async run(open: (signal: AbortSignal) => ItemStream<unknown, unknown>, out: StreamOut): Promise<void> {
    const { signal } = this.abort;
    let items: ItemStream<unknown, unknown> | undefined;
    try {
      signal.throwIfAborted();
      items = open(signal);
      for (;;) {
        await this.granted();
        const step = await items.next();
        if (step.done) return out.result(step.value);
        signal.throwIfAborted();
        this.credits -= 1;
        out.item(step.value);
      }
    } catch (thrown) {
      await items?.return?.().catch(() => undefined);
      out.failure(thrown);
    }
  }

  private async granted(): Promise<void> {
    while (this.credits === 0 && !this.abort.signal.aborted)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    this.abort.signal.throwIfAborted();
  }
}
