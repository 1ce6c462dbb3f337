import { describe, expect, test } from 'vitest';
import { createNoise } from '#audio/test-signals';
import type { Recipe } from '#contract/domain';
import type { EmbeddedRecipe } from '#contract/embedded-recipe';
import { readEmbeddedRecipe, readRecipeXml, recipeXml } from './recipe-xml';

const recipe: Recipe = {
  text: 'a < b & c > d "quoted" \'single\' </USER> $& 你好 🎙 \u0007 \ufffe \ud800',
  normalizedText: '',
  engine: 'cosyvoice3',
  mode: 'zero_shot',
  instruction: '',
  seed: 7,
  speed: 1,
  voiceId: 'v',
  voiceName: 'Anna',
  promptSha256: 'ab',
  transcript: ']]>',
  pack: { id: 'p', fileSha256: { 'flow.onnx': 'cd' } },
  appVersion: '1.2.3',
  runtimeVersion: 'test',
};
const stamp: EmbeddedRecipe = {
  cosyvoiceStudio: 1,
  takeId: 'take-1',
  createdAt: '2026-11-22T12:00:00.000Z',
  pcmSha256: '0'.repeat(64),
  recipe,
};

describe('a stamp in iXML', () => {
  test('comes back as it was, whatever signs the words hold', () => {
    expect(readRecipeXml(recipeXml(stamp))).toEqual(stamp);
  });

  test('keeps what another program wrote beside it', () => {
    const kept = '<BWFXML><PROJECT>Film</PROJECT><USER>old note</USER><NOTE>n</NOTE></BWFXML>';
    const xml = recipeXml(stamp, kept);
    expect(xml).toContain('<PROJECT>Film</PROJECT>');
    expect(xml).toContain('<NOTE>n</NOTE>');
    expect(readRecipeXml(xml)).toEqual(stamp);
    expect(readRecipeXml(recipeXml(stamp, '<BWFXML><SCENE>4</SCENE></BWFXML>'))).toEqual(stamp);
  });

  test('is read from a file of the first version, which held the recipe alone', () => {
    const xml = `<BWFXML><USER>${JSON.stringify({ ...recipe, text: 'Hi' })}</USER></BWFXML>`;
    expect(readRecipeXml(xml)).toEqual({ cosyvoiceStudio: 1, recipe: { ...recipe, text: 'Hi' } });
  });
});

describe('what is not a stamp', () => {
  test.each([
    '',
    '<BWFXML/>',
    '<BWFXML><USER>Take 4, boom too close</USER></BWFXML>',
    '<BWFXML><USER>{"sample":1}</USER></BWFXML>',
    '<BWFXML><USER>[1,2]</USER></BWFXML>',
    '<BWFXML><USER>null</USER></BWFXML>',
    '<BWFXML><USER>&#99999999;&#x110000;&nope;</USER></BWFXML>',
    `<BWFXML><USER>${'x'.repeat(3_000_000)}</USER></BWFXML>`,
  ])('is nobody’s business: %#', (xml) => {
    expect(readRecipeXml(xml)).toBeUndefined();
  });

  test.each([
    ['{"cosyvoiceStudio":2,"recipe":{}}', 'cosyvoiceStudio'],
    [JSON.stringify({ ...stamp, recipe: { ...recipe, seed: 'seven' } }), 'recipe.seed'],
    [JSON.stringify(stamp).slice(0, -20), ''],
    [JSON.stringify({ ...stamp, takeId: '../../etc/passwd' }), 'takeId'],
    [JSON.stringify({ ...stamp, pcmSha256: 'short' }), 'pcmSha256'],
  ])('but ours is refused by the field that is wrong', (text, field) => {
    expect(() => readEmbeddedRecipe(text)).toThrow(
      expect.objectContaining({ code: 'recipe-damaged', values: { field } }) as Error,
    );
  });

  test('bytes changed at random give a stamp, nothing, or a refusal; never anything else', () => {
    const whole = recipeXml(stamp);
    const noise = createNoise(3000, 9);
    for (let round = 0; round < 1000; round++) {
      const signs = Array.from(whole);
      const [where, what, cut] = [noise[3 * round]!, noise[3 * round + 1]!, noise[3 * round + 2]!];
      signs[Math.floor(Math.abs(where) * signs.length)] = String.fromCharCode(32 + Math.abs(what) * 90);
      const xml = signs.slice(0, cut > 0.5 ? Math.floor(cut * signs.length) : signs.length).join('');
      try {
        readRecipeXml(xml);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'recipe-damaged' });
      }
    }
  });
});
