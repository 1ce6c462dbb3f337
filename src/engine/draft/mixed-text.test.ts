import { afterAll, describe, expect, test } from 'vitest';
import { speakWhole, type SpokenWhole } from '../testing/speak-whole';
import { meanActiveDb } from './prompt-analysis';
import { createDraftEngine, createWitness, hear, requestOf, samplePrompt, semitones } from './testing';
import { mandarinPinyin } from './text/mandarin';

const engine = createDraftEngine();
afterAll(() => engine.unload());

/** The samples of the segments of one language, joined. */
function spokenIn({ audio, segments }: SpokenWhole, language: string): Float32Array {
  const total = segments.reduce((sum, { audioSec }) => sum + audioSec, 0) * audio.sampleRateHz;
  const pause = Math.max(0, (audio.samples.length - total) / Math.max(1, segments.length - 1));
  let at = 0;
  const pieces = segments.map((segment) => {
    const length = segment.audioSec * audio.sampleRateHz;
    const piece = audio.samples.subarray(Math.round(at), Math.round(at + length));
    at += length + pause;
    return segment.language === language ? piece : new Float32Array(0);
  });
  return Float32Array.from(pieces.flatMap((piece) => Array.from(piece)));
}

describe.each(['sample-a', 'sample-b', 'sample-c'])('Latin words in Chinese, prompt %s', (id) => {
  test('are spoken at the pitch and at the level of the characters around them', async () => {
    const text = '我们用JavaScript写程序，然后用Photoshop做图片。';
    const take = await speakWhole(engine.speak(requestOf(samplePrompt(id), text), createWitness().context));
    const [zh, en] = ['zh', 'en'].map((language) => spokenIn(take, language));
    const pitch = (samples: Float32Array) => hear({ samples, sampleRateHz: 24_000 }).medianHz;
    expect(Math.abs(semitones(pitch(en!), pitch(zh!)))).toBeLessThan(2);
    expect(Math.abs(meanActiveDb(en!, 24_000) - meanActiveDb(zh!, 24_000))).toBeLessThan(3);
  });
});

describe('characters without a reading', () => {
  const prompt = samplePrompt('sample-b');
  const ask = async (text: string) => {
    const request = requestOf(prompt, text);
    const { notes } = await engine.read(request);
    const take = await speakWhole(engine.speak(request, createWitness().context));
    expect(take.warnings).toEqual(notes);
    return take;
  };

  test.each([
    ['这个字是𠀲。', '𠀲'],
    ['It is a Ɣ word.', 'Ɣ'],
    ['Say ˈhello now.', 'ˈ'],
    ['Not ก here.', 'ก'],
  ])('%s: they are named, and the rest is spoken', async (text, characters) => {
    const { warnings, audio } = await ask(text);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'text-characters-unread', values: { characters } }),
    );
    expect(audio.samples.length).toBeGreaterThan(10_000);
  });

  test('are an error when there is nothing else', async () =>
    expect(engine.read(requestOf(prompt, '𠀲'))).rejects.toMatchObject({ code: 'text-unspeakable' }));

  test('no character of the usual block is lost: it is read or named', () => {
    for (let code = 0x4e00; code <= 0x9fff; code += 7) {
      const character = String.fromCodePoint(code);
      const pinyin = mandarinPinyin(character);
      expect(pinyin, character).toMatch(/^(?:[a-zê]+[1-5]|[\u4e00-\u9fff])$/u);
    }
  });
});
