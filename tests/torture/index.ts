import { fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../support/run-folder';
import { runCommand } from '../support/command-options';
import { parseOptions, reproduction, sessionNames, usage, type TortureOptions } from './options';
import type { Told } from './process';
import type { Report } from './session';

/** Entry of `npm run torture`. Exit 0, 1 when anything was lost, went wrong or hung, 2 for wrong usage. */

/** No session takes this long between two of its steps, even beside others. */
const HANG_MS = 120_000;
/** Of a process that ended: enough to see why. */
const LAST_WORDS = 600;

await runCommand(usage, async () => {
  const options = parseOptions(process.argv.slice(2), sessionNames, Math.floor(Math.random() * 1e9));
  if (options.help) print(usage);
  else await main(options);
});

async function main(options: TortureOptions): Promise<void> {
  const { seed, minutes, only } = options;
  print(`seed ${seed}, ${minutes} minutes for ${only.join(', ')}`);
  for (const name of only) {
    const { counts, wrong, skipped } = await run(name, seed, (minutes * 60_000) / only.length);
    const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    print(`${name}: ${skipped === undefined ? told.join(', ') : `skipped, ${skipped}`}`);
    if (wrong.length === 0) continue;
    process.exitCode = 1;
    print(...wrong.map((fault) => `  WRONG ${fault}`), `  again: ${reproduction(options, name)}`);
  }
}

/** Runs a session in a process and a temporary folder of its own, and ends it when it hangs. */
async function run(name: string, seed: number, ms: number): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'));
  const child = fork(
    join(process.env.TORTURE_ENTRIES ?? import.meta.dirname, 'process.mjs'),
    [name, String(seed), String(ms)],
    { env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  let [step, hung] = ['its start', false];
  let report: Report | undefined;
  const onHang = () => {
    hung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(onHang, HANG_MS);
  child.on('message', (told: Told) => {
    if ('report' in told) report = told.report;
    else step = told.step;
    clearTimeout(timer);
    timer = setTimeout(onHang, HANG_MS);
  });
  const code = await new Promise((resolve) => child.once('close', (exit, signal) => resolve(exit ?? signal)));
  clearTimeout(timer);
  removeFolder(folder);
  if (report) return report;
  const end = hung ? `hangs for ${HANG_MS / 1000} s` : `ended by itself (${String(code)})`;
  return { counts: {}, wrong: [`${end} at ${step}; last words: ${words}`] };
}

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
