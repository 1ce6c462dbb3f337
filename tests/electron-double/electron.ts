import { app } from './app';
import { type DoubleRequest, tell } from './control';
import { clickMenu } from './menu';
import { session } from './session';
import { BrowserWindow } from './window';

/**
 * The `electron` module as a test double: exactly what the studio's main process uses, over Node, with the window in a
 * real browser that the test drives. What is missing here fails loudly as a missing import.
 */

export { app } from './app';
export { ipcMain } from './ipc-main';
export { Menu } from './menu';
export { protocol } from './protocol';
export { session } from './session';
export { utilityProcess } from './utility-process';
export { BrowserWindow } from './window';

const scriptedDialogs: (readonly string[])[] = [];

export const dialog = {
  showOpenDialog: async () => {
    const filePaths = scriptedDialogs.shift() ?? [];
    return { canceled: filePaths.length === 0, filePaths };
  },
  showSaveDialog: async () => {
    const [filePath = ''] = scriptedDialogs.shift() ?? [];
    return { canceled: filePath === '', filePath };
  },
  showErrorBox: (...values: readonly string[]) =>
    tell({ kind: 'call', what: 'dialog.showErrorBox', arguments: values }),
};

const recorded = (what: string) => (path: string) => tell({ kind: 'call', what, arguments: [path] });
export const shell = {
  showItemInFolder: recorded('shell.showItemInFolder'),
  openExternal: async (address: string) => recorded('shell.openExternal')(address),
  openPath: async (path: string) => {
    recorded('shell.openPath')(path);
    return '';
  },
};

const screenSize = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = { getDisplayMatching: () => ({ workArea: screenSize }) };

export const systemPreferences = { askForMediaAccess: async () => true };

async function answer(request: DoubleRequest): Promise<unknown> {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  switch (request.kind) {
    case 'quit':
      return app.quit();
    case 'close-window':
      return BrowserWindow.getAllWindows()[0]?.close();
    case 'script-dialog':
      return scriptedDialogs.push(request.filePaths);
    case 'click-menu':
      return clickMenu(request.label);
    case 'page-gone':
      return contents?.emit('render-process-gone', {}, request);
    case 'helper-gone':
      return app.emit('child-process-gone', {}, request);
    case 'may-navigate':
      return contents?.mayNavigate(request.way, request.url);
    case 'may-open':
      return contents?.mayOpen(request.url);
    case 'may-use':
      return session.defaultSession.mayUse(request.permission, request.mediaTypes, request.origin);
  }
}

process.on('message', (request: DoubleRequest) => {
  void answer(request).then((value) => tell({ kind: 'answer', id: request.id, value: value ?? null }));
});
// the test's process is gone: nobody would end this one
process.on('disconnect', () => app.exit(0));
