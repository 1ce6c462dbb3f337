import { describe, expect, test } from 'vitest';
import { readWav, writeWav } from '#audio/wav';
import { tone } from '../../../../tests/support/studio/test-engine';
import { monoWavParts, readMonoWav } from './wav-parts';

const join = (parts: Iterable<Uint8Array>) => Buffer.concat([...parts]);

describe('a WAV made block by block', () => {
  test.each([
    { bitDepth: 16, samples: 1 },
    { bitDepth: 16, samples: 200_001 },
    { bitDepth: 24, samples: 65_537 },
    { bitDepth: 'float32', samples: 70_000 },
    { bitDepth: 'float32', samples: 0 },
  ] as const)(
    'has the bytes of a WAV made at once ($bitDepth, $samples samples)',
    ({ bitDepth, samples }) => {
      const audio = { samples: tone(samples, 220), sampleRateHz: 24_000 };
      const content = { bitDepth, info: { INAM: '你好', ISFT: 'x' }, ixml: '<a/>' };
      const atOnce = writeWav({ ...content, sampleRateHz: 24_000, channels: [audio.samples] });
      expect(join(monoWavParts({ ...content, audio })).equals(atOnce)).toBe(true);
    },
  );

  test('hands over exactly its sample data', () => {
    const audio = { samples: tone(100_000, 220), sampleRateHz: 24_000 };
    const heard: Uint8Array[] = [];
    const parts = monoWavParts({ audio, bitDepth: 16, onPcm: (pcm) => heard.push(pcm) });
    const wav = join(parts);
    expect(join(heard).equals(wav.subarray(44, 44 + 200_000))).toBe(true);
  });

  test('reads back block by block what reading at once gives', async () => {
    const wav = writeWav({
      sampleRateHz: 44_100,
      channels: [tone(150_001, 90), tone(150_001, 50)],
      bitDepth: 24,
    });
    const audio = await readMonoWav(wav);
    expect(audio.sampleRateHz).toBe(44_100);
    expect(Buffer.from(audio.samples.buffer).equals(Buffer.from(readWav(wav).channels[0]!.buffer))).toBe(
      true,
    );
  });
});
