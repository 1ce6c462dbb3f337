import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** exchange: voice packs, and what other programs exported. */
export const exchangeHandlers = ({ exchange, enrolment }: HandlerParts) =>
  ({
    exportVoices: ({ voiceIds }) => exchange.export(voiceIds),
    previewImport: (file) => exchange.preview(file),
    importVoices: async ({ indexes, ...file }) => {
      const result = await exchange.import(file, indexes);
      for (const voice of result.voices) enrolment.start(voice);
      return result;
    },
  }) satisfies Partial<StudioHandlers>;
