/** Byte-level byte-pair encoding as GPT-2 and Qwen2 do it: bytes are written as printable characters, then merged. */

/** Bytes that stand for themselves; the other 68 take the characters from U+0100 on, in order. */
function standsForItself(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

/** Character of every byte, 256 of them. */
export const byteCharacters: readonly string[] = (() => {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(standsForItself(byte) ? byte : next++));
})();

/** Larger than any rank: this pair is never merged. */
const NEVER = 0x7fff_ffff;

/** Merge rules over token ids. */
export class BytePairMerger {
  /** Rank of a pair, keyed by both ids in one number. */
  private readonly ranks = new Map<number, number>();
  /** The id that a pair becomes, by rank. */
  private readonly mergedIds: Int32Array;

  /**
   * @param idCount ids are below this
   * @param rules left id, right id, merged id; most eager first
   */
  constructor(
    private readonly idCount: number,
    rules: readonly (readonly [left: number, right: number, merged: number])[],
  ) {
    this.mergedIds = new Int32Array(rules.length);
    rules.forEach(([left, right, merged], rank) => {
      this.ranks.set(left * idCount + right, rank);
      this.mergedIds[rank] = merged;
    });
  }

  /** Merges neighbours, always the pair of the lowest rank and all its occurrences, until no rule applies. */
  merge(symbols: readonly number[]): number[] {
    const ids = Int32Array.from(symbols);
    // rank of the pair that starts here, kept so that a long run without spaces costs no look-ups again
    const ranks = Int32Array.from(ids, (_, at) => this.rankAt(ids, at, ids.length));
    let length = ids.length;
    for (;;) {
      let lowest = NEVER;
      for (let at = 0; at < length - 1; at++) if (ranks[at]! < lowest) lowest = ranks[at]!;
      if (lowest === NEVER) return Array.from(ids.subarray(0, length));
      length = this.apply(lowest, ids, ranks, length);
    }
  }

  /** @returns the new length */
  private apply(rank: number, ids: Int32Array, ranks: Int32Array, length: number): number {
    let to = 0;
    const touched: number[] = [];
    for (let at = 0; at < length; at++, to++) {
      if (ranks[at] === rank && at < length - 1) {
        touched.push(to);
        ids[to] = this.mergedIds[rank]!;
        at++;
      } else {
        ids[to] = ids[at]!;
        ranks[to] = ranks[at]!;
      }
    }
    for (const at of touched) {
      ranks[at] = this.rankAt(ids, at, to);
      if (at > 0) ranks[at - 1] = this.rankAt(ids, at - 1, to);
    }
    return to;
  }

  private rankAt(ids: Int32Array, at: number, length: number): number {
    if (at + 1 >= length) return NEVER;
    return this.ranks.get(ids[at]! * this.idCount + ids[at + 1]!) ?? NEVER;
  }
}
