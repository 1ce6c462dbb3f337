import type { CompileProgress } from '#contract/compilation';

/** The pace is told once it means something. */
const SILENT_SECONDS = 2;

/** Bytes done of all that is read, written, compared and checked, and the time that the rest takes at this pace. */
export class Progress {
  private readonly startedAt = performance.now();
  private doneBytes = 0;
  private skippedBytes = 0;

  constructor(
    private readonly tell: (progress: CompileProgress) => void,
    private totalBytes: number,
  ) {}

  at(doing: CompileProgress['doing']): (count: number) => void {
    return (count) => {
      this.doneBytes = Math.min(this.doneBytes + count, this.totalBytes);
      const seconds = (performance.now() - this.startedAt) / 1000;
      const worked = this.doneBytes - this.skippedBytes;
      const left = worked > 0 ? (seconds * (this.totalBytes - this.doneBytes)) / worked : 0;
      const { doneBytes, totalBytes } = this;
      const known = seconds > SILENT_SECONDS ? { secondsLeft: Math.round(left) } : {};
      this.tell({ doing, doneBytes, totalBytes, ...known });
    };
  }

  /** What was done by an earlier run says nothing about the pace. */
  skip(bytes: number): void {
    this.doneBytes += bytes;
    this.skippedBytes += bytes;
  }

  /** There is more to do than it looked. */
  expect(bytes: number): void {
    this.totalBytes += bytes;
  }
}
