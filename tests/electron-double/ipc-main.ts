import { EventEmitter } from 'node:events';

/** Messages of pages arrive here with their sender, as in Electron. */
export const ipcMain = new EventEmitter();
