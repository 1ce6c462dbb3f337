import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly showOutputs: () => void;
  readonly showLog: () => void;
  readonly showDataFolder: () => void;
}

const words = {
  en: {
    file: 'File',
    outputs: 'Show Takes in Folder',
    log: 'Show Log File',
    data: 'Show Data Folder',
    quit: 'Quit',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
  zh: {
    file: '文件',
    outputs: '在文件夹中显示生成的音频',
    log: '显示日志文件',
    data: '显示数据文件夹',
    quit: '退出',
    edit: '编辑',
    view: '视图',
    window: '窗口',
  },
} as const;

/**
 * Electron translates the items with a role itself, except where a label stands.
 * @param developerTools whether a person may look behind the page
 */
export function installMenu(locale: string, developerTools: boolean, actions: MenuActions): void {
  const word = locale.toLowerCase().startsWith('zh') ? words.zh : words.en;
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
