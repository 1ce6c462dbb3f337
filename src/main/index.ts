import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, session, shell, type BrowserWindow } from 'electron';
import { StudioError } from '#contract/errors';
import { errorWords } from '#i18n/error-words';
import { languageOf } from '#i18n/index';
import { serve } from '#contract/rpc';
import { studioContract } from '#contract/studio-api';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { outsideArchive } from '#studio/storage/files/outside-archive';
import { StudioLifecycle } from '#studio/studio-lifecycle';
import { appOrigin, declareAppScheme, serveAppScheme } from './app-scheme';
import { tellLostHelpers } from './crashes';
import { utilityProgram } from './utility-program';
import { chooseBackup, chooseBackupTarget, chooseFolder } from './file-dialogs';
import { installMenu } from './menu';
import { lockNavigation } from './navigation';
import { lockPermissions } from './permissions';
import { openWindow, preloadFile } from './window';

/** Start order and quit order of the desktop host, nothing else. */

const here = import.meta.dirname;
const folders = studioFolders(defaultHome());
// electron-vite's dev server; a constant of the build, so that a built application does not even read the variable
const devUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const origin = devUrl === undefined ? appOrigin : new URL(devUrl).origin;

mkdirSync(folders.home, { recursive: true, mode: 0o700 });
app.setPath('userData', join(folders.home, 'window'));
app.enableSandbox();
declareAppScheme();

if (app.requestSingleInstanceLock()) {
  start().catch(giveUp);
} else {
  app.quit();
}

function giveUp(thrown: unknown): void {
  const { detail, repair } = errorWords(StudioError.from(thrown), languageOf('system', [app.getLocale()]));
  dialog.showErrorBox('CosyVoice Studio', [detail, repair].join('\n\n'));
  app.exit(1);
}

async function start(): Promise<void> {
  await app.whenReady();
  serveAppScheme(join(here, '../renderer'));
  lockPermissions(session.defaultSession, origin);

  const resourcesDir = outsideArchive(join(here, '../../resources'));
  let window: BrowserWindow | undefined;
  const lifecycle = await StudioLifecycle.open(
    {
      home: folders.home,
      resourcesDir,
      version: app.getVersion(),
      host: 'electron',
      elseLook: true,
      engine: engineLauncher(utilityProgram, {
        entry: join(here, 'engine.js'),
        resourcesDir,
        modelsDir: folders.models,
      }),
      programs: { start: utilityProgram, helperEntry: join(here, 'helper.js') },
      abilities: {
        reveal: (path) => shell.showItemInFolder(path),
        chooseFolder,
        chooseBackup,
        chooseBackupTarget,
      },
    },
    // a page that loads anew is served the studio that is open then
    {
      onOpen: () => {
        if (window && !window.isDestroyed()) window.webContents.reload();
      },
      onFailure: giveUp,
    },
  );
  const log = () => lifecycle.studio.logger;
  lockNavigation(origin, log);
  tellLostHelpers(log);
  const developerTools = import.meta.env.DEV || (await lifecycle.studio.api.getSettings()).developerTools;
  installMenu(app.getLocale(), developerTools, {
    showOutputs: () => void shell.openPath(folders.outputs),
    showLog: () => shell.showItemInFolder(join(folders.logs, 'runtime.log')),
    showDataFolder: () => void shell.openPath(folders.home),
  });

  const open = () =>
    openWindow({
      origin,
      developerTools,
      log,
      preload: preloadFile,
      placeFile: join(folders.home, 'window.json'),
      onPort: (port) => serve(studioContract, lifecycle.studio, port),
    });
  window = open();
  const show = () => {
    if (!window || window.isDestroyed()) window = open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitAfter(lifecycle);
}

/** The studio closes before the process ends: the queue stops, the engine goes, the library is shut. */
function quitAfter(lifecycle: StudioLifecycle): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void lifecycle.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}
