import { StudioError } from '#contract/errors';

const MAX_WRONG_PER_MINUTE = 20;
/** Addresses remembered; a sweep through more of them costs no more memory. */
const MAX_ADDRESSES = 4096;

/** Wrong tokens by the address they came from. */
export class Guesses {
  private readonly wrongAt = new Map<string, number[]>();

  /** Notes one wrong token. @throws StudioError 'unauthorized' when its address sent too many within a minute */
  count(address: string): void {
    const now = Date.now();
    const recent = (this.wrongAt.get(address) ?? []).filter((at) => now - at < 60_000);
    const tooMany = recent.length >= MAX_WRONG_PER_MINUTE;
    this.wrongAt.delete(address);
    this.wrongAt.set(address, tooMany ? recent : [...recent, now]);
    for (const oldest of this.wrongAt.keys()) {
      if (this.wrongAt.size <= MAX_ADDRESSES) break;
      this.wrongAt.delete(oldest);
    }
    if (!tooMany) return;
    throw new StudioError('unauthorized', { why: 'too-many', count: MAX_WRONG_PER_MINUTE, address });
  }
}
