import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { StudioError } from '#contract/errors';
import type { Download, ModelsFolder, Pack } from '#contract/packs';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';

interface PacksView {
  /** Undefined until the studio has answered once. */
  readonly packs: readonly Pack[] | undefined;
  readonly folder: ModelsFolder | undefined;
  /** Why the list could not be loaded, or what was asked last went wrong. */
  readonly error: StudioError | undefined;
  readonly reload: () => void;
  readonly dismissError: () => void;
  /** Does something with packs; a failure is shown on the page. @returns whether it worked */
  readonly attempt: (work: () => Promise<unknown>) => Promise<boolean>;
}

const nothingYet: PacksView = {
  packs: undefined,
  folder: undefined,
  error: undefined,
  reload: () => undefined,
  dismissError: () => undefined,
  attempt: async () => false,
};

const PacksContext = createContext<PacksView>(nothingYet);

/** Loads the packs once, keeps them current by events, and loads again after a reconnect. */
export function PacksProvider({ children }: { children: ReactNode }) {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [asked, setAsked] = useState(0);
  const [packs, setPacks] = useState<readonly Pack[]>();
  const [folder, setFolder] = useState<ModelsFolder>();
  const [error, setError] = useState<StudioError>();
  const reload = useCallback(() => setAsked((previous) => previous + 1), []);

  useEffect(() => {
    const stops = [
      on('packsChanged', reload),
      on('download', (download) => setPacks((all) => all?.map((pack) => withDownload(pack, download)))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [on, reload]);

  useEffect(() => {
    // not connected yet: the first connection brings the first generation
    if (generation === 0) return;
    let current = true;
    Promise.all([api.listPacks(), api.getModelsFolder()]).then(
      ([nextPacks, nextFolder]) => {
        if (!current) return;
        setPacks(nextPacks);
        setFolder(nextFolder);
      },
      (thrown: unknown) => {
        if (current) setError(StudioError.from(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [api, generation, asked]);

  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        await work();
        setError(undefined);
        return true;
      } catch (thrown) {
        setError(StudioError.from(thrown));
        return false;
      } finally {
        reload();
      }
    },
    [reload],
  );
  const view = useMemo<PacksView>(
    () => ({ packs, folder, error, reload, dismissError: () => setError(undefined), attempt }),
    [packs, folder, error, reload, attempt],
  );
  return <PacksContext value={view}>{children}</PacksContext>;
}

export const usePacks = (): PacksView => use(PacksContext);

/** Progress moves what is on its way; what begins or ends is told by `packsChanged`. */
function withDownload(pack: Pack, download: Download): Pack {
  return pack.id === download.packId && pack.download !== undefined ? { ...pack, download } : pack;
}

/** @returns the download that runs, if one does; several as one */
export function runningDownload(packs: readonly Pack[] | undefined): Download | undefined {
  return packs?.find(({ download }) => download?.state === 'running')?.download;
}
