import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const root = join(import.meta.dirname, '../..');

const sources = ['src', 'package.json', 'electron.vite.config.ts'];
/** The last file that each of the three builds writes is younger than every source, or the build is stale. */
const results = ['out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const lockFile = join(root, '.cache/build.lock');

/** Builds when out/ is missing or older than the sources. Prints on stderr only; one build at a time. */
export async function buildIfNeeded() {
  if (isFresh()) return;
  await lock();
  try {
    // another process may have built while this one waited
    if (!isFresh()) await build();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isFresh() {
  const built = results.map((path) => join(root, path));
  if (!built.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return sources.every((path) => newestUnder(join(root, path)) <= oldest);
}

function newestUnder(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const entries = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name));
  return Math.max(0, ...entries.map((name) => newestUnder(join(path, name))));
}

async function build() {
  process.stderr.write('Building the studio ...\n');
  const fromHere = createRequire(import.meta.url);
  const entry = join(dirname(fromHere.resolve('electron-vite/package.json')), 'bin/electron-vite.js');
  const child = spawn(process.execPath, [entry, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (told += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code === 0) return;
  process.stderr.write(told);
  throw new Error(`The build failed with exit code ${code}.`);
}

/** The lock of a process that died is taken over. */
async function lock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(holder())) rmSync(lockFile, { force: true });
      else await wait(200);
    }
  }
}

function holder() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  // just created and still empty: its maker is about to write
  if (pid === 0) return existsSync(lockFile) && Date.now() - statSync(lockFile).mtimeMs < 2000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
