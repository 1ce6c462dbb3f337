import './telemetry-off';
import { compilePack } from '#compiler/pack/compile-pack';
import { compileRequestSchema, type CompilerMessage } from '#compiler/pack/messages';
import { reportError } from '#contract/errors';
import { createLogger } from '#contract/logger';
import { judgeWith } from './cosyvoice3/precision/judge';

/** Entry of the compiler's process: one request in, progress and one answer out. It runs graphs only to compare them. */

/** Often enough for a bar that moves. */
const TELL_EVERY_MS = 100;

const send = (message: CompilerMessage): void => void process.send?.(message);

process.once('message', (message) => void answer(message).finally(() => process.disconnect()));

async function answer(message: unknown): Promise<void> {
  let toldAt = -Infinity;
  let doing = '';
  try {
    const request = compileRequestSchema.parse(message);
    const report = await compilePack(request, {
      judge:
        request.prompt &&
        judgeWith(
          request.prompt,
          createLogger('compiler', () => undefined),
        ),
      onProgress: (progress) => {
        const now = performance.now();
        if (now - toldAt < TELL_EVERY_MS && progress.doing === doing) return;
        toldAt = now;
        doing = progress.doing;
        send({ progress });
      },
    });
    send({ report });
  } catch (thrown) {
    send({ error: reportError(thrown) });
  }
}
