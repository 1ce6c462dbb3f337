import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitPreventable } from './events';
import type { BrowserWindow } from './window';

const packageJson = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly productName: string;
};

const LOOK_FOR_SECOND_MS = 50;

/** Electron's `app`: life cycle, single instance, folders. */
class App extends EventEmitter {
  readonly isPackaged = process.env.ELECTRON_DOUBLE_PACKAGED === '1';
  readonly windows = new Set<BrowserWindow>();
  private readonly folders = new Map<string, string>();
  private lockFile: string | undefined;
  private quitting = false;

  whenReady(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  getVersion(): string {
    return packageJson.version;
  }

  getName(): string {
    return packageJson.productName;
  }

  getLocale(): string {
    return process.env.ELECTRON_DOUBLE_LOCALE ?? 'en-US';
  }

  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.folders.set(name, path);
  }

  getPath(name: string): string {
    const path = this.folders.get(name);
    if (path === undefined) throw new Error(`the application never set the path '${name}'`);
    return path;
  }

  enableSandbox(): void {
    // pages run in a real browser, which is sandboxed or not by its own command line
  }

  setAppUserModelId(): void {
    // Windows only
  }

  /** A file with the first one's pid; a second start leaves a note beside it and is told no. */
  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'electron-double.lock');
    const note = `${file}.second`;
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) {
      writeFileSync(note, '');
      return false;
    }
    writeFileSync(file, String(process.pid));
    this.lockFile = file;
    setInterval(() => {
      if (!existsSync(note)) return;
      rmSync(note);
      this.emit('second-instance', {}, [], process.cwd());
    }, LOOK_FOR_SECOND_MS).unref();
    return true;
  }

  /** before-quit, every window's close, will-quit: each may be prevented; then quit. */
  quit(): void {
    if (!this.quitting && emitPreventable(this, 'before-quit')) return;
    this.quitting = true;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) {
      this.quitting = false;
      return;
    }
    if (emitPreventable(this, 'will-quit')) return;
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  exit(code: number): void {
    if (this.lockFile !== undefined) rmSync(this.lockFile, { force: true });
    process.exit(code);
  }

  windowClosed(window: BrowserWindow): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.quitting) this.emit('window-all-closed');
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const app = new App();
