import { useMemo } from 'react';
import type { Recipe, Take, TakeRequest } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { TakeChange } from '#contract/take-library';
import type { StudioApi } from '#contract/studio-api';
import { useStudio } from '../../app/studio';
import { saveFile } from '../../lib/save-file';
import { drawSeed } from './seed';
import { refOf } from './source-ref';

/** @returns the request that makes this recipe again; the pack is the studio's to choose. */
function requestOf(recipe: Recipe, seed: number): TakeRequest {
  const { text, voiceId, engine, mode, instruction, instructionId, speed, advanced, source } = recipe;
  return {
    text,
    voiceId,
    engine,
    mode,
    instruction,
    seed,
    speed,
    ...(instructionId === undefined ? {} : { instructionId }),
    ...(advanced ? { advanced } : {}),
    ...(source ? { source: refOf(source) } : {}),
  };
}

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
    again: guarded((take, seed: 'same' | 'new') =>
      api.startTake(requestOf(take.recipe, seed === 'same' ? take.recipe.seed : drawSeed())),
    ),
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
