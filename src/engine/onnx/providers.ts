import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Logger } from '#contract/logger';

/** Providers worth trying on a platform, best first; the CPU always stands behind them. */
const platformOrder: Readonly<Record<string, readonly string[]>> = {
  linux: ['cuda'],
  win32: ['cuda', 'dml'],
  darwin: ['coreml'],
};

/** y = -x over two numbers: the smallest ONNX model that a provider can be asked to run. */
const PROBE_MODEL = 'CAg6MgoLCgF4EgF5IgNOZWcSAXBaDwoBeBIKCggIARIECgIIAmIPCgF5EgoKCAgBEgQKAggCQgQKABAP';
const PROBE_TIMEOUT_MS = 20_000;

/** Runs in a process of its own: a provider may print, hang or take its process with it. */
const probeScript = `
const { InferenceSession, Tensor } = require(process.argv[1]);
const model = Buffer.from('${PROBE_MODEL}', 'base64');
InferenceSession.create(model, { executionProviders: [process.argv[2]], logSeverityLevel: 4 })
  .then((session) => session.run({ x: new Tensor('float32', [1, -2], [2]) }))
  .then(({ y }) => process.exit(y.data[0] === -1 && y.data[1] === 2 ? 0 : 3))
  .catch((error) => { console.error(error.message); process.exit(2); });
`;

const probes = new Map<string, Promise<string>>();

/**
 * Which of a pack's providers can run here, in this platform's order, without the CPU. Each is tried once per process.
 * @param allowed what the manifest lists for a graph; COSYVOICE_STUDIO_PROVIDER overrides it
 */
export async function usableProviders(allowed: readonly string[], log: Logger): Promise<string[]> {
  const asked = process.env.COSYVOICE_STUDIO_PROVIDER;
  const candidates = asked
    ? [asked]
    : (platformOrder[process.platform] ?? []).filter((name) => allowed.includes(name));
  const usable: string[] = [];
  for (const provider of candidates.filter((name) => name !== 'cpu')) {
    const known = probes.has(provider);
    const probe = probes.get(provider) ?? probeProvider(provider);
    probes.set(provider, probe);
    const reason = await probe;
    if (reason === '') usable.push(provider);
    else if (!known)
      log.info(`The provider ${provider} does not run here, the CPU does the work`, { provider, reason });
  }
  return usable;
}

/** @returns why a provider cannot run a graph on this machine; empty when it can */
export async function probeProvider(provider: string): Promise<string> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-node');
  // inside Electron the executable is Electron: the variable makes it a plain Node
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ORT_DISABLE_TELEMETRY: '1' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', probeScript, runtime, provider],
      { env, timeout: PROBE_TIMEOUT_MS, windowsHide: true },
      (error, _stdout, stderr) => {
        resolve(error === null ? '' : (stderr.trim().split('\n').at(-1) ?? '') || error.message);
      },
    );
  });
}
