import { Menu, type MenuItemConstructorOptions } from 'electron';
import { languageOf, wordsOf } from '#i18n/index';

export interface MenuActions {
  readonly showOutputs: () => void;
  readonly showLog: () => void;
  readonly showDataFolder: () => void;
}

/**
 * Electron translates the items with a role itself, except where a label stands.
 * @param developerTools whether a person may look behind the page
 */
export function installMenu(locale: string, developerTools: boolean, actions: MenuActions): void {
  const { menu: word } = wordsOf(languageOf('system', [locale]));
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: word.file,
      submenu: [
        { label: word.outputs, accelerator: 'CmdOrCtrl+Shift+O', click: actions.showOutputs },
        { label: word.log, accelerator: 'CmdOrCtrl+Shift+L', click: actions.showLog },
        { label: word.data, click: actions.showDataFolder },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit', label: word.quit, accelerator: 'Ctrl+Q' },
      ],
    },
    { label: word.edit, role: 'editMenu' },
    {
      label: word.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'reload' },
        ...(developerTools ? [{ role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: word.window, role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
