import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { explainRuntimeFailure } from './failures';
import type { ModelFile } from './model-file';

export type OptimizationLevel = 'disabled' | 'basic' | 'extended' | 'all';

export interface SessionRequest {
  /** The role in the pack, for messages. */
  readonly role: string;
  readonly model: ModelFile;
  /** Execution providers in the order to try; the CPU always stands last. */
  readonly providers: readonly string[];
  readonly optimizationLevel: OptimizationLevel;
  /** Off where shapes change from run to run, as in the flow: a pattern would be planned and thrown away each time. */
  readonly memoryPattern: boolean;
  /** Told of each provider that could not open the graph, and why. */
  readonly passOver?: (provider: string, reason: string) => void;
}

type Feeds = Readonly<Record<string, Tensor>>;

/** One opened graph. Runs are blocking inside; between two runs the event loop turns once, so that cancel can arrive. */
export interface GraphSession {
  readonly role: string;
  /** The provider that really runs it. */
  readonly provider: string;
  /** @throws StudioError 'out-of-memory' or 'pack-invalid' */
  run(feeds: Feeds): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/** Opens a session; tests wrap it to watch what is fed. */
export type OpenSession = (request: SessionRequest, log: Logger) => Promise<GraphSession>;

/**
 * Opens a graph from its path with the first provider that can run it; a provider list does not fall back by itself.
 * @throws StudioError 'out-of-memory' or 'pack-invalid' when the CPU cannot open it either
 */
export const openSession: OpenSession = async (request, log) => {
  const { role } = request;
  for (const provider of request.providers.filter((name) => name !== 'cpu')) {
    try {
      return await createSession(request, provider);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      log.warn(`The provider ${provider} cannot run ${role}; the next one is tried`, {
        ...{ role, provider, reason: personal(reason) },
      });
      request.passOver?.(provider, reason);
    }
  }
  return openOnCpu(request);
};

/** Opens a graph on the CPU, whatever providers are asked for. @throws StudioError 'out-of-memory' or 'pack-invalid' */
export async function openOnCpu(request: SessionRequest): Promise<GraphSession> {
  try {
    return await createSession(request, 'cpu');
  } catch (thrown) {
    throw explainRuntimeFailure(thrown, 'load', `${request.role} (${basename(request.model.path)})`);
  }
}

async function createSession(request: SessionRequest, provider: string): Promise<GraphSession> {
  const options = sessionOptions(request, provider);
  return graphSession(request.role, provider, await InferenceSession.create(request.model.path, options));
}

/** Options as measured in docs/engine.md: no spinning, one graph at a time, weights not packed twice. */
export function sessionOptions(request: SessionRequest, provider: string): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    executionMode: 'sequential',
    interOpNumThreads: 1,
    intraOpNumThreads: threadCount(),
    graphOptimizationLevel: request.optimizationLevel,
    enableCpuMemArena: true,
    enableMemPattern: request.memoryPattern,
    logSeverityLevel: 3,
    extra: {
      session: {
        intra_op: { allow_spinning: '0' },
        // signed bytes overflow in processors without VNNI; with this the runtime rewrites them. Where it fuses the operator
        // itself, weights that two nodes share would be rewritten twice, and the graph does not open
        ...(hasOperator(request.model, 'DynamicQuantizeMatMul') ? { x64quantprecision: '1' } : {}),
        // quantised kernels are 40 times slower without their packed weights; fp32 ones only need more memory
        ...(isPlainFloat32(request.model) ? { disable_prepacking: '1' } : {}),
      },
    },
  };
}

/** Threads for one graph: physical cores, one of them left to the studio on larger machines, at most 16. */
export function threadCount(logical = availableParallelism(), arch: string = process.arch): number {
  const asked = Number(process.env.COSYVOICE_STUDIO_THREADS);
  if (Number.isInteger(asked) && asked > 0) return asked;
  if (logical <= 4) return logical;
  const physical = arch === 'x64' ? Math.ceil(logical / 2) : logical;
  return Math.min(16, Math.max(4, physical - 1));
}

const hasOperator = ({ nodes }: ModelFile, wanted: string): boolean =>
  nodes.some(({ opType }) => opType === wanted);

/** Whether a graph has no quantised and no half-precision weights, and no operator that quantises as it runs. */
function isPlainFloat32({ nodes, initializers }: ModelFile): boolean {
  const narrow = ['float16', 'int8', 'uint8'];
  return (
    !nodes.some(({ opType }) => /Quant|NBits|Bnb4|Integer/.test(opType)) &&
    initializers.every(({ dtype }) => !narrow.includes(dtype))
  );
}

function graphSession(role: string, provider: string, session: InferenceSession): GraphSession {
  let open = true;
  return {
    role,
    provider,
    run: async (feeds) => {
      try {
        return await session.run(feeds);
      } catch (thrown) {
        throw explainRuntimeFailure(thrown, 'run', role);
      }
    },
    release: async () => {
      if (!open) return;
      open = false;
      await session.release();
    },
  };
}
