import {
  engineContract,
  type EngineApi,
  type EngineDescription,
  type EngineReport,
} from '#contract/engine-api';
import { hostContract } from '#contract/helper-api';
import type { ProviderProbe } from '#contract/machine';
import { connect, serve } from '#contract/rpc';
import { forkedPrograms, forkProgram } from '#server/fork-program';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { createHostService } from '#studio/programs/host-service';
import { warningWords } from '#i18n/finding-words';
import { engineEntry } from '../with-studio';
import type { Finding } from './finding';

const ANSWER_WITHIN_MS = 30_000;

export interface EngineFindings {
  readonly report?: EngineReport;
  readonly findings: Finding[];
  /** Absent when it was not asked for. */
  readonly providers?: ProviderProbe[];
}

/**
 * Starts an engine process of its own, asks it, and ends it: works while a studio has the library open.
 * @param probe lets each provider run the standard graph: seconds
 */
export async function describeEngines(
  modelsDir: string | undefined,
  { probe }: { readonly probe: boolean },
): Promise<EngineFindings> {
  const child = engineLauncher(forkProgram, engineEntry()).launch({ modelsDir });
  serve(hostContract, createHostService(forkedPrograms), child.port);
  const words: string[] = [];
  child.onStderr((text) => words.push(text));
  const { api } = connect(engineContract, child.port);
  const timeout = setTimeout(() => child.kill(), ANSWER_WITHIN_MS);
  try {
    const report = await api.describe();
    clearTimeout(timeout);
    const findings = [...report.engines.map(findingOf), ...nobodySpeaks(report.engines)];
    return { report, findings, ...(probe ? { providers: await probeAll(api) } : {}) };
  } catch (thrown) {
    const why = words.join('').trim().split('\n').slice(-3).join(' ') || String(thrown);
    return {
      findings: [
        {
          area: 'engine',
          level: 'problem',
          message: `The engine process does not answer: ${why}`,
          repair: 'Run npm ci and npm run build, then try again; the log tells more.',
        },
      ],
    };
  } finally {
    clearTimeout(timeout);
    child.kill();
  }
}

/** One after the other: two at once would each look slow. */
async function probeAll(api: EngineApi): Promise<ProviderProbe[]> {
  const probes: ProviderProbe[] = [];
  for (const { provider } of await api.listProviders()) {
    process.stderr.write(`Asking ${provider} …\n`);
    probes.push(await api.probeProvider({ provider }));
  }
  return probes;
}

function findingOf({ name, available, limit, languages, provider }: EngineDescription): Finding {
  if (!available) {
    const why = limit ? warningWords(limit, 'en') : 'it says no reason';
    return { area: 'engine', level: 'note', message: `${name} cannot speak: ${why}` };
  }
  const speaks = `${name} speaks ${languages.join(', ')} (${provider})`;
  if (!limit) return { area: 'engine', level: 'ok', message: speaks };
  return { area: 'engine', level: 'warning', message: `${speaks}; limited: ${warningWords(limit, 'en')}` };
}

function nobodySpeaks(engines: readonly EngineDescription[]): Finding[] {
  if (engines.some(({ available }) => available)) return [];
  return [
    {
      area: 'engine',
      level: 'problem',
      message: 'No engine can speak.',
      repair: 'Run npm ci again: the draft voice comes with the studio and needs no download.',
    },
  ];
}
