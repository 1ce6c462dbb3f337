import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Settings, Status } from '#contract/studio-state';
import { useConnectionGeneration } from './connection';
import { createStore, useSelected, useStore, type Store } from '../lib/store';
import { useStudio } from './studio';

/** What the host keeps and every part of the window looks at. */
interface Live {
  readonly settings: Settings | undefined;
  /** The newest voices, as many as a person looks through; the library page has them all. */
  readonly voices: readonly Voice[] | undefined;
  /** Why the first load failed, when it did. */
  readonly error: StudioError | undefined;
  readonly reload: () => void;
  readonly updateSettings: (change: Partial<Settings>) => Promise<void>;
}

const RECENT = 60;

const LiveContext = createContext<Live | undefined>(undefined);

/** Apart from the rest, because it changes with every step of a take. */
const StatusContext = createContext<Store<Status | undefined> | undefined>(undefined);

/** Loads status, settings and voices once, keeps them current by events, and loads again after a reconnect. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [attempt, setAttempt] = useState(0);
  const [status] = useState(() => createStore<Status | undefined>(undefined));
  const [settings, setSettings] = useState<Settings>();
  const [voices, setVoices] = useState<readonly Voice[]>();
  const [voicesChange, setVoicesChange] = useState(0);
  const [error, setError] = useState<StudioError>();

  useEffect(() => {
    const stops = [
      on('status', status.set),
      on('settings', setSettings),
      on('voicesChanged', () => setVoicesChange((previous) => previous + 1)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [on, status]);

  useEffect(() => {
    // not connected yet: the first connection brings the first generation
    if (generation === 0) return;
    let current = true;
    Promise.all([api.getStatus(), api.getSettings(), api.listVoices({ limit: RECENT })]).then(
      ([nextStatus, nextSettings, page]) => {
        if (!current) return;
        status.set(nextStatus);
        setSettings(nextSettings);
        setVoices(page.voices);
        setError(undefined);
      },
      (thrown: unknown) => {
        if (current) setError(StudioError.from(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [api, status, generation, attempt]);

  useEffect(() => {
    if (voicesChange === 0) return;
    let current = true;
    api.listVoices({ limit: RECENT }).then(
      (page) => current && setVoices(page.voices),
      // a lost connection loads everything again
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, voicesChange]);

  const updateSettings = useCallback(
    async (change: Partial<Settings>) => setSettings(await api.updateSettings(change)),
    [api],
  );
  const reload = useCallback(() => setAttempt((previous) => previous + 1), []);
  const live = useMemo(
    () => ({ settings, voices, error, reload, updateSettings }),
    [settings, voices, error, reload, updateSettings],
  );
  return (
    <StatusContext value={status}>
      <LiveContext value={live}>{children}</LiveContext>
    </StatusContext>
  );
}

export function useLive(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider above it.');
  return live;
}

/** @returns the studio's status; undefined until it has answered once. */
export const useStatus = (): Status | undefined => useStore(useStatusStore());

/** @returns what `select` gives of the status; renders again only when that changes. */
export const useStatusOf = <Part,>(select: (status: Status | undefined) => Part): Part =>
  useSelected(useStatusStore(), select);

function useStatusStore(): Store<Status | undefined> {
  const status = use(StatusContext);
  if (!status) throw new Error('The status needs a LiveProvider above it.');
  return status;
}

/** @returns the saved settings; undefined until the studio has answered once. */
export const useSettings = (): Settings | undefined => useLive().settings;

/** @returns the voices, newest first; undefined until the studio has answered once. */
export const useVoices = (): readonly Voice[] | undefined => useLive().voices;

/** @returns a voice of the library, kept current, also when it is not among the newest; undefined when it is gone */
export function useVoice(voiceId: string | undefined): Voice | undefined {
  const { api, on } = useStudio();
  const listed = useVoices()?.find(({ id }) => id === voiceId);
  const isListed = listed !== undefined;
  const [fetched, setFetched] = useState<Voice>();
  useEffect(() => {
    if (voiceId === undefined || isListed) return;
    let current = true;
    const load = () =>
      api.listVoices({ ids: [voiceId] }).then(
        ({ voices }) => current && setFetched(voices[0]),
        () => undefined,
      );
    void load();
    const stop = on('voicesChanged', ({ voiceIds }) => {
      if (voiceIds.includes(voiceId)) void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [api, on, voiceId, isListed]);
  return listed ?? (fetched?.id === voiceId ? fetched : undefined);
}
