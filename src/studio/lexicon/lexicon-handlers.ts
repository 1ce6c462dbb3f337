import type { StudioHandlers } from '#contract/studio-api';
import type { Lexicon } from './lexicon';

/** lexicon: the person's own words. */
export const lexiconHandlers = ({ lexicon }: { readonly lexicon: Lexicon }) =>
  ({
    listLexicon: (query) => lexicon.list(query),
    putLexicon: ({ entries }) => lexicon.put(entries),
    removeLexicon: ({ entryIds }) => lexicon.remove(entryIds),
    importLexicon: ({ name, bytes, ...scope }) => lexicon.import({ name, bytes }, scope),
    exportLexicon: (query) => lexicon.export(query),
  }) satisfies Partial<StudioHandlers>;
