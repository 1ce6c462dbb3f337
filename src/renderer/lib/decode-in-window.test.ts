import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { fileFindings } from '#contract/file-findings';
import { decodeInWindow } from './decode-in-window';

const m4a = new Uint8Array(readFileSync('src/engine/decode/fixtures/index-first.m4a'));

/** A browser that gives as much sound as it is said to have found. */
function browserThatDecodes(seconds: number) {
  vi.stubGlobal(
    'OfflineAudioContext',
    class {
      constructor(readonly options: { sampleRate: number }) {}
      decodeAudioData() {
        const { sampleRate } = this.options;
        const channel = new Float32Array(Math.round(seconds * sampleRate));
        return Promise.resolve({ sampleRate, numberOfChannels: 1, getChannelData: () => channel });
      }
    },
  );
}

afterEach(() => vi.unstubAllGlobals());

test('what a file says of its length comes along, so that a cut one tells how much was saved', async () => {
  browserThatDecodes(0.6);
  const { channels, sampleRateHz, announcedSec } = await decodeInWindow('cut.m4a', m4a.slice(0, 7_000));
  expect(sampleRateHz).toBe(44_100);
  expect(fileFindings({ complaints: 0, announcedSec }, channels[0]!.length / sampleRateHz)).toMatchObject([
    { code: 'cut-off', values: { savedSec: 0.6, announcedSec: expect.closeTo(1, 1) as number } },
  ]);
});

test('a whole file has nothing to tell', async () => {
  browserThatDecodes(1);
  const { announcedSec } = await decodeInWindow('whole.m4a', m4a);
  expect(fileFindings({ complaints: 0, announcedSec }, 1)).toEqual([]);
});
