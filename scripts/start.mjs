/** npm start: the desktop window where Electron runs, else the same studio in the browser, and one line why. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNeeded, root } from './lib/build.mjs';
import { electronBinary, fetchElectron, whyNoWindowHere } from './lib/electron-binary.mjs';
import { hasDisplay, openBrowser } from './lib/open-browser.mjs';

/** A window that fails this soon never opened: a library of the system is missing, or the display is not ours. */
const FAILED_TO_OPEN_MS = 10_000;

const { values } = parseArgs({
  options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});

await buildIfNeeded();
const whyNot = values.browser ? 'the browser was asked for' : await openDesktop();
if (whyNot !== undefined) {
  process.stderr.write(`No desktop window: ${whyNot}. The studio opens in the browser instead.\n`);
  await openInBrowser();
}

/** @returns why there is no desktop window; undefined once it was open and was closed */
async function openDesktop() {
  const unfit = whyNoWindowHere();
  if (unfit !== undefined) return unfit;
  const failed = electronBinary() === undefined ? await fetchElectron() : undefined;
  const binary = electronBinary();
  if (binary === undefined) return `the Electron binary is missing and ${failed ?? 'was not found'}`;
  return runDesktop(binary);
}

async function runDesktop(binary) {
  const env = { ...process.env };
  // set by a terminal inside an Electron app; it would make Electron a plain Node
  delete env.ELECTRON_RUN_AS_NODE;
  const startedAt = Date.now();
  const child = spawn(binary, [root], { stdio: 'inherit', env });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
  if (code !== 0 && Date.now() - startedAt < FAILED_TO_OPEN_MS) return `Electron ended with code ${code}`;
  process.exitCode = code;
  return undefined;
}

/** In this very process, so that Ctrl-C has nobody to forget. */
async function openInBrowser() {
  const { defaultHome, describeFailure, runServer } = await import(
    pathToFileURL(join(root, 'out/main/server.js')).href
  );
  try {
    await runServer(
      { home: defaultHome(), port: Number(values.port), elseLook: true },
      (_server, link) => {
        process.stdout.write(`CosyVoice Studio: ${link}\nCtrl-C ends it.\n`);
        if (hasDisplay()) openBrowser(link);
      },
      (link) => process.stdout.write(`For another browser: ${link}\n`),
    );
  } catch (thrown) {
    process.stderr.write(`${describeFailure(thrown)}\n`);
    process.exitCode = 1;
  }
}
