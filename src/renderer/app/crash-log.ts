import { reportError, StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';

const LONGEST_LINE = 10_000;

/** Writes a failure of the window to the studio's log; never throws, the studio may be away. */
export function logCrash(api: StudioApi, thrown: unknown): void {
  const { trace } = reportError(thrown);
  const line = `Window: ${StudioError.from(thrown).message}${trace === undefined ? '' : `\n${trace}`}`;
  api.writeLog({ level: 'error', message: line.slice(0, LONGEST_LINE) }).catch(() => undefined);
}

/** Whatever nobody caught goes to the studio's log, so that it can be found beside the takes. */
export function logUncaughtErrors(target: Window, api: StudioApi): void {
  target.addEventListener('error', (event) => {
    if (event.error !== undefined && event.error !== null) logCrash(api, event.error);
  });
  target.addEventListener('unhandledrejection', (event) => logCrash(api, event.reason));
}
