import type { Stage, StageProgress } from '#contract/stages';
import type { StageNorm } from './stage-times';

/** No engine is quiet for so long on any machine that is fit for it. */
const QUIET_FLOOR_MS = 20_000;
/** @returns what a machine that is slow on purpose, or a test, sets; undefined when it is not a number of ms */
export function quietFloorOf({ COSYVOICE_STUDIO_QUIET_MS }: NodeJS.ProcessEnv): number | undefined {
  const ms = Number(COSYVOICE_STUDIO_QUIET_MS ?? NaN);
  return ms > 0 ? ms : undefined;
}

/** Loading models from a slow disk says nothing either. */
const START_FACTOR = 3;
/** Beyond the longest silence that ever was, times this, something is wrong. */
const NORM_FACTOR = 3;

export interface WatchdogParts {
  /** Shortest silence worth a word, ms; 20 s when absent. */
  readonly floorMs?: number | undefined;
  readonly norms: Readonly<Partial<Record<Stage, StageNorm>>>;
  /** The engine has been quiet for `quietMs`, longer than it ever is in this stage. */
  readonly onQuiet: (stage: Stage | undefined, quietMs: number) => void;
  /** It speaks again. */
  readonly onVoice: (stage: Stage | undefined, quietMs: number) => void;
}

/** Listens to one take's engine, from when it was given the work until it answers. */
export class Watchdog {
  private stage: Stage | undefined;
  private heardMs = performance.now();
  private isQuiet = false;
  /** How many reports the stage is made of, as far as it says. */
  private counts = 1;
  private timer: NodeJS.Timeout | undefined;
  private readonly longest: Partial<Record<Stage, number>> = {};

  constructor(private readonly parts: WatchdogParts) {
    this.arm();
  }

  /** The engine moved a lane. */
  heard({ stage, state, total }: Pick<StageProgress, 'stage' | 'state' | 'total'>): void {
    const quietMs = performance.now() - this.heardMs;
    // the silence before a stage's first word belongs to the stage before it
    const silent = this.stage ?? stage;
    this.longest[silent] = Math.max(this.longest[silent] ?? 0, Math.round(quietMs));
    if (this.isQuiet) this.parts.onVoice(this.stage, quietMs);
    this.isQuiet = false;
    this.stage = state === 'running' ? stage : undefined;
    this.counts = Math.max(1, total ?? 1);
    this.heardMs = performance.now();
    this.arm();
  }

  /** @returns the longest silence of each stage, ms */
  stop(): Readonly<Partial<Record<Stage, number>>> {
    clearTimeout(this.timer);
    return this.longest;
  }

  /** @returns how long this stage may be quiet, ms */
  private limitMs(): number {
    const { floorMs = QUIET_FLOOR_MS, norms } = this.parts;
    if (this.stage === undefined) return floorMs * START_FACTOR;
    const { quietMs = 0, usual } = norms[this.stage] ?? {};
    // one count of a long stage may take longer than one of a short one; a stage without counts is silent throughout
    const countMs = (usual?.highMs ?? 0) / this.counts;
    return Math.max(floorMs, NORM_FACTOR * Math.max(quietMs, countMs));
  }

  private arm(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isQuiet = true;
      this.parts.onQuiet(this.stage, performance.now() - this.heardMs);
    }, this.limitMs()).unref();
  }
}
