import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { doubleDir } from '../../electron-double/build';
import type { DoubleEvent, DoubleRequest } from '../../electron-double/control';
import { built } from './paths';
import { Program } from './process';

/** One running studio, whichever host it has, and how a page gets to it. */
export interface RunningHost {
  /** Shows the studio: in a new page of the browser, or in its own window. */
  open(context: BrowserContext): Promise<Page>;
  /** Process id of the host. */
  readonly pid: number;
  /** Ends it as a person would. @returns the exit code */
  stop(): Promise<number>;
  /** Everything it said so far, for a failed test's report. */
  words(): string;
}

export async function startServerHost(home: string): Promise<RunningHost> {
  const program = new Program([built.server], { env: { COSYVOICE_STUDIO_HOME: home } });
  const link = await program.said(/http:\S+/);
  return {
    open: async (context) => {
      const page = await context.newPage();
      await page.goto(link);
      return page;
    },
    pid: program.child.pid!,
    stop: () => program.stop('SIGINT'),
    words: () => program.stdout + program.stderr,
  };
}

type Question = DoubleRequest extends infer R ? (R extends DoubleRequest ? Omit<R, 'id'> : never) : never;

/** The desktop host under the electron double, with what a test may ask of it. */
export class DoubleHost implements RunningHost {
  readonly events: DoubleEvent[] = [];
  private readonly program: Program;
  private readonly listeners = new Set<() => void>();
  private nextId = 1;

  /** @param executable of an application that was packaged with the double; the built one runs when absent */
  constructor(home: string, environment: Readonly<Record<string, string>> = {}, executable?: string) {
    const register = join(doubleDir, 'register.js');
    const started = { env: { ...environment, COSYVOICE_STUDIO_HOME: home }, ipc: true };
    this.program =
      executable === undefined
        ? new Program(['--import', register, built.main], started)
        : new Program([], { ...started, file: executable, cwd: tmpdir() });
    this.program.child.on('message', (event: DoubleEvent) => {
      this.events.push(event);
      for (const listener of [...this.listeners]) listener();
    });
  }

  get pid(): number {
    return this.program.child.pid!;
  }

  /** @param shows a page of the application; what its window shows first when absent */
  async open(context: BrowserContext, shows?: string): Promise<Page> {
    const { url, initScript } = await this.event(
      'window',
      (window) => shows === undefined || window.shows === shows,
    );
    const page = await context.newPage();
    await page.addInitScript(initScript);
    await page.goto(url);
    return page;
  }

  /** @returns the first event of its kind, once it has come */
  async event<K extends DoubleEvent['kind']>(
    kind: K,
    fits: (event: Extract<DoubleEvent, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<DoubleEvent, { kind: K }>> {
    const ended = this.program.ended().then((code) => {
      throw new Error(`ended with ${code} before the event ${kind}\n${this.words()}`);
    });
    // it ends some day, long after somebody stopped waiting here
    ended.catch(() => undefined);
    for (;;) {
      for (const event of this.events) {
        const wanted = event as Extract<DoubleEvent, { kind: K }>;
        if (event.kind === kind && fits(wanted)) return wanted;
      }
      await Promise.race([this.nextEvent(), ended]);
    }
  }

  /** Asks the double, e.g. what the application's locks say. */
  async ask(question: Question): Promise<unknown> {
    const id = this.nextId++;
    this.program.child.send({ ...question, id });
    return (await this.event('answer', (event) => event.id === id)).value;
  }

  async stop(): Promise<number> {
    return this.program.stop('SIGINT');
  }

  /** @returns the exit code, once it ended by itself */
  async ended(): Promise<number> {
    return this.program.ended();
  }

  words(): string {
    return this.program.stdout + this.program.stderr;
  }

  private nextEvent(): Promise<void> {
    return new Promise((resolve) => {
      const listener = () => {
        this.listeners.delete(listener);
        resolve();
      };
      this.listeners.add(listener);
    });
  }
}

/** @returns the output of one command of the command line on the same data folder */
export async function runCli(
  home: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = new Program([built.cli, ...args], { env: { COSYVOICE_STUDIO_HOME: home } });
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
}
