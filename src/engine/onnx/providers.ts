import { providerSchema, type Provider, type ProviderChoice, type ProviderProbe } from '#contract/machine';
import type { MeasuredProvider, MeasureRequest } from '#contract/helper-api';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { knownProviders, runStandardGraph } from './provider-probe';
import { threadCount } from './session';

/** Found to be steady and worth its copies; the others are there for a person to choose. */
const automatic: readonly Provider[] = ['cuda', 'dml', 'coreml'];

type Measure = (request: MeasureRequest) => Promise<MeasuredProvider>;

/** In this process unless it has a host, which measures in a process that may die of it. */
let measure: Measure = runStandardGraph;

/** Said once, where the process starts. */
export function measureProvidersBy(host: Measure): void {
  measure = host;
}

/** What each provider answered, once per process until it is asked again. */
const probes = new Map<Provider, Promise<ProviderProbe>>();

/** Asks a provider now, whatever it said before. */
export function probeProvider(provider: Provider): Promise<ProviderProbe> {
  const probe = measured(provider);
  probes.set(provider, probe);
  return probe;
}

async function measured(provider: Provider): Promise<ProviderProbe> {
  const bundled = knownProviders().some((known) => known.provider === provider && known.bundled);
  return { provider, bundled, ...(await measure({ provider, threads: threadCount() })) };
}

export interface ProviderWish {
  /** What the manifest lists for the graph. */
  readonly allowed: readonly string[];
  /** What a person chose for it; COSYVOICE_STUDIO_PROVIDER overrides it. */
  readonly choice?: ProviderChoice | undefined;
  /** Memory ran out before: the CPU, above the environment. */
  readonly leastMemory?: boolean | undefined;
}

export interface UsableProviders {
  /** In the order to try; the CPU is not named, it always stands behind them. */
  readonly providers: readonly Provider[];
  /** A provider that somebody asked for and that does not run here, with the reason. */
  readonly refused?: { readonly provider: string; readonly reason: string };
}

/** Which providers can run a graph here: the chosen one, or in this platform's order those that its pack allows. */
export async function usableProviders(wish: ProviderWish, log: Logger): Promise<UsableProviders> {
  if (wish.leastMemory === true) return { providers: [] };
  const asked = process.env.COSYVOICE_STUDIO_PROVIDER ?? wish.choice ?? 'auto';
  if (asked !== 'auto' && asked !== '') return usableChoice(asked, log);
  const usable: Provider[] = [];
  for (const { provider } of knownProviders()) {
    if (!automatic.includes(provider) || !wish.allowed.includes(provider)) continue;
    if ((await tried(provider, log)).works) usable.push(provider);
  }
  return { providers: usable };
}

async function usableChoice(asked: string, log: Logger): Promise<UsableProviders> {
  if (asked === 'cpu') return { providers: [] };
  const known = providerSchema.safeParse(asked);
  if (!known.success)
    return { providers: [], refused: { provider: asked, reason: 'There is no such provider.' } };
  const { works, reason } = await tried(known.data, log);
  return works ? { providers: [known.data] } : { providers: [], refused: { provider: asked, reason } };
}

/** One that cannot run is told once. */
async function tried(provider: Provider, log: Logger): Promise<ProviderProbe> {
  const known = probes.get(provider);
  const probe = await (known ?? probeProvider(provider));
  if (!known && !probe.works)
    log.info(`The provider ${provider} does not run here, the CPU does the work`, {
      provider,
      reason: personal(probe.reason),
    });
  return probe;
}
