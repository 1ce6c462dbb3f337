import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program under test: its words are kept, and it is gone when the test is. */
export class Program {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  private readonly exited: Promise<number>;

  /** @param options.file what to run, Node when absent */
  constructor(
    args: readonly string[],
    options: { env: NodeJS.ProcessEnv; ipc?: boolean; file?: string; cwd?: string },
  ) {
    this.child = spawn(options.file ?? process.execPath, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc ? (['ipc'] as const) : [])],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = once(this.child, 'close').then(([code]: (number | null)[]) => code ?? -1);
  }

  /** @returns the first match on stdout. @throws with everything it said when it ends before */
  async said(pattern: RegExp): Promise<string> {
    const ended = this.exited.then((code) => {
      throw new Error(`ended with ${code} before saying ${pattern.source}\n${this.stdout}${this.stderr}`);
    });
    // it ends some day, long after somebody stopped waiting here
    ended.catch(() => undefined);
    for (;;) {
      const [match] = pattern.exec(this.stdout) ?? [];
      if (match !== undefined) return match;
      await Promise.race([once(this.child.stdout!, 'data'), ended]);
    }
  }

  /** @returns the exit code; -1 when a signal ended it */
  async ended(): Promise<number> {
    return this.exited;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
    this.child.kill(signal);
    return this.exited;
  }
}
