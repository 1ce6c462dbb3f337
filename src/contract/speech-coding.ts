import { z } from 'zod';

/** Speech as a file that grows while it is made: what is sent on to other programs. Nothing in it says how long it will be. */

export const speechFormats = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const;
export const speechFormatSchema = z.enum(speechFormats);
export type SpeechFormat = z.output<typeof speechFormatSchema>;

/** Those that an encoder makes; WAV and PCM (16 bit, little-endian, no head) are the samples themselves. */
export const codedFormatSchema = speechFormatSchema.exclude(['wav', 'pcm']);
export type CodedFormat = z.output<typeof codedFormatSchema>;

export const isCoded = (format: SpeechFormat): format is CodedFormat =>
  codedFormatSchema.safeParse(format).success;

export const speechTypes: Readonly<Record<SpeechFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};
