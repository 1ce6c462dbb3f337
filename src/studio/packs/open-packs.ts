import type { Download } from '#contract/packs';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { HostAbilities } from '../lib/host-abilities';
import type { StudioLog } from '../log/log';
import type { Storage } from '../storage/open-storage';
import type { Programs } from '../programs/programs';
import type { Samples } from '../voices/samples';
import { Catalogue } from './catalogue';
import { createHttpGet, type HttpGet } from './downloads/http';
import { samplePromptFile } from '../voices/samples';
import { compileInHelper } from './making/compile-in-helper';
import type { Compile } from './making/pack-making';
import { retryPolicy, type RetryPolicy } from './downloads/retry-policy';
import { packHandlers } from './pack-handlers';
import { PackReports } from './pack-reports';
import { Packs } from './packs';

/** What whoever opens a studio says of its downloads. */
export interface PackOptions {
  /** The way to the network; undici's, through the proxy of the environment, when absent. */
  readonly get?: HttpGet;
  /** How long downloads wait for what. */
  readonly retryPolicy?: Partial<RetryPolicy>;
  /** For tests: turns checkpoints into a pack in their own way. */
  readonly compile?: Compile;
}

export interface OpenPacksParts {
  readonly options: PackOptions & { readonly resourcesDir: string; readonly programs?: Programs };
  readonly storage: Storage;
  readonly engine: EngineSupervisor;
  readonly samples: Samples;
  readonly abilities: HostAbilities;
  readonly log: StudioLog;
  readonly onChange: (packId: string) => void;
  readonly onDownload: (download: Download) => void;
  readonly mayCheck: () => boolean;
  readonly takeRuns: () => boolean;
}

/** The packs of this machine: known, on their way, installed, checked. */
export function openPacks(parts: OpenPacksParts) {
  const { options, storage, engine, samples, abilities } = parts;
  const { db, folders, settings, modelsFolder } = storage;
  const log = parts.log.logger('studio');
  const catalogue = new Catalogue(folders.manifests, log);
  const packs = new Packs({
    ...{ catalogue, engine },
    reports: new PackReports({ db, engine, samples, log }),
    modelsDir: modelsFolder,
    compile: options.compile ?? compileInHelper(options.programs),
    prompt: () => samplePromptFile(options.resourcesDir, 'zh'),
    get: options.get ?? createHttpGet(),
    retryPolicy: { ...retryPolicy, ...options.retryPolicy },
    mirror: () => settings.get().packMirror,
    log: parts.log.logger('packs'),
    onChange: parts.onChange,
    onDownload: parts.onDownload,
    mayCheck: parts.mayCheck,
    takeRuns: parts.takeRuns,
  });
  return { packs, catalogue, handlers: packHandlers({ packs, abilities }) };
}
