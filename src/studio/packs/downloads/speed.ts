const WINDOW_MS = 5_000;
/** Bytes of one moment share a mark, so that a fast disk makes no long list. */
const MOMENT_MS = 200;
/** A burst in the first moments is no speed yet. */
const LEAST_MS = 500;

/** Bytes per second over the last seconds: steady enough to read, quick enough to believe. */
export class SpeedMeter {
  private readonly marks: { readonly at: number; bytes: number }[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  add(bytes: number): void {
    const at = this.now();
    const last = this.marks.at(-1);
    if (last && at - last.at < MOMENT_MS) last.bytes += bytes;
    else this.marks.push({ at, bytes });
  }

  bytesPerSec(): number {
    const now = this.now();
    while (this.marks[0] && this.marks[0].at < now - WINDOW_MS) this.marks.shift();
    const first = this.marks[0];
    if (!first) return 0;
    const bytes = this.marks.reduce((sum, mark) => sum + mark.bytes, 0);
    return (bytes * 1000) / Math.max(LEAST_MS, now - first.at);
  }
}
