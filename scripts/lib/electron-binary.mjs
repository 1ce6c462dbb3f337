import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasDisplay } from './open-browser.mjs';

const FETCH_WITHIN_MS = 60_000;

/** @returns why no Electron window can open on this machine, whether its binary is here or not; undefined when one can */
export function whyNoWindowHere() {
  if (!hasDisplay()) return 'this machine has no display';
  if (process.getuid?.() === 0) return 'Electron keeps its sandbox and so does not run as root';
  return undefined;
}

/** @returns the Electron executable, if it is on this machine; asking the package itself would try to download it. */
export function electronBinary() {
  const folder = packageFolder();
  if (folder === undefined) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  try {
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : undefined;
  } catch {
    const path = join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(path) ? path : undefined;
  }
}

/** Downloads the binary as `install-electron` does. @returns why it failed; undefined when the binary is there */
export async function fetchElectron() {
  const folder = packageFolder();
  if (folder === undefined) return 'the electron package is not installed';
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: FETCH_WITHIN_MS,
  });
  let told = '';
  child.stderr.on('data', (text) => (told += text));
  const { code, signal } = await new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  if (code === 0) return undefined;
  if (signal !== null) return `its download took more than ${FETCH_WITHIN_MS / 1000} s`;
  const [, reason = `exit code ${code}`] = /(?:Error: |error: |cause: )(.*)/.exec(told) ?? [];
  return `it could not be downloaded (${reason.trim()})`;
}

function packageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}
