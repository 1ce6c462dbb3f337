import { reasonLine } from '#contract/crash-words';
import { StudioError } from '#contract/errors';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';

/** How an engine process ended that nobody ended. */
export interface EngineEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines it wrote. */
  readonly lastWords: string;
  /** The system ended a process for want of memory while this one lived. */
  readonly kernelKilled: boolean;
}

/** 128 + SIGKILL: how an exit is told where signals are not, as by Electron. */
const KILLED_CODE = 137;
/** Where memory can run out without a word: SIGABRT, by code or by name. */
const ABORTED_CODE = 134;

/** @returns what the end means: 'out-of-memory' when there is evidence for it, else 'engine-crashed' with its last words */
export function explainEnd({ code, signal, lastWords, kernelKilled }: EngineEnd): StudioError {
  const crash = crashed(code, signal, lastWords);
  const wasKilled = signal === 'SIGKILL' || code === KILLED_CODE;
  if (wasKilled && kernelKilled) return outOfMemory({ why: 'engine-killed' }, {}, crash);
  const shortage = memoryShortage(lastWords);
  const wasAborted = signal === 'SIGABRT' || signal === 'SIGTRAP' || code === ABORTED_CODE || code === 1;
  if (wasAborted && shortage) return outOfMemory({ why: 'engine-ended' }, shortage, crash);
  return crash;
}

function crashed(code: number | null, signal: string | null, lastWords: string): StudioError {
  const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
  const last = reasonLine(lastWords);
  return new StudioError('engine-crashed', {
    how,
    ...(lastWords === '' ? {} : { lastWords }),
    ...(last === undefined ? {} : { last }),
  });
}
