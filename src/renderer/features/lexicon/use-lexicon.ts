import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import type {
  LexiconEntry,
  LexiconFormat,
  LexiconImport,
  LexiconPut,
  LexiconScope,
  LexiconTarget,
} from '#contract/lexicon';
import { saveFile } from '../../lib/save-file';
import { showUndoNotice } from '../../lib/undo-notice';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';

const changedBy = ['lexiconChanged'] as const;

export interface LexiconFilter {
  readonly text: string;
  readonly scope: LexiconScope['scope'] | undefined;
}

export interface LexiconActions {
  /** What went wrong last. */
  readonly error: StudioError | undefined;
  readonly dismissError: () => void;
  /** What the last file brought. */
  readonly imported: LexiconImport | undefined;
  readonly dismissImported: () => void;
  /** @returns whether it is kept now */
  readonly put: (entry: LexiconPut) => Promise<boolean>;
  readonly remove: (entry: LexiconEntry) => Promise<boolean>;
  readonly importFile: (file: File, scope: LexiconTarget) => Promise<boolean>;
  readonly exportFile: (format: LexiconFormat, filter: LexiconFilter) => Promise<boolean>;
}

/** The entries that fit, kept current; the last answer stays while the next is awaited. */
export function useLexicon({ text, scope }: LexiconFilter) {
  const { latest, error, reload } = useQuery(
    JSON.stringify([text, scope]),
    (api) => api.listLexicon(queryOf({ text, scope })),
    changedBy,
  );
  return { entries: latest, error, reload };
}

/** What can be done to the lexicon; what is deleted can be taken back. */
export function useLexiconActions(): LexiconActions {
  const { api } = useStudio();
  const { t } = useTranslation('lexicon');
  const { t: tApp } = useTranslation('app');
  const [error, setError] = useState<StudioError>();
  const [imported, setImported] = useState<LexiconImport>();
  const attempt = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setError(undefined);
      return true;
    } catch (thrown) {
      setError(StudioError.from(thrown));
      return false;
    }
  }, []);
  return {
    error,
    dismissError: () => setError(undefined),
    imported,
    dismissImported: () => setImported(undefined),
    put: (entry) => attempt(() => api.putLexicon({ entries: [entry] })),
    remove: (entry) =>
      attempt(async () => {
        await api.removeLexicon({ entryIds: [entry.id] });
        showUndoNotice({
          message: t('deleted', { word: entry.word }),
          undoLabel: tApp('actions.undo'),
          onUndo: () => attempt(() => api.putLexicon({ entries: [entry] })),
          onRedo: () => attempt(() => api.removeLexicon({ entryIds: [entry.id] })),
        });
      }),
    importFile: (file, scope) =>
      attempt(async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        setImported(await api.importLexicon({ name: file.name.slice(-400), bytes, ...scope }));
      }),
    exportFile: (format, filter) =>
      attempt(async () => saveFile(await api.exportLexicon({ format, ...queryOf(filter) }))),
  };
}

const queryOf = ({ text, scope }: LexiconFilter) => ({
  ...(text.trim() === '' ? {} : { text: text.trim().slice(0, 200) }),
  ...(scope === undefined ? {} : { scope }),
});
