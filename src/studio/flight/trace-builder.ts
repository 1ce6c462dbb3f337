import type { ProcessReading } from '#contract/engine-api';
import type { LogEntry } from '#contract/logger';
import type { StageProgress } from '#contract/stages';
import type { Trace, TraceArrival, TraceMark, TracePoint, TraceSilence, TraceSpan } from '#contract/trace';
import { createSeries } from './series';

/** More lines than this are rare; the log has them all. */
const MOST_MARKS = 400;
/** More segments than this are an hour of sound and more. */
const MOST_ARRIVALS = 600;
/** Two readings of processor time that are closer than this give noise, not a share. */
const CPU_SPAN_MS = 150;

export interface TraceStart {
  readonly takeId: string;
  /** When the take was asked for, ISO 8601. */
  readonly createdAt: string;
  readonly cpuCount: number;
}

/** The trace of one take while it runs: takes what comes, in order, and answers with the trace so far. */
export class TraceBuilder {
  private readonly startedAt = Date.now();
  /** Of the steady clock: the wall clock may be set while a take runs. */
  private readonly startedMs = performance.now();
  private readonly series = createSeries();
  private readonly spans: TraceSpan[] = [];
  private readonly marks: TraceMark[] = [];
  private readonly silences: TraceSilence[] = [];
  private arrivals: TraceArrival[] = [];
  private marksDropped = 0;
  private tokenUnit: Trace['tokenUnit'];
  private counts: Pick<TracePoint, 'tokens' | 'steps'> = {};
  private cpu: { readonly atMs: number; readonly cpuMs: number } | undefined;
  private endMs: number | undefined;

  constructor(private readonly start: TraceStart) {}

  progress({ stage, state, done, unit }: StageProgress): void {
    const atMs = this.now();
    const span = this.spans.find((each) => each.stage === stage);
    if (!span) this.spans.push(withEnd({ stage, state, startMs: atMs }, atMs));
    else if (span.state !== state)
      this.spans[this.spans.indexOf(span)] = withEnd({ stage, state, startMs: span.startMs }, atMs);
    if (done === undefined) return;
    if (stage === 'tokens') {
      if (unit === 'tokens' || unit === 'segments') this.tokenUnit = unit;
      this.counts = { ...this.counts, tokens: done };
    }
    if (stage === 'flow') this.counts = { ...this.counts, steps: done };
    if (stage === 'tokens' || stage === 'flow') this.series.add({ atMs, ...this.counts });
  }

  /** @param engine undefined when the engine process could not be read */
  sample(engine: ProcessReading | undefined, hostBytes: number, vramBytes?: number): void {
    if (this.endMs !== undefined) return;
    const atMs = this.now();
    const cpuPercent = engine && this.cpuShare(atMs, engine.cpuMs);
    this.series.add({
      atMs,
      ...this.counts,
      hostBytes,
      ...(engine ? { engineBytes: engine.residentBytes } : {}),
      ...(cpuPercent === undefined ? {} : { cpuPercent }),
      ...(vramBytes === undefined ? {} : { vramBytes }),
    });
  }

  mark({ seq, time, level, success, stage }: LogEntry): void {
    if (this.marks.length >= MOST_MARKS) {
      this.marksDropped += 1;
      return;
    }
    this.marks.push({
      seq,
      atMs: Math.max(0, new Date(time).getTime() - this.startedAt),
      level,
      ...(success ? { success } : {}),
      ...(stage === undefined ? {} : { stage }),
    });
  }

  /** @param quietMs how long the engine has said nothing; undefined when it speaks again */
  silence(stage: TraceSilence['stage'], quietMs: number | undefined): void {
    const atMs = this.now();
    const open = this.silences.at(-1);
    if (quietMs !== undefined)
      this.silences.push({ ...(stage === undefined ? {} : { stage }), startMs: Math.max(0, atMs - quietMs) });
    else if (open && open.endMs === undefined) open.endMs = atMs;
  }

  heard(audioSec: number): void {
    this.arrivals.push({ atMs: this.now(), audioSec });
    // the first audio and the newest stay
    if (this.arrivals.length > MOST_ARRIVALS)
      this.arrivals = this.arrivals.filter((_, at, all) => at % 2 === 0 || at === all.length - 1);
  }

  /** @param state what a lane that still runs has come to */
  end(state: 'done' | 'failed' | 'cancelled'): void {
    this.endMs = this.now();
    for (const [at, span] of this.spans.entries())
      if (span.endMs === undefined) this.spans[at] = { ...span, state, endMs: this.endMs };
  }

  trace(): Trace {
    const { takeId, createdAt, cpuCount } = this.start;
    return {
      takeId,
      startedAt: new Date(this.startedAt).toISOString(),
      queuedMs: Math.max(0, this.startedAt - new Date(createdAt).getTime()),
      cpuCount,
      spans: [...this.spans],
      points: [...this.series.points()],
      marks: [...this.marks],
      marksDropped: this.marksDropped,
      silences: this.silences.map((each) => ({ ...each })),
      arrivals: [...this.arrivals],
      ...(this.endMs === undefined ? {} : { endMs: this.endMs }),
      ...(this.tokenUnit === undefined ? {} : { tokenUnit: this.tokenUnit }),
    };
  }

  private now(): number {
    return Math.round(performance.now() - this.startedMs);
  }

  private cpuShare(atMs: number, cpuMs: number): number | undefined {
    const before = this.cpu;
    if (before && atMs - before.atMs < CPU_SPAN_MS) return undefined;
    this.cpu = { atMs, cpuMs };
    // a process that was started anew counts from nought
    if (!before || cpuMs < before.cpuMs) return undefined;
    return Math.round((100 * (cpuMs - before.cpuMs)) / (atMs - before.atMs));
  }
}

function withEnd(span: TraceSpan, atMs: number): TraceSpan {
  return span.state === 'running' || span.state === 'waiting' ? span : { ...span, endMs: atMs };
}
