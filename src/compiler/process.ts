import { reportError } from '#contract/errors';
import { compilePack } from './pack/compile-pack';
import { compileRequestSchema, type CompilerMessage } from './pack/messages';

/** Entry of the compiler's process: one request in, progress and one answer out. */

/** Often enough for a bar that moves. */
const TELL_EVERY_MS = 100;

const send = (message: CompilerMessage): void => void process.send?.(message);

process.once('message', (message) => {
  let toldAt = -Infinity;
  try {
    const report = compilePack(compileRequestSchema.parse(message), (progress) => {
      const now = performance.now();
      if (now - toldAt < TELL_EVERY_MS) return;
      toldAt = now;
      send({ progress });
    });
    send({ report });
  } catch (thrown) {
    send({ error: reportError(thrown) });
  }
  process.disconnect();
});
