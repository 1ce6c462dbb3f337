import { isOver, type Take } from '#contract/domain';
import { logLevels, type LogLevel } from '#contract/logger';
import type { Status } from '#contract/studio-state';
import type { Health } from './health';

/** What the studio counts about itself since it started. */
export interface MetricsNow {
  readonly health: Health;
  readonly engine: Pick<Status['engine'], 'restarts' | 'residentBytes'>;
  readonly logLines: Readonly<Record<LogLevel, number>>;
}

type Labels = Readonly<Record<string, string>>;

/** Sums by label, in the order in which they came up. */
class Sums {
  private readonly byLabels = new Map<string, number>();

  add(labels: Labels, value: number): void {
    const key = labelText(labels);
    this.byLabels.set(key, (this.byLabels.get(key) ?? 0) + value);
  }

  samples(name: string): string[] {
    return [...this.byLabels].map(([labels, value]) => `${name}${labels} ${value}`);
  }
}

/** The studio in Prometheus' text format (0.0.4): a page of numbers, for those who collect them. */
export class Metrics {
  private readonly open = new Set<string>();
  private readonly takes = new Sums();
  private readonly audioSec = new Sums();
  private readonly wallSec = new Sums();
  private readonly stageSec = new Sums();
  private readonly stageCount = new Sums();

  /** A take moved on; each is counted once, when it ends. */
  take(take: Take): void {
    const { id, state, recipe, stages, audioSec = 0, wallSec = 0 } = take;
    const { engine } = recipe;
    if (!isOver(take)) return void this.open.add(id);
    if (!this.open.delete(id)) return;
    this.takes.add({ engine, state }, 1);
    if (state !== 'done') return;
    this.audioSec.add({ engine }, audioSec);
    this.wallSec.add({ engine }, wallSec);
    for (const { stage, elapsedMs } of stages) {
      this.stageSec.add({ engine, stage }, elapsedMs / 1000);
      this.stageCount.add({ engine, stage }, 1);
    }
  }

  /** @returns the page; the real-time factor is `wall_seconds` by `audio_seconds` over any span of time */
  text({ health, engine, logLines }: MetricsNow): string {
    const { memory, queue, status, model_loaded: loaded, version } = health;
    return [
      ...family('info', 'gauge', 'The studio that answers.', [`cosyvoice_info${labelText({ version })} 1`]),
      ...gauge(
        'up',
        'Whether it can speak: 1, or 0 when /health answers 503.',
        Number(status !== 'degraded'),
      ),
      ...gauge('model_loaded', 'Whether a model is in memory.', Number(loaded)),
      ...gauge('queue_takes', 'Takes that wait or run.', queue),
      ...family('resident_bytes', 'gauge', 'Memory in use.', [
        `cosyvoice_resident_bytes{process="host"} ${memory.host_bytes}`,
        `cosyvoice_resident_bytes{process="engine"} ${engine.residentBytes}`,
      ]),
      ...family('engine_restarts_total', 'counter', 'Engine processes that ended by themselves.', [
        `cosyvoice_engine_restarts_total ${engine.restarts}`,
      ]),
      ...this.family('takes_total', 'Takes that ended.', this.takes),
      ...this.family('audio_seconds_total', 'Sound made.', this.audioSec),
      ...this.family('wall_seconds_total', 'Time that making it took.', this.wallSec),
      ...this.family('stage_seconds_total', 'Time by stage of takes that were made.', this.stageSec),
      ...this.family('stages_total', 'Stages that were run.', this.stageCount),
      ...family('log_lines_total', 'counter', 'Lines of the log by level.', [
        ...logLevels.map((level) => `cosyvoice_log_lines_total{level="${level}"} ${logLines[level]}`),
      ]),
      '',
    ].join('\n');
  }

  private family(name: string, help: string, sums: Sums): string[] {
    return family(name, 'counter', help, sums.samples(`cosyvoice_${name}`));
  }
}

const gauge = (name: string, help: string, value: number): string[] =>
  family(name, 'gauge', help, [`cosyvoice_${name} ${value}`]);

function family(name: string, type: 'counter' | 'gauge', help: string, samples: readonly string[]): string[] {
  return [`# HELP cosyvoice_${name} ${help}`, `# TYPE cosyvoice_${name} ${type}`, ...samples];
}

function labelText(labels: Labels): string {
  const escaped = (value: string) =>
    value.replace(/[\\"\n]/gu, (each) => (each === '\n' ? '\\n' : `\\${each}`));
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;
}
