import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { app } from './app';
import { type NavigationWay, tell } from './control';
import { emitPreventable } from './events';
import { initScript } from './init-script';
import { ipcMain } from './ipc-main';
import { session } from './session';
import { WindowServer } from './window-server';

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

/** What a window shows, and the wire to it. */
export class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private destroyed = false;

  constructor(
    private readonly server: WindowServer,
    private readonly windowId: number,
    private readonly preferences: WebPreferences,
  ) {
    super();
    server.onDocument = (url) => {
      this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false, frame: null });
    };
    server.onPage = () => this.emit('did-finish-load');
    server.onMessage = (message) => {
      if (message.kind === 'ipc') {
        ipcMain.emit(message.channel, this.senderOf(), ...message.arguments);
      } else if (message.kind === 'ask-permission') {
        const { id, permission, mediaTypes } = message;
        void this.session
          .mayUse(permission, mediaTypes, server.origin)
          .then((granted) => server.send({ kind: 'permission', id, granted }));
      }
    };
  }

  send(channel: string, ...values: unknown[]): void {
    this.server.send({ kind: 'ipc', channel, arguments: values });
  }

  /** The browser is told where to find it. */
  async loadURL(url: string): Promise<void> {
    const address = await this.server.addressOf(url);
    const { preload = '', devTools = true } = this.preferences;
    tell({
      kind: 'window',
      id: this.windowId,
      shows: url,
      url: address,
      initScript: initScript(readFileSync(preload, 'utf8')),
      developerTools: devTools,
    });
  }

  /** The page loads anew in the browser that shows it. */
  reload(): void {
    tell({ kind: 'call', what: 'webContents.reload', arguments: [] });
    this.server.send({ kind: 'reload' });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  mayOpen(url: string): boolean {
    return this.openHandler({ url }).action === 'allow';
  }

  mayNavigate(way: NavigationWay, url: string): boolean {
    return !emitPreventable(this, way, { url });
  }

  destroy(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }

  private senderOf(): object {
    return { sender: this, senderFrame: { url: `${this.server.origin}/`, parent: null } };
  }
}

/** A window: an HTTP server for its files and its wire. The test opens its address in a real browser page. */
export class BrowserWindow extends EventEmitter {
  private static nextId = 1;

  static getAllWindows(): BrowserWindow[] {
    return [...app.windows];
  }

  readonly id = BrowserWindow.nextId++;
  readonly webContents: WebContents;
  private readonly server = new WindowServer();
  private maximized = false;

  constructor(private readonly options: BrowserWindowConstructorOptions) {
    super();
    const { contextIsolation, sandbox, nodeIntegration } = options.webPreferences ?? {};
    if (contextIsolation === false || sandbox === false || nodeIntegration === true) {
      throw new Error('the double only stands in for isolated, sandboxed windows without Node');
    }
    this.webContents = new WebContents(this.server, this.id, options.webPreferences ?? {});
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  close(): void {
    if (emitPreventable(this, 'close')) return;
    void this.server.close();
    this.webContents.destroy();
    this.emit('closed');
    tell({ kind: 'window-closed', id: this.id });
    app.windowClosed(this);
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.emit('restore');
  }

  show(): void {
    this.emit('show');
  }

  focus(): void {
    tell({ kind: 'call', what: 'window.focus', arguments: [this.id] });
  }
}
