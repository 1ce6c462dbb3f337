import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron';
import type { Port } from '#contract/port';
import { createPortEnd } from '#contract/port-end';
import { studioChannel } from '#contract/window-port';
import { isOwn } from './own-origin';

/**
 * Electron IPC as a port to one window. Messages count only from the main frame of that window while it shows our
 * own origin; everything else on the channel is ignored.
 */
export function ipcPort(window: BrowserWindow, origin: string): Port {
  const { webContents } = window;
  const receive = (event: IpcMainEvent, message: unknown) => {
    if (isOurs(event, window, origin)) end.deliver(message);
  };
  const forget = () => ipcMain.off(studioChannel, receive);
  const end = createPortEnd({
    send: (message) => {
      if (!webContents.isDestroyed()) webContents.send(studioChannel, message);
    },
    hangUp: forget,
  });
  ipcMain.on(studioChannel, receive);
  webContents.once('destroyed', () => {
    forget();
    end.broken();
  });
  return end.port;
}

function isOurs(event: IpcMainEvent, window: BrowserWindow, origin: string): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents && frame !== null && frame.parent === null && isOwn(frame.url, origin)
  );
}
