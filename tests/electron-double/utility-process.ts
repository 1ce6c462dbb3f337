import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { ForkOptions } from 'electron';

/** A utility process as a real child of Node; typed arrays cross as structured clones. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private spawned = false;

  constructor(modulePath: string, values: readonly string[], options: ForkOptions) {
    super();
    this.child = fork(join(import.meta.dirname, 'utility-child.js'), [modulePath, ...values], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: options.env as NodeJS.ProcessEnv,
    });
    this.child.once('spawn', () => {
      this.spawned = true;
      this.emit('spawn');
    });
    this.child.on('message', (message) => this.emit('message', message));
    this.child.once('exit', (code) => {
      this.spawned = false;
      this.emit('exit', code ?? 1);
    });
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  /** Undefined before it runs and after it ended, as in Electron. */
  get pid(): number | undefined {
    return this.spawned ? this.child.pid : undefined;
  }

  get stdout() {
    return this.child.stdout;
  }

  get stderr() {
    return this.child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

export const utilityProcess = {
  fork: (modulePath: string, values: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(modulePath, values, options),
};
