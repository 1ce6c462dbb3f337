import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { createForeignReader } from '#log-text/foreign-log';

/** So long a line waits for what belongs under it: a stack comes in one go, but in several pieces. */
const GATHER_MS = 50;
const LAST_LINES = 30;

/**
 * What a process says on stdout and stderr, as lines of the log: cut where lines end, stacks folded under their line, at
 * the level that the line itself names; what names none is a warning, because a working engine says nothing there.
 */
export class ProcessWords {
  private readonly lastLines: string[] = [];
  private readonly reader = createForeignReader('warn');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: Logger) {}

  /** @param text a piece; it need not end where a line does */
  hear(text: string): void {
    this.tell(this.reader.push(text));
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  /** The process said its last word, or nothing for a while. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell(this.reader.end());
  }

  /** Its last lines, stacks and all, for whoever tells why it ended. */
  get last(): string {
    return this.lastLines.join('\n');
  }

  private tell(entries: ReturnType<typeof this.reader.end>): void {
    for (const { level, message, data } of entries) {
      const { stack } = data ?? {};
      const below = typeof stack === 'string' ? stack.split('\n') : [];
      this.lastLines.push(message, ...below);
      this.lastLines.splice(0, this.lastLines.length - LAST_LINES);
      // nobody can say whose words another program prints
      this.log[level](personal(message), below.length > 0 ? { stack: personal(below.join('\n')) } : {});
    }
  }
}
