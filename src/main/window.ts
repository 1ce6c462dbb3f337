import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import type { Logger } from '#contract/logger';
import type { Port } from '#contract/port';
import { recoverPage } from './crashes';
import { ipcPorts } from './ipc-port';
import { keepPlace, readPlace } from './window-bounds';

export interface WindowOptions {
  /** Origin that the window shows and speaks from. */
  readonly origin: string;
  readonly preload: string;
  /** File that remembers where the window stood. */
  readonly placeFile: string;
  /** A person may look behind the page. */
  readonly developerTools: boolean;
  readonly log: () => Logger;
  /** The page opens its pipe: serve the studio on this port. It closes when the page goes or opens another. */
  readonly onPort: (port: Port) => void;
}

/** The studio's window: sandboxed, isolated, and unable to leave its own page. */
export function openWindow({
  origin,
  preload,
  placeFile,
  developerTools,
  log,
  onPort,
}: WindowOptions): BrowserWindow {
  const { bounds, maximized } = readPlace(placeFile);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    ...bounds,
    show: false,
    title: 'CosyVoice Studio',
    backgroundColor: '#16181d',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: developerTools,
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  keepPlace(window, placeFile);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });

  ipcPorts(window, origin, onPort);
  recoverPage(window.webContents, `${origin}/stopped.html`, log);
  void window.loadURL(`${origin}/`);
  return window;
}

export const preloadFile = join(import.meta.dirname, '../preload/index.cjs');
