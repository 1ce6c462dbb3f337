import type { Service } from '#contract/contract';
import { StudioError } from '#contract/errors';
import { helperContract, type HelperContract } from '#contract/helper-api';
import { connect } from '#contract/rpc';
import { hearLastWords } from './last-words';
import type { Programs } from './programs';

const NAME = 'CosyVoice Studio helper';

export interface HelperLimits {
  /** Ends the process; what it did is lost. */
  readonly signal?: AbortSignal;
  readonly withinMs?: number;
}

/**
 * Lets a process of its own do one job and ends it.
 * @param programs absent where the host starts none
 * @throws what the job throws; StudioError 'not-supported-here' without programs, 'cancelled' when `signal` aborts,
 * 'helper-ended' with `how` and, where the process had any, its `last` words when it ends before it answers or after `withinMs`
 */
export async function withHelper<T>(
  programs: Programs | undefined,
  job: (helper: Service<HelperContract>) => Promise<T>,
  { signal, withinMs }: HelperLimits = {},
): Promise<T> {
  if (!programs) throw new StudioError('not-supported-here');
  signal?.throwIfAborted();
  const child = programs.start({ entry: programs.helperEntry, name: NAME, env: process.env });
  const helper = connect(helperContract, child.port);
  const lastWords = hearLastWords(child);
  return new Promise<T>((resolve, reject) => {
    const timer =
      withinMs === undefined
        ? undefined
        : setTimeout(
            () => end(new StudioError('helper-ended', { why: 'late', seconds: withinMs / 1000 })),
            withinMs,
          );
    const end = (reason: StudioError) => {
      reject(reason);
      child.kill();
    };
    const onAbort = () => end(new StudioError('cancelled'));
    signal?.addEventListener('abort', onAbort, { once: true });
    child.onExit((code, ended) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      const how = ended ?? `code ${code ?? 'unknown'}`;
      reject(new StudioError('helper-ended', { how, ...lastWords() }));
    });
    job(helper).then(
      (answer) => {
        resolve(answer);
        child.kill();
      },
      (thrown: unknown) => {
        const error = StudioError.from(thrown);
        // the process is gone, and its exit says why
        if (error.code !== 'connection-lost') end(error);
      },
    );
  });
}
