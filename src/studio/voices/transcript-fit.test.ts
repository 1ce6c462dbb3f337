import { afterAll, expect, test } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { countSyllables, transcriptMisfit } from './transcript-fit';

afterAll(removeTemporaryFolders);

test.each([
  ['Good morning, and welcome to the studio.', 12],
  ['今天的天气真好。', 7],
  ['きょうは いい てんき', 9],
  ['안녕하세요 123', 8],
  ['Guten Tag, schön!', 4],
  ['…', 0],
])('%s has about %i syllables', (text, count) =>
  expect(Math.abs(countSyllables(text) - count)).toBeLessThanOrEqual(1),
);

test('what people say in any language at their pace fits, and what no one can say does not', () => {
  const spoken: readonly (readonly [string, number])[] = [
    ['我从山中来，带着兰花草，种在小园中，希望花开早。', 5],
    ['The quick brown fox jumps over the lazy dog, and then it goes home.', 4],
    ['Hm.', 3],
    ['', 15],
  ];
  for (const [transcript, sec] of spoken) expect(transcriptMisfit(transcript, sec)).toBeUndefined();
  expect(transcriptMisfit('一二三四五六七八九十'.repeat(27), 3.1)).toEqual({
    ...{ syllables: 270, promptSec: 3.1, perSec: 87.1 },
  });
  expect(transcriptMisfit('Yes.', 12)).toMatchObject({ syllables: 1, promptSec: 12 });
});

test('270 characters for three seconds are refused at the voice with the numbers, and warned of at the take', async () => {
  const studio = await openTestStudio();
  const { api } = studio;
  const long = '一二三四五六七八九十'.repeat(27);
  const refusal = { code: 'transcript-misfit', values: { syllables: 270, promptSec: 3.2 } };
  await expect(studio.makeVoice('Long', long)).rejects.toMatchObject(refusal);
  const { id: voiceId } = await studio.makeVoice();
  await expect(api.setTranscript({ voiceId, transcript: long })).rejects.toMatchObject(refusal);
  const fine = await studio.speak({ voiceId });
  expect(fine.warnings.map(({ code }) => code)).not.toContain('transcript-misfit');
  // a voice from elsewhere, or from before, has it all the same
  const recipe = { ...fine.recipe, transcript: long };
  const take = await api.repeatTake({ recipe });
  expect(take.warnings.map(({ code }) => code)).toContain('transcript-misfit');
  await studio.close();
});
