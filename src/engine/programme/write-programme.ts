import type { ProgrammeJob, ProgrammeOutput, ProgrammeProgress, ProgrammeReport } from '#contract/programme';
import type { SoundSink } from '../encode/media-sink';
import { findLevel, MOST_PASSES } from './level';
import { mixBlocks } from './mix';
import { openSink } from './sinks';

export interface ProgrammeRun {
  readonly onProgress: (progress: ProgrammeProgress) => void;
  readonly signal: AbortSignal;
}

type Blocks = AsyncIterable<Float32Array>;

/**
 * Writes all files of a programme in one pass over its sound, after as many as its level needs; memory does not grow with its
 * length. Files that were begun stay behind when it fails.
 * @returns its levels, where a level was asked for
 * @throws the signal's reason, and the system's errors
 */
export async function writeProgramme(
  job: ProgrammeJob,
  { onProgress, signal }: ProgrammeRun,
): Promise<ProgrammeReport | undefined> {
  const { sampleRateHz, samples, level } = job;
  // at least one pass to measure, and one behind each limiting
  const most = level ? MOST_PASSES + 2 : 1;
  let pass = 0;
  const watched = (doing: ProgrammeProgress['doing']) => {
    const before = doing === 'writing' ? most - 1 : pass++;
    return counted(mixBlocks(job), (done) => {
      signal.throwIfAborted();
      const share = (before + (samples === 0 ? 1 : done / samples)) / most;
      onProgress({ doing, doneSec: done / sampleRateHz, share });
    });
  };
  const levelled = level && (await findLevel(() => watched('measuring'), sampleRateHz, level));
  const mix = watched('writing');
  await writeOutputs(levelled ? levelled.apply(mix) : mix, job);
  return levelled?.report;
}

async function* counted(blocks: Blocks, onDone: (samples: number) => void): AsyncGenerator<Float32Array> {
  let done = 0;
  for await (const block of blocks) {
    yield block;
    done += block.length;
    onDone(done);
  }
}

async function writeOutputs(blocks: Blocks, job: ProgrammeJob): Promise<void> {
  const waiting = job.outputs
    .map((output) => new OutputWriter(output, job))
    .sort((a, b) => a.first - b.first);
  let open: OutputWriter[] = [];
  let at = 0;
  for await (const block of blocks) {
    while (waiting[0] && waiting[0].first < at + block.length) open.push(waiting.shift()!);
    for (const writer of open) await writer.take(block, at);
    at += block.length;
    for (const writer of open) if (writer.last <= at) await writer.close();
    open = open.filter((writer) => writer.last > at);
  }
  // a programme without a sample has files, too
  for (const writer of [...open, ...waiting]) await writer.close();
}

/** Takes of the programme what one of its files has of it. */
class OutputWriter {
  /** The first sample that is written, and the one behind the last. */
  readonly first: number;
  readonly last: number;
  private sink: SoundSink | undefined;
  private next = 0;

  constructor(
    private readonly output: ProgrammeOutput,
    private readonly job: ProgrammeJob,
  ) {
    const { spans, keepsTime } = output;
    this.first = keepsTime ? 0 : spans[0]!.from;
    this.last = keepsTime ? job.samples : spans.at(-1)!.to;
  }

  /** @param at where the block lies in the programme */
  async take(block: Float32Array, at: number): Promise<void> {
    const { spans, keepsTime } = this.output;
    const end = at + block.length;
    const heard = keepsTime ? new Float32Array(block.length) : undefined;
    for (; this.next < spans.length; this.next++) {
      const { from, to } = spans[this.next]!;
      if (from >= end) break;
      const part = block.subarray(Math.max(0, from - at), Math.min(block.length, to - at));
      if (heard) heard.set(part, Math.max(0, from - at));
      else await this.write(part);
      if (to > end) break;
    }
    if (heard) await this.write(heard);
  }

  async close(): Promise<void> {
    await this.write(new Float32Array(0));
    await this.sink?.close();
  }

  private async write(samples: Float32Array): Promise<void> {
    const { sampleRateHz, coding, samples: all } = this.job;
    const { spans, keepsTime } = this.output;
    const length = keepsTime ? all : spans.reduce((sum, { from, to }) => sum + to - from, 0);
    this.sink ??= await openSink({ ...this.output, sampleRateHz, coding, samples: length });
    await this.sink.write(samples);
  }
}
