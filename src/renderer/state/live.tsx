import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import type { Settings, Status } from '#contract/studio-state';
import { useConnectionGeneration } from './connection';
import { createStore, useSelected, useStore, type Store } from '../lib/store';
import { useStudio } from './studio';
import { useQuery } from './use-query';

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
const listRecent = async (api: StudioApi) => (await api.listVoices({ limit: RECENT })).voices;
const changedBy = ['voicesChanged'] as const;

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
  const { data: voices, error: noVoices, reload: askVoices } = useQuery('recent', listRecent, changedBy);
  const [failure, setFailure] = useState<StudioError>();

  useEffect(() => {
    const stops = [on('status', status.set), on('settings', setSettings)];
    return () => stops.forEach((stop) => stop());
  }, [on, status]);

  useEffect(() => {
    // not connected yet: the first connection brings the first generation
    if (generation === 0) return;
    let current = true;
    Promise.all([api.getStatus(), api.getSettings()]).then(
      ([nextStatus, nextSettings]) => {
        if (!current) return;
        status.set(nextStatus);
        setSettings(nextSettings);
        setFailure(undefined);
      },
      (thrown: unknown) => {
        if (current) setFailure(StudioError.from(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [api, status, generation, attempt]);

  const updateSettings = useCallback(
    async (change: Partial<Settings>) => setSettings(await api.updateSettings(change)),
    [api],
  );
  // a list that is here already stays through a failure: a lost connection asks again
  const error = failure ?? (voices ? undefined : noVoices);
  const reload = useCallback(() => {
    setAttempt((previous) => previous + 1);
    askVoices();
  }, [askVoices]);
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
  const listed = useVoices()?.find(({ id }) => id === voiceId);
  const { data } = useQuery(
    listed === undefined ? voiceId : undefined,
    async (api) => (await api.listVoices(voiceId === undefined ? {} : { ids: [voiceId] })).voices[0],
    changedBy,
  );
  return listed ?? data;
}
