import { useMemo } from 'react';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { TakeChange } from '#contract/take-library';
import type { StudioService } from '#contract/studio-api';
import { useStudio } from '../../state/studio';
import { saveFile } from '../../lib/save-file';
import { undoStack } from '../../lib/undo-stack';
import { i18n } from '../../i18n';
import { compareWithPack } from './compare-packs';

export interface TakeActions {
  /** Makes the take once more with another pack and puts both against each other, blind. */
  readonly compare: (take: Take, packId: string) => Promise<void>;
  readonly again: (take: Take, seed: 'same' | 'new') => Promise<void>;
  /** One sentence with another seed, as a new version of the take. */
  readonly reroll: (take: Take, segment: number, seed: 'new' | number) => Promise<void>;
  /** From the first missing sentence on. */
  readonly goOn: (take: Take) => Promise<void>;
  readonly mark: (take: Take, change: TakeChange) => Promise<void>;
  readonly download: (take: Take) => Promise<void>;
  readonly reveal: (take: Take) => Promise<void>;
  readonly cancel: (take: Take) => Promise<void>;
  readonly remove: (take: Take) => Promise<void>;
  readonly restore: (take: Take) => Promise<void>;
}

/** What can be done with a take. Failures go to `onError`, with the take they belong to. */
export function takeActions(
  studio: StudioService,
  onError: (takeId: string, error: StudioError) => void,
): TakeActions {
  const { api } = studio;
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
    compare: guarded((take, packId: string) => compareWithPack(studio, take, packId)),
    again: guarded((take, seed: 'same' | 'new') => api.repeatTake({ takeId: take.id, seed })),
    reroll: guarded((take, segment: number, seed: 'new' | number) =>
      api.rerollSegment({ takeId: take.id, segment, seed }),
    ),
    goOn: guarded((take) => api.continueTake({ takeId: take.id })),
    mark: guarded(async (take, change: TakeChange) => {
      const put = (wanted: TakeChange) => api.changeTakes({ takeIds: [take.id], change: wanted });
      await put(change);
      const before = Object.fromEntries(
        Object.keys(change).map((key) => [key, take[key as keyof TakeChange]]),
      );
      undoStack.push({
        what: i18n.t('takeLibrary:marked'),
        undo: () => put(before).catch((thrown: unknown) => onError(take.id, StudioError.from(thrown))),
        redo: () => put(change).catch((thrown: unknown) => onError(take.id, StudioError.from(thrown))),
      });
    }),
    download: guarded(async (take) => saveFile(await api.getTakeFile({ takeId: take.id }))),
    reveal: guarded((take) => api.revealTake({ takeId: take.id })),
    cancel: guarded((take) => api.cancelTake({ takeId: take.id })),
    remove: guarded((take) => api.deleteTake({ takeId: take.id })),
    restore: guarded((take) => api.restoreTake({ takeId: take.id })),
  };
}

export function useTakeActions(onError: (takeId: string, error: StudioError) => void): TakeActions {
  const studio = useStudio();
  return useMemo(() => takeActions(studio, onError), [studio, onError]);
}
