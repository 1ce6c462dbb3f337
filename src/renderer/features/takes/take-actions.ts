import { useMemo } from 'react';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { TakeChange } from '#contract/take-library';
import type { StudioApi } from '#contract/studio-api';
import { useStudio } from '../../state/studio';
import { saveFile } from '../../lib/save-file';

export interface TakeActions {
  readonly again: (take: Take, seed: 'same' | 'new') => Promise<void>;
  readonly mark: (take: Take, change: TakeChange) => Promise<void>;
  readonly download: (take: Take) => Promise<void>;
  readonly reveal: (take: Take) => Promise<void>;
  readonly cancel: (take: Take) => Promise<void>;
  readonly remove: (take: Take) => Promise<void>;
  readonly restore: (take: Take) => Promise<void>;
}

/** What can be done with a take. Failures go to `onError`, with the take they belong to. */
export function takeActions(
  api: StudioApi,
  onError: (takeId: string, error: StudioError) => void,
): TakeActions {
  const guarded =
    <Rest extends unknown[]>(work: (take: Take, ...rest: Rest) => Promise<unknown>) =>
    async (take: Take, ...rest: Rest): Promise<void> => {
      try {
        await work(take, ...rest);
      } catch (thrown) {
        onError(take.id, StudioError.from(thrown));
      }
    };
  return {
    again: guarded((take, seed: 'same' | 'new') => api.repeatTake({ takeId: take.id, seed })),
    mark: guarded((take, change: TakeChange) => api.changeTakes({ takeIds: [take.id], change })),
    download: guarded(async (take) => saveFile(await api.getTakeFile({ takeId: take.id }))),
    reveal: guarded((take) => api.revealTake({ takeId: take.id })),
    cancel: guarded((take) => api.cancelTake({ takeId: take.id })),
    remove: guarded((take) => api.deleteTake({ takeId: take.id })),
    restore: guarded((take) => api.restoreTake({ takeId: take.id })),
  };
}

export function useTakeActions(onError: (takeId: string, error: StudioError) => void): TakeActions {
  const { api } = useStudio();
  return useMemo(() => takeActions(api, onError), [api, onError]);
}
