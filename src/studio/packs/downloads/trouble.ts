import type { ErrorValues } from '#contract/errors';

/**
 * What a failed attempt means for the next one.
 * `retry`: the same server may do better in a moment. `again`: from the first byte. `leave`: another server.
 */
export type Verdict = 'retry' | 'again' | 'leave';

/**
 * What a server did that no way to it explains. `bytes`: other ones than were published. `size`: more than may come.
 * `address`: it leads to where nobody on the internet may lead.
 */
export type Fault = 'bytes' | 'size' | 'address';

/** Why one attempt at one file from one server did not end with the file. */
export class TransferTrouble extends Error {
  readonly verdict: Verdict;
  readonly values: ErrorValues;
  /** How long the server asked to be left alone. */
  readonly waitMs: number;
  readonly fault: Fault | undefined;

  constructor(
    verdict: Verdict,
    message: string,
    more: { readonly values?: ErrorValues; readonly waitMs?: number; readonly fault?: Fault } = {},
  ) {
    super(message);
    this.name = 'TransferTrouble';
    this.verdict = verdict;
    this.values = more.values ?? {};
    this.waitMs = more.waitMs ?? 0;
    this.fault = more.fault;
  }
}
