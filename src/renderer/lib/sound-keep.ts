import { stretched } from '#audio/stretch';
import { StudioError } from '#contract/errors';
import type { Playable } from './playable';

/**
 * Decoded sounds kept, so that a second play starts at once: as many takes of 20 s at 24 kHz as are compared, 7.7 MB. The
 * host is near: one more is there in a few milliseconds.
 */
const KEPT_SAMPLES = 4 * 20 * 24_000;

/** Durations are told to the hundredth, or closer. */
const SAME_SEC = 0.05;

/** The sounds that were heard last, decoded. */
export interface SoundKeep {
  /** Loads what is not here, or is longer by now. */
  bufferOf(playable: Playable, audio: AudioContext): Promise<AudioBuffer>;
  /** The same sound, faster or slower; only the last one asked for is kept. */
  atRate(buffer: AudioBuffer, rate: number, audio: AudioContext): AudioBuffer;
  durationSec(key: string): number | undefined;
  forget(key: string): void;
  clear(): void;
}

export function createSoundKeep(): SoundKeep {
  const buffers = new Map<string, AudioBuffer>();
  let paced: { readonly of: AudioBuffer; readonly rate: number; readonly buffer: AudioBuffer } | undefined;

  const filled = (
    samples: Float32Array<ArrayBuffer>,
    sampleRateHz: number,
    audio: AudioContext,
  ): AudioBuffer => {
    const buffer = audio.createBuffer(1, samples.length, sampleRateHz);
    buffer.copyToChannel(samples, 0);
    return buffer;
  };

  return {
    bufferOf: async (playable, audio) => {
      const known = buffers.get(playable.key);
      // a take that was cut off and went on is longer than what was heard of it
      const told = playable.durationSec;
      if (known && (told === 0 || Math.abs(known.duration - told) < SAME_SEC)) return known;
      const { samples, sampleRateHz } = await playable.load();
      if (samples.length === 0) throw new StudioError('audio-empty');
      const buffer = filled(new Float32Array(samples), sampleRateHz, audio);
      buffers.set(playable.key, buffer);
      let kept = [...buffers.values()].reduce((sum, { length }) => sum + length, 0);
      for (const [key, { length }] of buffers) {
        if (kept <= KEPT_SAMPLES || key === playable.key) break;
        buffers.delete(key);
        kept -= length;
      }
      return buffer;
    },
    atRate: (buffer, rate, audio) => {
      if (rate === 1) return buffer;
      if (paced?.of !== buffer || paced.rate !== rate) {
        const { sampleRate } = buffer;
        const samples = stretched(buffer.getChannelData(0), sampleRate, rate);
        paced = { of: buffer, rate, buffer: filled(samples, sampleRate, audio) };
      }
      return paced.buffer;
    },
    durationSec: (key) => buffers.get(key)?.duration,
    forget: (key) => void buffers.delete(key),
    clear: () => {
      buffers.clear();
      paced = undefined;
    },
  };
}
