import type { Logger } from '#contract/logger';

/** The lines that people know from CosyVoice 3's console; both engines write them in this order. */
export const takeLog = {
  promptLoaded: (log: Logger, durationSec: number, sampleRateHz: number) =>
    log.info(`Prompt audio loaded, duration: ${durationSec.toFixed(1)}s, sample rate: ${sampleRateHz}Hz`, {
      stage: 'prompt',
    }),
  extractingEmbedding: (log: Logger) => log.info('Extracting voice embedding...', { stage: 'prompt' }),
  generatingSpectrogram: (log: Logger, emotion: string) =>
    log.info(`Generating spectrogram with emotion: ${emotion}`, { stage: 'flow' }),
  vocoderCompleted: (log: Logger) => log.info('Vocoder decoding completed.', { stage: 'vocoder' }),
} as const;
