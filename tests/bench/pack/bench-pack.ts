import type { Tensor } from 'onnxruntime-node';
import { createLogger } from '#contract/logger';
import { loadPack, type LoadedPack } from '../../../src/engine/cosyvoice3/loaded-pack';
import { openSession, type GraphSession, type OpenSession } from '../../../src/engine/onnx/session';

type Tensors = Readonly<Record<string, Tensor>>;

/** A loaded pack, and the same open graphs without the engine around them. */
export interface BenchPack {
  readonly loaded: LoadedPack;
  /**
   * Runs a graph that the engine has opened, by the graph's own session: what is left is the runtime.
   * @param feeds by the graph's own names, as its answer
   */
  readonly bare: (role: string, feeds: Tensors) => Promise<Tensors>;
}

export async function openBenchPack(dir: string): Promise<BenchPack> {
  process.env.COSYVOICE_STUDIO_MEMORY ??= 'keep';
  const sessions = new Map<string, GraphSession>();
  const silent = createLogger('bench', () => undefined);
  const open: OpenSession = async (request, log) => {
    const session = await openSession(request, log);
    sessions.set(request.role, session);
    return session;
  };
  const loaded = await loadPack(dir, silent, { open });
  return {
    loaded,
    bare: async (role, feeds) => {
      const session = sessions.get(role);
      if (!session) throw new Error(`${role} was never opened by the engine`);
      return session.run(feeds);
    },
  };
}
