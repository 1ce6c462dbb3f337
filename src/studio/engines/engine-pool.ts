import type { Logger } from '#contract/logger';
import type { StudioError } from '#contract/errors';
import type { EngineSupervisor } from './engine-supervisor';
import { availableMemory } from '../machine/hardware';

/** An engine process is at least this large once it has spoken, bytes. */
const LEAST_ENGINE_BYTES = 300_000_000;
/** What must stay free for the rest of the machine. */
const SPARE_BYTES = 500_000_000;

export interface EnginePoolParts {
  /** The engine that also enrols, coaches and describes. */
  readonly primary: EngineSupervisor;
  /** Makes a supervisor whose process is not started yet. */
  readonly spawn: () => EngineSupervisor;
  readonly log: Logger;
  /** Memory that programs may still have, bytes. */
  readonly freeBytes?: () => number;
}

/**
 * Engine processes for takes that run side by side. One process does one piece of work at a time, so a second take needs
 * a second process, with models of its own; it is started only while they fit into memory, and ended when it has no work.
 */
export class EnginePool {
  private readonly extra: EngineSupervisor[] = [];
  private readonly busy = new Set<EngineSupervisor>();
  private readonly claims: ((engine: EngineSupervisor) => void)[] = [];
  private toldFull = false;

  constructor(private readonly parts: EnginePoolParts) {}

  /** @param most how many takes may run side by side   @returns an idle engine; undefined when there is no room */
  acquire(most: number): EngineSupervisor | undefined {
    if (this.busy.size >= most) return undefined;
    const engine = this.idle() ?? this.another();
    if (engine) this.busy.add(engine);
    return engine;
  }

  /** @returns the first engine that is let go of, before anybody else may have it */
  next(): Promise<EngineSupervisor> {
    return new Promise((resolve) => this.claims.push(resolve));
  }

  release(engine: EngineSupervisor): void {
    const claim = this.claims.shift();
    if (claim) claim(engine);
    else this.busy.delete(engine);
  }

  /** Ends the processes that have no work, but for the first one. */
  async trim(): Promise<void> {
    const idle = this.extra.filter((engine) => !this.busy.has(engine));
    for (const engine of idle) this.extra.splice(this.extra.indexOf(engine), 1);
    await Promise.all(idle.map((engine) => engine.stop()));
  }

  /** Ends the first process and starts it anew; what it was doing fails with `reason`. */
  restartPrimary(reason: StudioError): Promise<void> {
    return this.parts.primary.restart(reason);
  }

  async stop(): Promise<void> {
    await Promise.all([this.parts.primary, ...this.extra].map((engine) => engine.stop()));
  }

  private idle(): EngineSupervisor | undefined {
    return [this.parts.primary, ...this.extra].find((engine) => !this.busy.has(engine));
  }

  private another(): EngineSupervisor | undefined {
    const { primary, spawn, log, freeBytes = availableMemory } = this.parts;
    const neededBytes = Math.max(LEAST_ENGINE_BYTES, primary.status().residentBytes) + SPARE_BYTES;
    const free = freeBytes();
    if (free < neededBytes) {
      if (!this.toldFull)
        log.warn('No second take runs beside the first: its engine would not fit into memory', {
          freeBytes: free,
          neededBytes,
        });
      this.toldFull = true;
      return undefined;
    }
    this.toldFull = false;
    const engine = spawn();
    this.extra.push(engine);
    return engine;
  }
}
