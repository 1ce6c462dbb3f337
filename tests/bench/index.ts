import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommand } from '../support/command-options';
import { createBench } from './create-bench';
import { NotHere, type Bench, type Benchmark } from './benchmark';
import { benchmarks } from './benchmarks';
import { describeMachine, noiseWarning } from './machine';
import { parseOptions, usage, type BenchOptions } from './options';
import { headLines, tableLines, verdictOf, type Outcome } from './report';

/** Entry of `npm run bench`. Exit 0, 1 when a benchmark failed, 2 for wrong usage; a goal that is missed is no failure. */
await runCommand(usage, async () => {
  const options = parseOptions(
    process.argv.slice(2),
    benchmarks.map(({ id }) => id),
  );
  if (options.help) print(usage);
  else await main(options);
});

async function main(options: BenchOptions): Promise<void> {
  const before = describeMachine();
  print(...headLines(before, noiseWarning(before)), '');
  const bench = createBench(options, process.env.BENCH_ENTRIES ?? import.meta.dirname);
  const outcomes: Outcome[] = [];
  for (const each of benchmarks) {
    if (options.only && !options.only.includes(each.id)) continue;
    process.stderr.write(`${each.id}: ${each.title} ...\n`);
    const outcome = await outcomeOf(each, bench);
    outcomes.push(outcome);
    // the full size takes long: what is known is told at once, in case somebody stops it
    process.stderr.write(`${tableLines([outcome]).join('\n')}\n`);
  }
  await bench.close();
  const after = describeMachine();
  print(...tableLines(outcomes), '', `Load at the end: ${after.load.toFixed(1)}`);
  if (options.json !== undefined) {
    writeFileSync(resolve(options.json), asJson(options, { before, after }, outcomes));
  }
  if (outcomes.some((each) => 'failed' in each)) process.exitCode = 1;
}

async function outcomeOf(benchmark: Benchmark, bench: Bench): Promise<Outcome> {
  const { id, title } = benchmark;
  if ('skipped' in benchmark) return { id, title, skipped: benchmark.skipped };
  try {
    return { id, title, rows: await benchmark.run(bench) };
  } catch (thrown) {
    if (thrown instanceof NotHere) return { id, title, skipped: thrown.message };
    return {
      id,
      title,
      failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
}

function asJson(options: BenchOptions, machine: object, outcomes: readonly Outcome[]): string {
  const judged = outcomes.map((each) =>
    'rows' in each ? { ...each, rows: each.rows.map((row) => ({ ...row, verdict: verdictOf(row) })) } : each,
  );
  const { size, rounds } = options;
  return `${JSON.stringify({ size, rounds, machine, results: judged }, null, 2)}\n`;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
