import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import type { Choice, SpokenChange } from '#contract/spoken';
import { showUndoNotice } from '../../lib/undo-notice';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { withChoice } from './spoken-parts';
import type { Composer } from './use-composer';

/** For how long a reading that was chosen counts. */
export type Remembering = 'text' | 'project' | 'always';

export interface Remembered {
  /** What can be chosen: a project only while one is worked in. */
  readonly ways: readonly Remembering[];
  readonly error: StudioError | undefined;
  /** Writes the choice into the text, or keeps it as a word of the lexicon. */
  readonly choose: (change: SpokenChange, choice: Choice, how: Remembering) => void;
}

export function useRemembered({ draft, change }: Composer): Remembered {
  const { api } = useStudio();
  const { t } = useTranslation('takes');
  const { projectId } = useSession();
  const [error, setError] = useState<StudioError>();
  const keep = useCallback(
    async ({ reading }: Choice, scopeId: string | undefined) => {
      if (!reading) return;
      const scope = scopeId === undefined ? 'library' : 'project';
      try {
        const place = { scope, ...(scopeId === undefined ? {} : { scopeId }) } as const;
        const there = await api.listLexicon({ ...place, text: reading.word });
        const replaced = there.find(
          ({ word, language }) => word === reading.word && language === reading.language,
        );
        const [entry] = await api.putLexicon({ entries: [{ ...reading, ...place }] });
        setError(undefined);
        if (!entry) return;
        showUndoNotice({
          message: t(`spoken.kept.${scope}`, { word: entry.word, reading: entry.reading }),
          undoLabel: t('take.undo'),
          onUndo: () =>
            void (
              replaced ? api.putLexicon({ entries: [replaced] }) : api.removeLexicon({ entryIds: [entry.id] })
            ).catch((thrown: unknown) => setError(StudioError.from(thrown))),
        });
      } catch (thrown) {
        setError(StudioError.from(thrown));
      }
    },
    [api, t],
  );
  return {
    ways: projectId === undefined ? ['text', 'always'] : ['text', 'project', 'always'],
    error,
    choose: (token, choice, how) => {
      if (how !== 'text') return void keep(choice, how === 'project' ? projectId : undefined);
      const text = withChoice(draft.text, token, choice.write);
      if (text !== undefined) change({ text });
    },
  };
}
