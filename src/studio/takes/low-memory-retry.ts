import type { SynthesisRequest, SpeechResult } from '#contract/engine-api';
import type { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { SpeechItem, SpeechPart } from '#contract/speech';
import { loggedFacts } from '#contract/errors';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { memoryTrouble } from './memory-warnings';
import { errorLine } from '../log/english';

export interface LowMemoryRetryParts {
  readonly engine: Pick<EngineSupervisor, 'speak' | 'unload'>;
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly onItem: (item: SpeechItem) => void | Promise<void>;
  /** Whether a person allows a second try with less memory. */
  readonly retrySmaller: () => boolean;
  /** The first try ran out of memory. @returns what is still to be spoken, behind the segments that have come */
  readonly onRetry: (trouble: StudioError) => SpeechPart | undefined;
}

/**
 * One take; when memory runs out and a person allows, the rest of it is asked for once more, stage by stage on the CPU.
 * @throws StudioError 'out-of-memory' once all memory is free again, and all that the engine throws
 */
export async function speakWithLowMemoryRetry(
  request: SynthesisRequest,
  parts: LowMemoryRetryParts,
): Promise<SpeechResult> {
  try {
    return await ask(request, parts);
  } catch (thrown) {
    const trouble = memoryTrouble(thrown);
    if (!trouble || !parts.retrySmaller()) throw thrown;
    const part = parts.onRetry(trouble);
    return ask({ ...request, ...(part ? { part } : {}), leastMemory: true }, parts);
  }
}

/** What ran out of memory gives all of it back: its process ends. */
async function ask(
  request: SynthesisRequest,
  { engine, signal, log, onItem }: LowMemoryRetryParts,
): Promise<SpeechResult> {
  try {
    return await engine.speak(request, signal, onItem);
  } catch (thrown) {
    const trouble = memoryTrouble(thrown);
    if (!trouble) throw thrown;
    log.error(errorLine(trouble), loggedFacts(trouble));
    await engine.unload();
    throw trouble;
  }
}
