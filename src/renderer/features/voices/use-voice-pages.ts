import { useCallback, useEffect, useRef, useState } from 'react';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { VoiceQuery } from '#contract/voices';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';

const PAGE = 100;

export type VoiceFilter = Pick<VoiceQuery, 'text' | 'sort' | 'favourite' | 'tag' | 'language' | 'consent'>;

export interface VoicePages {
  /** undefined until the library has answered once. */
  readonly total: number | undefined;
  readonly at: (index: number) => Voice | undefined;
  /** Makes sure that these rows are here, or on their way. */
  readonly need: (first: number, last: number) => void;
  readonly error: StudioError | undefined;
  readonly reload: () => void;
}

interface Loaded {
  readonly filter: VoiceFilter;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Voice[]>;
}

/** The library page by page: only what was looked at is here, and follows every change. */
export function useVoicePages(filter: VoiceFilter): VoicePages {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [loaded, setLoaded] = useState<Loaded>();
  const [error, setError] = useState<StudioError>();
  const asked = useRef<Map<number, number>>(new Map());
  const turn = useRef(0);

  const load = useCallback(
    (page: number) => {
      const mine = turn.current;
      asked.current.set(page, mine);
      api.listVoices({ ...filter, offset: page * PAGE, limit: PAGE }).then(
        ({ voices, total }) => {
          if (mine !== turn.current) return;
          setError(undefined);
          setLoaded((before) => ({
            filter,
            total,
            pages: new Map(before?.filter === filter ? before.pages : []).set(page, voices),
          }));
        },
        (thrown: unknown) => mine === turn.current && setError(StudioError.from(thrown)),
      );
    },
    [api, filter],
  );
  const reload = useCallback(() => {
    const pages = [...asked.current.keys()];
    turn.current++;
    asked.current.clear();
    for (const page of pages.length > 0 ? pages : [0]) load(page);
  }, [load]);

  useEffect(() => {
    if (generation === 0) return;
    asked.current.clear();
    reload();
  }, [generation, reload]);
  useEffect(() => on('voicesChanged', reload), [on, reload]);

  const need = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++)
        if (!asked.current.has(page)) load(page);
    },
    [load],
  );
  return {
    total: loaded?.total,
    at: (index) => loaded?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    need,
    error,
    reload,
  };
}
