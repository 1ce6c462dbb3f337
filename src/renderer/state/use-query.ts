import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { StudioError } from '#contract/errors';
import type { StudioApi, StudioEvents } from '#contract/studio-api';
import { useConnectionGeneration } from './connection';
import { useStudio } from './studio';

export interface Query<T> {
  /** The answer to this very question; undefined until it came. */
  readonly data: T | undefined;
  /** The newest answer, of an earlier question while this one is asked. */
  readonly latest: T | undefined;
  readonly error: StudioError | undefined;
  /** Whether the answer to this question, or its failure, is still awaited. */
  readonly asking: boolean;
  /** Asks once more; the answer that is there stays until the next one. */
  readonly reload: () => void;
}

interface Answer<T> extends Pick<Query<T>, 'data' | 'latest' | 'error'> {
  readonly question: string;
}

const never: readonly (keyof StudioEvents)[] = [];

/**
 * Asks the studio: once, again when the question changes, after every reconnect, and after the events that change the
 * answer. Only the newest question is answered; what comes late is dropped.
 * @param question says what is asked, the same words for the same question; undefined asks nothing
 * @param changedBy a constant list
 */
export function useQuery<T>(
  question: string | undefined,
  ask: (api: StudioApi) => Promise<T>,
  changedBy: readonly (keyof StudioEvents)[] = never,
): Query<T> {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>();
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const askNow = useEffectEvent(() => ask(api));

  useEffect(() => {
    // not connected yet: the first connection brings the first generation
    if (question === undefined || generation === 0) return;
    let current = true;
    askNow().then(
      (data) => current && setAnswer({ question, data, latest: data, error: undefined }),
      (thrown: unknown) =>
        current &&
        setAnswer((before) => ({
          question,
          data: before?.question === question ? before.data : undefined,
          latest: before?.latest,
          error: StudioError.from(thrown),
        })),
    );
    return () => {
      current = false;
    };
  }, [question, generation, turn]);
  useEffect(() => {
    const stops = changedBy.map((event) => on(event, reload));
    return () => stops.forEach((stop) => stop());
  }, [changedBy, on, reload]);

  const own = answer?.question === question ? answer : undefined;
  return {
    data: own?.data,
    latest: answer?.latest,
    error: own?.error,
    asking: question !== undefined && own === undefined,
    reload,
  };
}
