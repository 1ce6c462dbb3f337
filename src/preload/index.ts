import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { studioChannel, type WindowPort } from '#contract/window-port';

/** Hands the window one port. Sandboxed; nothing else crosses. */
const studioPort: WindowPort = Object.freeze({
  post: (message: unknown) => ipcRenderer.send(studioChannel, message),
  onMessage: (listener: (message: unknown) => void) => {
    const receive = (_event: IpcRendererEvent, message: unknown) => listener(message);
    ipcRenderer.on(studioChannel, receive);
    return () => {
      ipcRenderer.off(studioChannel, receive);
    };
  },
});

contextBridge.exposeInMainWorld('studioPort', studioPort);
