import type { StudioHandlers } from '#contract/studio-api';
import type { Enrolment } from '../voices/enrolment';
import type { VoiceExchange } from './voice-exchange';

export interface ExchangeHandlersParts {
  readonly exchange: VoiceExchange;
  readonly enrolment: Enrolment;
}

/** exchange: voice packs, and what other programs exported. */
export const exchangeHandlers = ({ exchange, enrolment }: ExchangeHandlersParts) =>
  ({
    exportVoices: ({ voiceIds }) => exchange.export(voiceIds),
    previewImport: (file) => exchange.preview(file),
    importVoices: async ({ indexes, ...file }) => {
      const result = await exchange.import(file, indexes);
      for (const voice of result.voices) enrolment.start(voice);
      return result;
    },
  }) satisfies Partial<StudioHandlers>;
