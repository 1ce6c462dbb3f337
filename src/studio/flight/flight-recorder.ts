import { availableParallelism } from 'node:os';
import type { Take } from '#contract/domain';
import type { EngineContract, ProcessReading } from '#contract/engine-api';
import type { EventsOf } from '#contract/contract';
import type { LogEntry, Logger } from '#contract/logger';
import type { Trace, TraceSilence } from '#contract/trace';
import type { GpuMeter } from '../machine/gpu-meter';
import { readProcess } from './process-meter';
import { TraceBuilder } from './trace-builder';
import type { TraceStore } from './trace-store';

/** A few times a second, as a person can follow. */
const SAMPLE_EVERY_MS = 250;
/** The driver of a graphics card is a program that takes its time. */
const GPU_EVERY_MS = 1000;
/** The last lines of a take come in a batch after its end. */
const LAST_LINES_MS = 150;

export type EngineProgress = EventsOf<EngineContract>['progress'];

export interface FlightRecorderParts {
  readonly store: TraceStore;
  readonly gpuMeter: GpuMeter;
  readonly log: Logger;
}

interface Open {
  readonly builder: TraceBuilder;
  /** The engine process that makes this take, once there is one. */
  readonly enginePid: () => number | undefined;
  /** What the engine process said of itself with its last report. */
  told?: ProcessReading;
  ending?: NodeJS.Timeout;
}

/** Records every take that runs: what it did, and what the machine did meanwhile. */
export class FlightRecorder {
  private readonly open = new Map<string, Open>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: FlightRecorderParts) {}

  /** A take leaves the queue. */
  begin({ id, createdAt }: Take, enginePid: () => number | undefined): void {
    this.close(id);
    const builder = new TraceBuilder({ takeId: id, createdAt, cpuCount: availableParallelism() });
    this.open.set(id, { builder, enginePid });
    this.timer ??= setInterval(() => void this.sample(), SAMPLE_EVERY_MS).unref();
    void this.sample();
  }

  progress({ takeId, process: told, ...progress }: EngineProgress): void {
    const recording = this.open.get(takeId);
    if (!recording) return;
    recording.builder.progress(progress);
    if (!told) return;
    recording.told = told;
    recording.builder.sample(told, process.memoryUsage.rss());
  }

  lines(entries: readonly LogEntry[]): void {
    for (const entry of entries)
      if (entry.takeId !== undefined) this.open.get(entry.takeId)?.builder.mark(entry);
  }

  /** @param quietMs undefined when the engine speaks again */
  silence(takeId: string, stage: TraceSilence['stage'], quietMs: number | undefined): void {
    this.open.get(takeId)?.builder.silence(stage, quietMs);
  }

  /** @param audioSec how much of the sound is there from now on */
  heard(takeId: string, audioSec: number): void {
    this.open.get(takeId)?.builder.heard(audioSec);
  }

  /** The take is over; its trace is kept once its last lines have come. */
  end(takeId: string, state: 'done' | 'failed' | 'cancelled'): void {
    const recording = this.open.get(takeId);
    if (!recording) return;
    recording.builder.end(state);
    recording.ending = setTimeout(() => this.close(takeId), LAST_LINES_MS).unref();
  }

  /** @returns the trace so far of a take that runs, the kept one of a take that is over */
  trace(takeId: string): Trace | undefined {
    return this.open.get(takeId)?.builder.trace() ?? this.parts.store.get(takeId);
  }

  /** Keeps what is open. */
  stop(): void {
    for (const takeId of [...this.open.keys()]) this.close(takeId);
  }

  private close(takeId: string): void {
    const recording = this.open.get(takeId);
    if (!recording) return;
    clearTimeout(recording.ending);
    this.open.delete(takeId);
    if (this.open.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    try {
      this.parts.store.save(recording.builder.trace());
    } catch (thrown) {
      // a take is worth more than its curve
      this.parts.log.warn('The trace of a take could not be kept', { takeId, cause: thrown });
    }
  }

  private async sample(): Promise<void> {
    const hostBytes = process.memoryUsage.rss();
    const { gpuMeter } = this.parts;
    void gpuMeter.read(GPU_EVERY_MS);
    for (const { enginePid, builder, told } of this.open.values()) {
      const pid = enginePid();
      const seen = pid === undefined ? undefined : await readProcess(pid);
      builder.sample(seen ?? told, hostBytes, gpuMeter.heldBy(pid));
    }
  }
}
