import { useEffect, useState } from 'react';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import type { Trace } from '#contract/trace';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';

/** A running take is read anew this often. */
const LIVE_EVERY_MS = 400;
/** The trace is kept, and the last lines are written, this long after the end of a take. */
const SETTLED_MS = 300;

export interface Flight {
  readonly take: Take | undefined;
  /** undefined while it loads, null when nothing was recorded. */
  readonly trace: Trace | null | undefined;
  readonly lines: readonly LogEntry[];
  readonly error: StudioError | undefined;
}

const nothing: Flight = { take: undefined, trace: undefined, lines: [], error: undefined };

/** A take with its trace and its lines; live while it runs. */
export function useFlight(takeId: string): Flight {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [flight, setFlight] = useState<Flight & { readonly of?: string }>(nothing);
  const shown = flight.of === takeId ? flight : nothing;
  const live = shown.take?.state === 'running';

  useEffect(() => {
    let current = true;
    const load = async () => {
      try {
        const [take, trace, lines] = await Promise.all([
          api.getTake({ takeId }),
          api.getTakeTrace({ takeId }),
          api.readLog({ limit: 2000, takeId }),
        ]);
        if (current) setFlight({ of: takeId, take, trace, lines, error: undefined });
      } catch (thrown) {
        if (current) setFlight((before) => ({ ...before, of: takeId, error: StudioError.from(thrown) }));
      }
    };
    void load();
    const timer = live ? setInterval(() => void load(), LIVE_EVERY_MS) : undefined;
    const settle = live ? undefined : setTimeout(() => void load(), SETTLED_MS);
    const stop = on('takeChanged', (take) => {
      if (take.id === takeId) setFlight((before) => (before.of === takeId ? { ...before, take } : before));
    });
    return () => {
      current = false;
      clearInterval(timer);
      clearTimeout(settle);
      stop();
    };
  }, [api, on, takeId, generation, live]);
  return shown;
}
