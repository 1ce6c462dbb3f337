import { serialize } from 'node:v8';
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron';
import { z } from 'zod';
import { createCongestion } from '#contract/congestion';
import type { Port } from '#contract/port';
import { createPortEnd } from '#contract/port-end';
import { windowChannels } from '#contract/window-port';
import { isOwn } from './own-origin';

/**
 * Electron IPC as ports to one window, one after the other: each time its page opens the pipe, the port before closes
 * and `onPort` gets the next. Messages count only from the main frame of that window while it shows our own origin;
 * everything else on the channels is ignored.
 */
export function ipcPorts(window: BrowserWindow, origin: string, onPort: (port: Port) => void): void {
  const { webContents } = window;
  let port: Port | undefined;
  const open = (event: IpcMainEvent) => {
    if (!isOurs(event, window, origin)) return;
    // a page counts its calls from one again: answers to those before must not reach it
    port?.close();
    port = ipcPort(window, origin);
    onPort(port);
  };
  ipcMain.on(windowChannels.open, open);
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) port?.close();
  });
  webContents.once('destroyed', () => {
    ipcMain.off(windowChannels.open, open);
    port?.close();
  });
}

function ipcPort(window: BrowserWindow, origin: string): Port {
  const { webContents } = window;
  const congestion = createCongestion();
  // lossy bytes since the port began
  let sent = 0;
  let read = 0;
  const receive = (event: IpcMainEvent, message: unknown) => {
    if (isOurs(event, window, origin)) end.deliver(message);
  };
  const noteRead = (event: IpcMainEvent, count: unknown) => {
    const parsed = z.number().min(read).max(sent).safeParse(count);
    if (!parsed.success || !isOurs(event, window, origin)) return;
    read = parsed.data;
    if (!congestion.isOver(sent - read)) return;
    // what it shows has gaps now: it opens the pipe again and loads everything anew
    webContents.send(windowChannels.hangUp);
    end.port.close();
  };
  const end = createPortEnd({
    send: (message, lossy = false) => {
      if (webContents.isDestroyed()) return;
      if (!lossy) return webContents.send(windowChannels.message, message);
      // Electron keeps whatever a window does not read, without bound and without a word
      if (!congestion.admits(sent - read)) return;
      sent += serialize(message).byteLength;
      webContents.send(windowChannels.message, message, sent);
    },
    hangUp: () => {
      ipcMain.off(windowChannels.message, receive);
      ipcMain.off(windowChannels.read, noteRead);
    },
  });
  ipcMain.on(windowChannels.message, receive);
  ipcMain.on(windowChannels.read, noteRead);
  return end.port;
}

function isOurs(event: IpcMainEvent, window: BrowserWindow, origin: string): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents && frame !== null && frame.parent === null && isOwn(frame.url, origin)
  );
}
