import type { Ask } from './hardware';
import { askProgram } from './hardware';
import { NVIDIA_PROCESSES, NVIDIA_QUERY, parseNvidiaProcesses, parseNvidiaSmi } from './nvidia';

/** Memory of the graphics cards at one moment, as their driver tells it. */
export interface GpuReading {
  /** Of the card with the most room: the runtime takes the first, and most machines have one. */
  readonly freeBytes: number;
  /** In use on all cards, whoever uses it. */
  readonly usedBytes: number;
  /** What single processes hold; empty where the driver does not tell, as on Windows. */
  readonly byProcess: ReadonlyMap<number, number>;
}

/** Asks the driver of NVIDIA cards at most once at a time, and never again where there is none. */
export class GpuMeter {
  /** The newest answer, however old. */
  latest: GpuReading | undefined;
  private readAtMs = -Infinity;
  private asking: Promise<void> | undefined;
  private absent = false;

  constructor(private readonly ask: Ask = askProgram) {}

  /** @returns a reading not older than `maxAgeMs`; undefined where no driver answers */
  async read(maxAgeMs: number): Promise<GpuReading | undefined> {
    if (this.absent) return undefined;
    if (performance.now() - this.readAtMs > maxAgeMs) {
      this.asking ??= this.look().finally(() => (this.asking = undefined));
      await this.asking;
    }
    return this.latest;
  }

  /** @returns what a process holds at most, from the newest reading: its own share where the driver tells it */
  heldBy(pid: number | undefined): number | undefined {
    if (!this.latest || pid === undefined) return undefined;
    const { byProcess, usedBytes } = this.latest;
    return byProcess.get(pid) ?? (byProcess.size === 0 ? usedBytes : undefined);
  }

  private async look(): Promise<void> {
    try {
      const cards = parseNvidiaSmi(await this.ask('nvidia-smi', NVIDIA_QUERY));
      const known = cards.flatMap(({ memoryBytes, freeBytes }) =>
        memoryBytes === undefined || freeBytes === undefined ? [] : [{ memoryBytes, freeBytes }],
      );
      // a driver that names no memory will not name it a second later
      if (known.length === 0) return this.giveUp();
      const processes = await this.ask('nvidia-smi', NVIDIA_PROCESSES).catch(() => '');
      this.latest = {
        freeBytes: Math.max(...known.map(({ freeBytes }) => freeBytes)),
        usedBytes: known.reduce((sum, { memoryBytes, freeBytes }) => sum + memoryBytes - freeBytes, 0),
        byProcess: parseNvidiaProcesses(processes),
      };
      this.readAtMs = performance.now();
    } catch {
      this.giveUp();
    }
  }

  private giveUp(): void {
    this.absent = true;
    this.latest = undefined;
  }
}
