/** What the studio takes, units in the names. */

export const limits = {
  seed: { min: 1, max: 100_000_000 },
  speed: { min: 0.5, max: 2 },
  textCharacters: { advised: 200, max: 100_000 },
  promptSec: { min: 3, advisedMax: 15, max: 30 },
  promptRateHz: { min: 16_000 },
  recordingSec: { max: 600 },
  /** Of a file that is opened: ten minutes of stereo at 192 kHz as 64-bit float, and room for a film around it. */
  openedBytes: { max: 2_000_000_000 },
  /** More than any sound card or file has that a person records with. */
  channels: { max: 256 },
  /** No system's file names are longer. */
  fileNameCharacters: { max: 1000 },
  /** No sound file is as long as a month. */
  announcedSec: { max: 2_700_000 },
  /** Where nothing is louder, nobody speaks. */
  silentPeakDb: -60,
  /** Speech to convert; longer speech is converted in pieces. */
  sourceSec: { min: 0.5, pieceMax: 30 },
  voiceNameCharacters: { max: 80 },
  instructionCharacters: { advised: 100, max: 200 },
} as const;
