import { z } from 'zod';
import { float32Array } from '#contract/binary';
import { createEvents, stream, type Service } from '#contract/contract';
import { StudioError } from '#contract/errors';

/** For tests: a stream of chunks of a second, and events that tell how many were made. */
export const chunkContract = {
  calls: {
    /** `failAfter` chunks it fails, `exitAfter` chunks its process ends. */
    chunks: stream(
      z.object({ chunks: z.number(), failAfter: z.number().optional(), exitAfter: z.number().optional() }),
      float32Array,
      z.number(),
    ),
  },
  events: { made: z.number(), stopped: z.number() },
} as const;

export function createChunks(): Service<typeof chunkContract> {
  const { on, emit } = createEvents<typeof chunkContract>();
  return {
    on,
    api: {
      chunks: async function* ({ chunks, failAfter, exitAfter }) {
        let made = 0;
        try {
          while (made < chunks) {
            if (made === failAfter) throw new StudioError('disk-full');
            if (made === exitAfter) process.exit(3);
            emit('made', ++made);
            yield new Float32Array(24_000).fill(made);
          }
          return made;
        } finally {
          emit('stopped', made);
        }
      },
    },
  };
}
