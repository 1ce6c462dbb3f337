import { useEffect, useMemo } from 'react';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';
import { createStore, useSelected, useStore, type Store } from '../../lib/store';

export interface TakesState {
  /** Newest first. */
  readonly takes: readonly Take[];
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: StudioError | undefined;
  /** There are older takes that were not asked for yet. */
  readonly hasOlder: boolean;
}

export interface TakesStore extends Pick<Store<TakesState>, 'get' | 'subscribe'> {
  /** Loads the newest page again, as after a reconnect. */
  readonly reload: () => Promise<void>;
  readonly loadOlder: () => Promise<void>;
  /** Keeps it current by the studio's events.   @returns ends that */
  readonly follow: () => () => void;
}

/** Which takes a list is about; all when nothing is said. */
export interface TakesFilter {
  readonly projectId?: string | undefined;
  /** Words of a take's name, text, note, direction or voice. */
  readonly text?: string;
}

const PAGE = 100;

/** The takes of a studio, of one project of it, or that say something, newest first. */
export function createTakesStore({ api, on }: StudioService, filter: TakesFilter = {}): TakesStore {
  const { projectId, text = '' } = filter;
  const asked = { ...(projectId === undefined ? {} : { projectId }), ...(text === '' ? {} : { text }) };
  const store = createStore<TakesState>({ takes: [], phase: 'loading', error: undefined, hasOlder: false });
  let loadingOlder = false;
  let load = 0;

  const without = (takes: readonly Take[], takeId: string) => takes.filter(({ id }) => id !== takeId);
  const changed = (takes: readonly Take[], take: Take) => {
    if (projectId !== undefined && take.projectId !== projectId) return without(takes, take.id);
    // only the studio knows which takes say the words: what was found is kept current, and no more
    if (text !== '' && !takes.some(({ id }) => id === take.id)) return takes;
    return withTake(takes, take);
  };

  const put = (take: Take) => store.set((state) => ({ ...state, takes: changed(state.takes, take) }));
  /** One that went or came back may be the one that others are identical to. */
  const compareAnew = ({ id, pcmSha256 }: Take) => {
    if (pcmSha256 === undefined) return;
    for (const other of store.get().takes)
      if (other.pcmSha256 === pcmSha256 && other.id !== id)
        // one that is gone by now is told by its own event
        api.getTake({ takeId: other.id }).then(put, () => undefined);
  };

  return {
    follow: () => {
      const stops = [
        on('takeChanged', (take) => {
          const before = store.get().takes.find(({ id }) => id === take.id);
          put(take);
          if (before?.pcmSha256 === undefined) compareAnew(take);
        }),
        on('takeDeleted', ({ takeId }) => {
          const gone = store.get().takes.find(({ id }) => id === takeId);
          store.set((state) => ({ ...state, takes: without(state.takes, takeId) }));
          if (gone) compareAnew(gone);
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    get: store.get,
    subscribe: store.subscribe,
    reload: async () => {
      const mine = ++load;
      try {
        const page = await api.listTakes({ limit: PAGE, ...asked });
        if (mine !== load) return;
        store.set({ takes: page, phase: 'ready', error: undefined, hasOlder: page.length === PAGE });
      } catch (thrown) {
        if (mine === load)
          store.set((state) => ({ ...state, phase: 'failed', error: StudioError.from(thrown) }));
      }
    },
    loadOlder: async () => {
      const oldest = store.get().takes.at(-1);
      if (loadingOlder || !oldest || !store.get().hasOlder) return;
      loadingOlder = true;
      try {
        const page = await api.listTakes({ limit: PAGE, beforeTakeId: oldest.id, ...asked });
        store.set((state) => ({
          ...state,
          takes: page.reduce(withTake, state.takes),
          hasOlder: page.length === PAGE,
        }));
      } catch (thrown) {
        store.set((state) => ({ ...state, error: StudioError.from(thrown) }));
      } finally {
        loadingOlder = false;
      }
    },
  };
}

/** @returns the list with this take replaced, or put where its age belongs. */
export function withTake(takes: readonly Take[], take: Take): readonly Take[] {
  const at = takes.findIndex((each) => each.id === take.id);
  if (at >= 0) return takes.with(at, take);
  const older = takes.findIndex((each) => each.createdAt <= take.createdAt);
  return older < 0 ? [...takes, take] : takes.toSpliced(older, 0, take);
}

/** The list in sight: keys 1 to 9 count its rows. */
export const shownTakes = createStore<TakesStore | undefined>(undefined);

const stores = new WeakMap<StudioService, Map<string | undefined, TakesStore>>();

/** One store for one studio and project, whichever panel asks first. */
export function takesStoreOf(studio: StudioService, projectId?: string): TakesStore {
  const known = stores.get(studio) ?? new Map<string | undefined, TakesStore>();
  stores.set(studio, known);
  const old = known.get(projectId);
  if (old) return old;
  const store = createTakesStore(studio, { projectId });
  // as long as the studio
  store.follow();
  known.set(projectId, store);
  return store;
}

const loadedFor = new WeakMap<TakesStore, number>();

/** The takes of the studio, or of one project; loaded once for every connection. */
export function useTakesStore(projectId?: string): TakesStore {
  const store = takesStoreOf(useStudio(), projectId);
  const generation = useConnectionGeneration();
  useEffect(() => {
    if (loadedFor.get(store) === generation) return;
    loadedFor.set(store, generation);
    void store.reload();
  }, [store, generation]);
  return store;
}

/** The takes that say these words, from the whole library; kept current while it is looked at. */
export function useFoundTakes(text: string, projectId: string | undefined): TakesStore {
  const studio = useStudio();
  const generation = useConnectionGeneration();
  const store = useMemo(() => createTakesStore(studio, { projectId, text }), [studio, projectId, text]);
  useEffect(() => store.follow(), [store]);
  useEffect(() => void store.reload(), [store, generation]);
  return store;
}

/** All takes, newest first. A running take changes ten times a second: look at less where less will do. */
export const useTakes = (): TakesState => useStore(useTakesStore());

/** @returns the take that runs or is next; renders again only when another takes its place. */
export const useFirstPendingId = (): string | undefined =>
  useSelected(useTakesStore(), ({ takes }) => pendingTakes(takes)[0]?.id);

/** @returns takes that run or wait, in the order in which they will be made. */
export function pendingTakes(takes: readonly Take[]): readonly Take[] {
  const place = ({ state, position = 0 }: Take) => (state === 'running' ? -Infinity : position);
  return takes
    .filter((take) => take.state === 'running' || take.state === 'queued')
    .toReversed()
    .sort((a, b) => place(a) - place(b) || 0);
}
