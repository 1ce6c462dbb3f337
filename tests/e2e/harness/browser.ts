import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { microphoneFile } from './paths';

/** Chromium switches: a microphone that plays a file, and nobody who has to allow it. */
export const fakeMicrophone = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${microphoneFile}`,
] as const;

/** Value of COSYVOICE_STUDIO_BROWSER that passes over the browsers of this machine. */
const fromNpm = 'npm';

/**
 * The browser of this machine: Chrome, Chromium or Edge where installed, else the one that npm brought.
 * COSYVOICE_STUDIO_BROWSER names another executable; `npm` asks for npm's.
 */
export async function browserExecutable(): Promise<string> {
  const wanted = process.env.COSYVOICE_STUDIO_BROWSER;
  if (wanted !== fromNpm) {
    const installed = [wanted, ...wellKnown(), ...onPath()].find(
      (path) => path !== undefined && existsSync(path),
    );
    if (installed !== undefined) return installed;
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

function wellKnown(): string[] {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  }
  if (process.platform !== 'win32') return [];
  const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  return folders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
}

function onPath(): string[] {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
