import { machineReportSchema, type MachineReport, type ProbeProgress } from '#contract/machine';
import { StudioError } from '#contract/errors';
import type { EngineApi } from '#contract/engine-api';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { writeWhole } from '../storage/files/files';
import { type Describe, probeHardware } from './hardware';
import { readNote } from '../storage/files/regular-file';

export interface MachineParts {
  /** Where the last report is kept: it is cheap to make again, so it is no part of the library. */
  readonly file: string;
  readonly engine: {
    use<T>(work: (api: EngineApi) => Promise<T>): Promise<T>;
    describe(signal: AbortSignal): Promise<{ readonly runtimeVersion: string }>;
  };
  readonly log: Logger;
  readonly onProgress: (progress: ProbeProgress) => void;
  readonly describe: Describe;
}

/** What the studio knows of its machine. A probe takes seconds, so its report is kept until somebody asks again. */
export class Machine {
  private probing: Promise<MachineReport> | undefined;

  constructor(private readonly parts: MachineParts) {}

  /** @returns the last report, if it can be read; undefined before the first probe */
  report(): Promise<MachineReport | undefined> {
    return keptReport(this.parts.file);
  }

  /** Looks at the hardware, then lets each provider run the standard graph; who asks meanwhile gets the same report. */
  probe(): Promise<MachineReport> {
    this.probing ??= this.look().finally(() => {
      this.probing = undefined;
    });
    return this.probing;
  }

  private async look(): Promise<MachineReport> {
    const { engine, log, onProgress } = this.parts;
    const { runtimeVersion } = await engine.describe(new AbortController().signal);
    const known = await engine.use((api) => api.listProviders());
    const total = known.length + 1;
    onProgress({ step: 'hardware', done: 0, total });
    const hardware = await probeHardware(this.parts.describe);
    const providers: MachineReport['providers'] = [];
    // one after the other: two at once would each look slow
    for (const [at, { provider }] of known.entries()) {
      onProgress({ step: provider, done: at + 1, total });
      const probe = await engine.use((api) => api.probeProvider({ provider }));
      providers.push(probe);
      const { works, reason, gigaflops, loadMs } = probe;
      const found = works ? `runs at ${gigaflops ?? 0} GFLOP/s` : `does not run here: ${personal(reason)}`;
      log.info(`Provider ${provider} ${found}`, { provider, works, gigaflops, loadMs });
    }
    for (const note of hardware.notes) log.warn(personal(note));
    const report = { probedAt: new Date().toISOString(), runtimeVersion, hardware, providers };
    await this.keep(report);
    return report;
  }

  /** What was found out is told, also where it cannot be kept. */
  private async keep(report: MachineReport): Promise<void> {
    try {
      await writeWhole(this.parts.file, [Buffer.from(JSON.stringify(report))]);
    } catch (thrown) {
      this.parts.log.warn('The report of this machine is not kept', { code: StudioError.from(thrown).code });
    }
  }
}

/** @returns the report in a file, if it can be read */
export async function keptReport(file: string): Promise<MachineReport | undefined> {
  const text = await readNote(file).catch(() => '');
  try {
    return machineReportSchema.parse(JSON.parse(text));
  } catch {
    // none yet, or of another version of the studio: the next probe writes it anew
    return undefined;
  }
}
