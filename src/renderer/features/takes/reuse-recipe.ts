import { useCallback } from 'react';
import type { Recipe } from '#contract/domain';
import { useLive } from '../../state/live';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { askComposer } from '../../lib/navigation';
import { draftStore, typedSeed } from './draft';
import { takeApart } from './instruction';
import { sourceAgain } from './source-ref';

/** @returns puts a recipe back into the composer, so that one thing of it can be changed; its seed is kept. */
export function useReuseRecipe(): (recipe: Recipe) => Promise<void> {
  const { api } = useStudio();
  const { voices, updateSettings } = useLive();
  const { selectVoice } = useSession();
  return useCallback(
    async (recipe) => {
      const { text, speed, seed, voiceId, source } = recipe;
      const mode = recipe.mode === 'vc' ? 'auto' : recipe.mode;
      const direction = takeApart(await api.listInstructions(), recipe.instruction);
      draftStore.set((draft) => ({
        from: source ? 'speech' : 'words',
        // the words of another take wait behind the speech
        text: source ? draft.text : text,
        ...{ language: recipe.language, showsSpoken: draft.showsSpoken },
        source: source ? sourceAgain(source) : draft.source,
        ...{ mode, speed, advanced: recipe.advanced ?? {}, ...direction },
      }));
      if (voices?.some((voice) => voice.id === voiceId)) selectVoice(voiceId);
      typedSeed.set(undefined);
      await updateSettings({ seed, seedLocked: true });
      askComposer('focus');
    },
    [api, voices, selectVoice, updateSettings],
  );
}
