import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import type { MeasuredProvider, MeasureRequest } from '#contract/helper-api';
import { providerSchema, type Provider } from '#contract/machine';
import { wordsOfThrown } from '#contract/errors';
import { STANDARD_FLOPS, standardGraph, standardShape } from './standard-graph';

/** Long enough to be steady, short enough not to be waited for. */
const MEASURE_MS = 400;
const LEAST_RUNS = 3;

/** Providers worth trying on a platform, best first; the CPU always stands behind them. */
const platformProviders: Readonly<Record<string, readonly Provider[]>> = {
  linux: ['cuda', 'tensorrt', 'webgpu'],
  win32: ['cuda', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
};

export interface KnownProvider {
  readonly provider: Provider;
  /** Whether this build of ONNX Runtime brings it. */
  readonly bundled: boolean;
}

/** Providers worth a try here: this platform's, best first, whatever else the build brings, and the CPU last. */
export function knownProviders(platform: string = process.platform): KnownProvider[] {
  const bundled = new Set(listSupportedBackends().flatMap((it) => (it.bundled ? [it.name] : [])));
  const brought = providerSchema.options.filter((name) => bundled.has(name));
  const names = new Set<Provider>([...(platformProviders[platform] ?? []), ...brought]);
  names.delete('cpu');
  return [...names, 'cpu' as const].map((provider) => ({ provider, bundled: bundled.has(provider) }));
}

/**
 * Runs the standard graph in this very process, where a provider may print, hang or take the process with it: call it in a
 * helper process. @returns how fast it is, or why it does not run
 */
export async function runStandardGraph({ provider, threads }: MeasureRequest): Promise<MeasuredProvider> {
  try {
    const { loadMs, runMs } = await timed(provider, threads);
    return {
      ...{ works: true, reason: '', loadMs: Math.round(loadMs) },
      gigaflops: Math.round((STANDARD_FLOPS / runMs / 1e6) * 10) / 10,
    };
  } catch (thrown) {
    return { works: false, reason: tidyReason(wordsOfThrown(thrown)) };
  }
}

async function timed(
  provider: Provider,
  threads: number,
): Promise<{ readonly loadMs: number; readonly runMs: number }> {
  const startedAt = performance.now();
  const session = await InferenceSession.create(standardGraph(), {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const loadMs = performance.now() - startedAt;
  const { rows, width } = standardShape;
  const x = Float32Array.from({ length: rows * width }, (_, i) => (i % 97) - 48);
  const feeds = { x: new Tensor('float32', x, [rows, width]) };
  const { y } = await session.run(feeds);
  requireRight(x, y!.data as Float32Array);
  const runs: number[] = [];
  const until = performance.now() + MEASURE_MS;
  while (runs.length < LEAST_RUNS || performance.now() < until) {
    const from = performance.now();
    await session.run(feeds);
    runs.push(performance.now() - from);
  }
  await session.release();
  return { loadMs, runMs: runs.sort((a, b) => a - b)[runs.length >> 1]! };
}

/** A driver that computes wrong numbers says nothing of it. */
function requireRight(x: Float32Array, y: Float32Array): void {
  const { width, shift } = standardShape;
  for (let i = 0; i < y.length; i++) {
    const column = i % width;
    const wanted = x[i - column + ((column - shift + width) % width)];
    if (y[i] !== wanted)
      throw new Error(`It computes wrong numbers: ${y[i]} instead of ${wanted} at position ${i}.`);
  }
}

/** The runtime's words without the place in its own source that they come from. */
export function tidyReason(reason: string): string {
  const words = reason.replace(/\s+/g, ' ').trim();
  return words.replace(/^\/onnxruntime_src\/.* was false\. (?=\S)/, '');
}
