import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { listSupportedBackends } from 'onnxruntime-node';
import { z } from 'zod';
import { reasonLine } from '#contract/crash-words';
import { providerSchema, type Provider, type ProviderProbe } from '#contract/machine';
import { STANDARD_FLOPS, standardGraph, standardShape } from './standard-graph';

const PROBE_TIMEOUT_MS = 30_000;
/** Long enough to be steady, short enough not to be waited for. */
const MEASURE_MS = 400;

/** Providers worth trying on a platform, best first; the CPU always stands behind them. */
const platformProviders: Readonly<Record<string, readonly Provider[]>> = {
  linux: ['cuda', 'tensorrt', 'webgpu'],
  win32: ['cuda', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
};

/** Runs in a process of its own: a provider may print, hang or take its process with it. */
const probeScript = `
const { InferenceSession, Tensor } = require(process.argv[1]);
const [provider, threads, measureMs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const { rows, width, shift } = JSON.parse(process.argv[5]);
const pieces = [];
process.stdin.on('data', (piece) => pieces.push(piece)).on('end', () => probe(Buffer.concat(pieces)).catch((error) => {
  process.stdout.write('\\n' + JSON.stringify({ reason: error.message }), () => process.exit(2));
}));
async function probe(model) {
  const startedAt = performance.now();
  const session = await InferenceSession.create(model, {
    executionProviders: [provider], intraOpNumThreads: threads, logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const loadMs = performance.now() - startedAt;
  const x = Float32Array.from({ length: rows * width }, (_, i) => (i % 97) - 48);
  const feeds = { x: new Tensor('float32', x, [rows, width]) };
  const { y } = await session.run(feeds);
  for (let i = 0; i < y.data.length; i++) {
    const column = i % width;
    const wanted = x[i - column + ((column - shift + width) % width)];
    if (y.data[i] !== wanted) throw new Error('It computes wrong numbers: ' + y.data[i] + ' instead of ' + wanted + ' at position ' + i + '.');
  }
  const runs = [];
  const until = performance.now() + measureMs;
  while (runs.length < 3 || performance.now() < until) {
    const from = performance.now();
    await session.run(feeds);
    runs.push(performance.now() - from);
  }
  const runMs = runs.sort((a, b) => a - b)[runs.length >> 1];
  process.stdout.write('\\n' + JSON.stringify({ loadMs, runMs }), () => process.exit(0));
}
`;

const answerSchema = z.union([
  z.object({ reason: z.string() }),
  z.object({ loadMs: z.number(), runMs: z.number().positive() }),
]);

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

/** @returns whether a provider runs the standard graph on this machine and how fast, or why not. Never rejects. */
export async function measureProvider(provider: Provider, threads: number): Promise<ProviderProbe> {
  const bundled = knownProviders().some((known) => known.provider === provider && known.bundled);
  const answer = answerOf(await runProbe(provider, threads));
  if ('reason' in answer) return { provider, bundled, works: false, reason: answer.reason };
  return {
    ...{ provider, bundled, works: true, reason: '' },
    loadMs: Math.round(answer.loadMs),
    gigaflops: Math.round((STANDARD_FLOPS / answer.runMs / 1e6) * 10) / 10,
  };
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly error:
    (Error & { readonly code?: unknown; readonly signal?: string | null; readonly killed?: boolean }) | null;
}

function runProbe(provider: string, threads: number): Promise<Said> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-node');
  // inside Electron the executable is Electron: the variable makes it a plain Node
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ORT_DISABLE_TELEMETRY: '1' };
  const args = [runtime, provider, String(threads), String(MEASURE_MS), JSON.stringify(standardShape)];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['-e', probeScript, ...args],
      { env, timeout: PROBE_TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
    // a child that died before it read says so by its exit
    child.stdin?.on('error', () => undefined).end(standardGraph());
  });
}

/** The last line is the answer; a provider may have printed before it, or have ended the process instead. */
export function answerOf({ stdout, stderr, error }: Said): z.output<typeof answerSchema> {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    const answer = answerSchema.parse(JSON.parse(line));
    return 'reason' in answer ? { reason: tidy(answer.reason) } : answer;
  } catch {
    if (error?.killed) return { reason: `It did not answer within ${PROBE_TIMEOUT_MS / 1000} s.` };
    const words = reasonLine(stderr);
    if (words !== undefined) return { reason: tidy(words) };
    if (!error) return { reason: 'It said nothing.' };
    const how = error.signal ?? `code ${String(error.code)}`;
    return { reason: `It ended its process (${how}) and gave no reason.` };
  }
}

/** The runtime's words without the place in its own source that they come from. */
function tidy(reason: string): string {
  const words = reason.replace(/\s+/g, ' ').trim();
  return words.replace(/^\/onnxruntime_src\/.* was false\. (?=\S)/, '');
}
