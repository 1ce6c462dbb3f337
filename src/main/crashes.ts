import { app, type WebContents } from 'electron';
import type { Logger } from '#contract/logger';
import { ENGINE_NAME } from '#studio/engines/engine-launcher';

/** Processes of Chromium that end by themselves: told in the log, and the window shown again. */

/** As many crashes within this time are a loop. */
const LOOP = { crashes: 3, withinMs: 60_000 };

/**
 * Loads a page anew whose process is gone; what was typed is kept by the page's own storage. A page that goes again and
 * again gives way to one of plain words, and that one to nothing.
 * @param plainPage address of the page with the words
 * @param now milliseconds of any clock
 */
export function recoverPage(
  contents: WebContents,
  plainPage: string,
  log: () => Logger,
  now: () => number = () => performance.now(),
): void {
  let recent: number[] = [];
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log().error(`The window's process is gone: ${reason}, exit code ${exitCode}`);
    if (contents.isDestroyed()) return;
    const at = now();
    recent = [...recent.filter((before) => at - before < LOOP.withinMs), at];
    if (recent.length < LOOP.crashes) return contents.reload();
    if (recent.length > LOOP.crashes) return;
    log().error(`The window went ${LOOP.crashes} times within a minute and is not loaded again by itself`);
    contents
      .loadURL(plainPage)
      .catch((cause: unknown) => log().error('Not even plain words are shown', { cause }));
  });
}

/** The engine's process is not told here: its supervisor tells it, and the take that it cost. */
export function tellLostHelpers(log: () => Logger): void {
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (name === ENGINE_NAME) return;
    const which = name === undefined ? type : `${type}, ${name}`;
    log().warn(`A process beside the window is gone (${which}): ${reason}, exit code ${exitCode}`);
  });
}
