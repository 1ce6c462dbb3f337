/** From here on, in bytes, an end that does not read gets no more lossy messages; its answers still come. */
export const CONGESTED_BYTES = 16 * 2 ** 20;

/** One rule for every wire: who does not keep up misses events, and loads anew once it reads again. */
export interface Congestion {
  /** @returns whether a lossy message may be sent while `unreadBytes` are under way */
  admits(unreadBytes: number): boolean;
  /** @returns whether messages were left out and the end reads again: hang it up now */
  isOver(unreadBytes: number): boolean;
}

export function createCongestion(): Congestion {
  let missed = false;
  return {
    admits: (unreadBytes) => {
      missed ||= unreadBytes > CONGESTED_BYTES;
      // what it shows has a gap already: more events would not mend it
      return !missed;
    },
    isOver: (unreadBytes) => missed && unreadBytes < CONGESTED_BYTES / 2,
  };
}
