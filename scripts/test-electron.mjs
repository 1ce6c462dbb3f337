/** npm run test:electron: the end-to-end specs on the real Electron. Where it cannot run: one line why, and exit 1. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildIfNeeded, root } from './lib/build.mjs';
import { electronBinary, fetchElectron, whyNoWindowHere } from './lib/electron-binary.mjs';

const whyNot = whyNoWindowHere() ?? (await whyNoBinary());
if (whyNot === undefined) {
  await buildIfNeeded();
  process.exitCode = await runSpecs();
} else {
  process.stderr.write(`The real Electron cannot be tested: ${whyNot}.\n`);
  process.exitCode = 1;
}

async function whyNoBinary() {
  const failed = electronBinary() === undefined ? await fetchElectron() : undefined;
  return electronBinary() === undefined
    ? `the Electron binary is missing and ${failed ?? 'was not found'}`
    : undefined;
}

async function runSpecs() {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const child = spawn(
    process.execPath,
    [playwright, 'test', '--project=electron', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
