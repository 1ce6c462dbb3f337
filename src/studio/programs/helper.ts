import type { Service } from '#contract/contract';
import { reasonLine } from '#contract/crash-words';
import { StudioError } from '#contract/errors';
import { helperContract, type HelperContract } from '#contract/helper-api';
import { connect } from '#contract/rpc';
import type { Programs } from './programs';

const NAME = 'CosyVoice Studio helper';

export interface HelperLimits {
  /** Ends the process; what it did is lost. */
  readonly signal?: AbortSignal;
  readonly withinMs?: number;
}

/**
 * Lets a process of its own do one job and ends it.
 * @throws what the job throws; StudioError 'cancelled' when `signal` aborts, 'helper-ended' with `how` and, where the
 * process had any, its `last` words when it ends before it answers or after `withinMs`
 */
export function withHelper<T>(
  { start, helperEntry }: Programs,
  job: (helper: Service<HelperContract>) => Promise<T>,
  { signal, withinMs }: HelperLimits = {},
): Promise<T> {
  signal?.throwIfAborted();
  const child = start({
    entry: helperEntry,
    name: NAME,
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  });
  const helper = connect(helperContract, child.port);
  let words = '';
  child.onStderr((text) => (words = `${words}${text}`.slice(-10_000)));
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
      const last = reasonLine(words);
      const how = ended ?? `code ${code ?? 'unknown'}`;
      reject(new StudioError('helper-ended', { how, ...(last === undefined ? {} : { last }) }));
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
