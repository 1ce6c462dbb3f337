import type { Take } from '#contract/domain';
import { readItems } from '#contract/item-stream';
import type { StudioService } from '#contract/studio-api';

/**
 * Starts a take and hands its sound on while it is made. Once nobody hears it any more the take is cancelled, and kept as
 * far as it came.
 * @param hear answers false when nobody hears any more
 * @returns the take as it ended, whichever way, and whether somebody left before
 */
export async function heardTake(
  { api }: StudioService,
  start: () => Promise<Take>,
  hear: (samples: Float32Array) => Promise<boolean>,
): Promise<{ readonly take: Take; readonly isLeft: boolean }> {
  const { id: takeId } = await start();
  let isLeft = false;
  try {
    const take = await readItems(api.listenTake({ takeId }), async (item) => {
      if (item.kind !== 'samples' || isLeft) return;
      isLeft = !(await hear(item.samples));
      if (isLeft) await api.cancelTake({ takeId });
    });
    return { take, isLeft };
  } catch (thrown) {
    // what cannot be handed on is not made to its end either
    await api.cancelTake({ takeId });
    throw thrown;
  }
}
