import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { windowChannels, type WindowPort } from '#contract/window-port';

/** Hands the window one port. Sandboxed; nothing else crosses. */
const studioPort: WindowPort = Object.freeze({
  open: (onMessage: (message: unknown) => void, onHangUp: () => void) => {
    const receive = (_event: IpcRendererEvent, message: unknown, lossyBytes?: number) => {
      if (lossyBytes !== undefined) ipcRenderer.send(windowChannels.read, lossyBytes);
      onMessage(message);
    };
    const hangUp = () => onHangUp();
    ipcRenderer.on(windowChannels.message, receive);
    ipcRenderer.on(windowChannels.hangUp, hangUp);
    ipcRenderer.send(windowChannels.open);
    return () => {
      ipcRenderer.off(windowChannels.message, receive);
      ipcRenderer.off(windowChannels.hangUp, hangUp);
    };
  },
  post: (message: unknown) => ipcRenderer.send(windowChannels.message, message),
});

contextBridge.exposeInMainWorld('studioPort', studioPort);
