import type { Diagnosis, RetryingRepair } from '#contract/doctor';
import { BUILT_IN_ENGINE } from '#contract/engines';
import { limits, type Take } from '#contract/domain';
import type { LogEntry } from '#contract/logger';
import type { Difference } from '#contract/repeat';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { StudioLog } from '../log/log';
import type { Takes } from '../takes/takes';
import { diagnose } from './diagnose';

/** A take writes some dozens of lines; a very long one some hundreds. */
const MOST_LINES = 2000;
/** What the engine process says in its last moment is not tied to a take. */
const AFTER_LINES = 25;

interface RepairedDifference extends Difference {
  readonly repair?: RetryingRepair | undefined;
}

export interface DoctorParts {
  readonly takes: Takes;
  readonly engine: EngineSupervisor;
  readonly log: StudioLog;
}

/** Finds out why a take went wrong, and makes it again in the way that helps. */
export class Doctor {
  constructor(private readonly parts: DoctorParts) {}

  /** @returns undefined when nothing went wrong. @throws StudioError 'take-not-found' */
  async diagnose(takeId: string): Promise<Diagnosis | undefined> {
    const { error, warnings, recipe } = this.parts.takes.get(takeId);
    const found = diagnose({ error, warnings, lines: await this.lines(takeId) });
    if (!found || recipe.engine !== BUILT_IN_ENGINE) return found;
    // what was made with the draft voice is not repaired by it
    const repairs = found.repairs.filter((repair) => repair !== 'retry-draft');
    return { ...found, repairs: repairs.length > 0 ? repairs : ['retry'] };
  }

  /** @returns the take's lines, and what the engine process said meanwhile, oldest first */
  async lines(takeId: string): Promise<LogEntry[]> {
    const { log } = this.parts;
    const own = await log.read({ limit: MOST_LINES, takeId });
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return own;
    const around = await log.read({
      limit: MOST_LINES,
      beforeSeq: last.seq + AFTER_LINES,
      levels: ['warn', 'error'],
    });
    const others = around.filter(({ seq, takeId: of }) => of === undefined && seq > first.seq);
    return [...own, ...others].sort((a, b) => a.seq - b.seq);
  }

  /**
   * Makes the take again, in the way of a repair when one is named.
   * @throws StudioError 'take-not-found', and all that starting a take throws
   */
  async repeat(takeId: string, { seed, changes, repair }: RepairedDifference): Promise<Take> {
    const { takes, engine, log } = this.parts;
    if (!repair) return takes.repeat(takeId, { seed, changes });
    const take = takes.get(takeId);
    log.logger('studio').info(`Repair: ${repair}`, { takeId });
    // another take that runs is not ended for this one
    const idle = takes.runningTakeIds.length === 0;
    if (repair === 'restart-and-retry' && idle) await takes.restartEngine(undefined);
    if (repair === 'unload-and-retry' && idle) await engine.unload();
    const repaired = changeOf(repair, take);
    return takes.repeat(takeId, {
      seed: repaired.seed ?? seed,
      changes: { ...changes, ...repaired.changes },
    });
  }
}

/** What looks like a marker: <|…|>, [breath], <strong>. */
const MARKERS = /<\|[^|\n]{0,40}\|>|\[[^[\]\n]{1,40}\]|<\/?[A-Za-z][\w-]{0,30}>/g;

function changeOf(repair: RetryingRepair, { recipe }: Take): Partial<Difference> {
  switch (repair) {
    case 'retry':
    case 'restart-and-retry':
    case 'unload-and-retry':
      return {};
    case 'retry-draft':
      return { changes: { engine: BUILT_IN_ENGINE } };
    case 'retry-next-seed':
      return { seed: (recipe.seed % limits.seed.max) + 1 };
    case 'retry-without-transcript':
      return { changes: { mode: 'cross_lingual' } };
    case 'retry-without-markers':
      return { changes: { text: recipe.text.replace(MARKERS, ' ').replace(/\s+/g, ' ').trim() } };
  }
}
