import type { LexiconEntry } from '#contract/lexicon';
import type { StudioApi } from '#contract/studio-api';

type LexiconCalls = Pick<
  StudioApi,
  'listLexicon' | 'putLexicon' | 'removeLexicon' | 'importLexicon' | 'exportLexicon'
>;

/** A lexicon in memory, without the checks of readings. */
export function fakeLexicon(onChange: () => void): LexiconCalls {
  const entries = new Map<string, LexiconEntry>();
  let next = 1;
  return {
    listLexicon: async ({ scope, scopeId, text = '' }) =>
      [...entries.values()].filter(
        (entry) =>
          (scope === undefined || entry.scope === scope) &&
          (scopeId === undefined || entry.scopeId === scopeId) &&
          `${entry.word} ${entry.reading}`.includes(text),
      ),
    putLexicon: async ({ entries: put }) => {
      const kept = put.map(({ id, kind = 'respelling', scope = 'library', ...rest }): LexiconEntry => {
        const there = [...entries.values()].find(
          (entry) =>
            entry.word === rest.word &&
            entry.language === rest.language &&
            entry.scope === scope &&
            entry.scopeId === rest.scopeId,
        );
        return {
          ...{ ...rest, id: id ?? there?.id ?? `entry-${next++}`, kind, scope },
          createdAt: '2026-11-22T12:00:00.000Z',
        };
      });
      for (const entry of kept) entries.set(entry.id, entry);
      onChange();
      return kept;
    },
    removeLexicon: async ({ entryIds }) => {
      const removed = entryIds.flatMap((id) => entries.get(id) ?? []);
      for (const id of entryIds) entries.delete(id);
      onChange();
      return removed;
    },
    importLexicon: async () => ({ added: 0, refused: [] }),
    exportLexicon: async ({ format }) => ({
      name: `lexicon.${format}`,
      type: 'text/csv',
      bytes: new Uint8Array(),
    }),
  };
}
