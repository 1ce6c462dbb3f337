import { useEffect, useState } from 'react';
import type { Take } from '#contract/domain';
import type { TakeSegment } from '#contract/speech';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';

export interface SegmentsOf {
  readonly segments: readonly TakeSegment[];
  /** Segments of the whole text; 0 while nobody knows. */
  readonly of: number;
  readonly complete: boolean;
}

const none: SegmentsOf = { segments: [], of: 0, complete: false };

/** What a take is made of; while it is made only what is new is asked for. */
export function useSegments({ id: takeId, segments, state, pcmSha256 = '' }: Take): SegmentsOf {
  const { api } = useStudio();
  const generation = useConnectionGeneration();
  const [known, setKnown] = useState<SegmentsOf & { readonly takeId: string }>({ ...none, takeId });
  const count = segments.length;
  useEffect(() => {
    if (generation === 0) return;
    let current = true;
    // a take that is over may be made anew from its beginning
    const from = state === 'running' && known.takeId === takeId ? known.segments.length : 0;
    if (from > 0 && from >= count) return;
    api.getSegments({ takeId, from }).then(
      ({ segments: more, of = 0, complete }) =>
        current &&
        setKnown((before) => ({
          takeId,
          segments: from === 0 ? more : [...before.segments.slice(0, from), ...more],
          ...{ of, complete },
        })),
      // the take is still there to be heard; without an answer it has no blocks
      () => undefined,
    );
    return () => {
      current = false;
    };
    // what is known already is no reason to ask
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, generation, takeId, count, state, pcmSha256]);
  return known.takeId === takeId ? known : none;
}
