import type { Tensor } from 'onnxruntime-node';
import { openSession, type OpenSession } from '../../src/engine/onnx/session';

export interface RecordedRun {
  readonly role: string;
  /** By the graph's own names; arrays are copies, since the flow reuses its own. */
  readonly feeds: Readonly<
    Record<
      string,
      { readonly type: string; readonly dims: readonly number[]; readonly data: ArrayLike<number | bigint> }
    >
  >;
}

/** Real sessions that write down what they were fed and when they were closed. */
export function recordingSessions(): {
  readonly open: OpenSession;
  readonly runs: RecordedRun[];
  readonly events: string[];
} {
  const runs: RecordedRun[] = [];
  const events: string[] = [];
  const open: OpenSession = async (request, log) => {
    const session = await openSession(request, log);
    events.push(`open ${request.role}`);
    return {
      ...session,
      run: async (feeds) => {
        runs.push({ role: request.role, feeds: copied(feeds) });
        return session.run(feeds);
      },
      release: async () => {
        events.push(`close ${request.role}`);
        await session.release();
      },
    };
  };
  return { open, runs, events };
}

function copied(feeds: Readonly<Record<string, Tensor>>): RecordedRun['feeds'] {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { type, dims, data }]) => [
      name,
      { type, dims: [...dims], data: Array.from(data as ArrayLike<number | bigint>) },
    ]),
  );
}
