/** Unloads the models when nobody has used them for a while. */

export interface IdleUnloadParts {
  /** Minutes; 0 never. Read anew whenever something changes. */
  readonly afterMinutes: () => number;
  readonly holdsModels: () => boolean;
  readonly unload: (idleMinutes: number) => void;
}

const MINUTE_MS = 60_000;

/** A clock that starts when the studio falls idle with models loaded, and stops when it is used. */
export class IdleUnload {
  private timer: NodeJS.Timeout | undefined;
  private minutes = 0;

  constructor(private readonly parts: IdleUnloadParts) {}

  /**
   * Call it whenever the queue, the engine or the setting may have changed; calling it too often costs nothing.
   * @param isIdle whether nothing is being made or waiting
   */
  update(isIdle: boolean): void {
    const minutes = isIdle && this.parts.holdsModels() ? this.parts.afterMinutes() : 0;
    if (minutes === this.minutes) return;
    this.stop();
    this.minutes = minutes;
    if (minutes === 0) return;
    this.timer = setTimeout(() => {
      this.stop();
      if (this.parts.holdsModels()) this.parts.unload(minutes);
    }, minutes * MINUTE_MS);
    // a studio that is closing does not wait for it
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.minutes = 0;
  }
}
