import { useCallback } from 'react';
import type { Recipe } from '#contract/domain';
import { resolveMode } from '#contract/mode';
import { useLive } from '../../state/live';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { askComposer } from '../../lib/navigation';
import { draftStore, typedSeed, type Draft } from './draft';
import { takeApart } from './instruction';
import { sourceAgain } from './source-ref';

/** @returns puts a recipe back into the composer, so that one thing of it can be changed. */
export function useReuseRecipe(): (recipe: Recipe) => Promise<void> {
  const { api } = useStudio();
  const { updateSettings } = useLive();
  const { selectVoice } = useSession();
  return useCallback(
    async (recipe) => {
      const { text, speed, seed, voiceId, source } = recipe;
      const mode = modeAgain(recipe);
      const direction = takeApart(await api.listInstructions(), recipe.instruction);
      draftStore.set((draft) => ({
        from: source ? 'speech' : 'words',
        // the words of another take wait behind the speech
        text: source ? draft.text : text,
        ...{ language: recipe.language, showsSpoken: draft.showsSpoken },
        source: source ? sourceAgain(source) : draft.source,
        ...{ mode, speed, advanced: recipe.advanced ?? {}, ...direction },
      }));
      const { voices } = await api.listVoices({ ids: [voiceId] });
      if (voices.length > 0) selectVoice(voiceId);
      typedSeed.set(undefined);
      await updateSettings({ seed });
      askComposer('focus');
    },
    [api, selectVoice, updateSettings],
  );
}

/** @returns 'auto' where the recipe's mode comes out by itself, so that with another direction or voice it still does */
export function modeAgain({
  mode,
  instruction,
  transcript,
}: Pick<Recipe, 'mode' | 'instruction' | 'transcript'>): Draft['mode'] {
  return mode === 'vc' || mode === resolveMode('auto', { instruction, transcript }) ? 'auto' : mode;
}
