import { afterAll, expect, test } from 'vitest';
import type { LexiconEntry } from '#contract/lexicon';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { readLexiconFile, writeLexiconFile } from './lexicon-files';

afterAll(removeTemporaryFolders);

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('words are put, replaced, found, removed, and stand in the recipes of takes that have them', async () => {
  const studio = await openTestStudio();
  const { api } = studio;
  const voice = await studio.makeVoice();
  const word = { word: 'Hello', reading: 'hallo' };
  const ofVoice = { ...word, reading: 'hullo', scope: 'voice' as const, scopeId: voice.id };
  const [first] = await api.putLexicon({ entries: [{ ...word, reading: 'helo' }] });
  const [again] = await api.putLexicon({ entries: [word] });
  expect(again).toMatchObject({ id: first?.id, reading: 'hallo', kind: 'respelling', scope: 'library' });
  await api.putLexicon({ entries: [ofVoice, { word: 'absent', reading: 'gone' }] });
  expect((await api.listLexicon({ text: 'hul' })).map(({ reading }) => reading)).toEqual(['hullo']);

  const take = await studio.speak({ voiceId: voice.id });
  // the voice's word counts first
  expect(take.recipe.lexicon?.map(({ reading }) => reading)).toEqual(['hullo', 'hallo']);
  await api.removeLexicon({ entryIds: (await api.listLexicon({})).map(({ id }) => id) });
  expect(await api.listLexicon({})).toEqual([]);
  const repeated = await api.repeatTake({ recipe: take.recipe });
  expect(repeated.recipe.lexicon).toEqual(take.recipe.lexicon);
  await studio.close();
});

test('what is no entry is refused, and a file keeps what is fine in it', async () => {
  const studio = await openTestStudio();
  const { api } = studio;
  const put = (entry: object) => api.putLexicon({ entries: [{ word: 'a', reading: 'b', ...entry }] });
  await expect(put({ reading: '?' })).rejects.toMatchObject({ code: 'lexicon-reading-invalid' });
  await expect(put({ scope: 'voice' })).rejects.toMatchObject({ code: 'lexicon-scope-invalid' });
  await expect(put({ scope: 'voice', scopeId: 'nobody' })).rejects.toMatchObject({ code: 'voice-not-found' });
  await expect(api.removeLexicon({ entryIds: ['none'] })).rejects.toMatchObject({
    code: 'lexicon-entry-not-found',
  });
  await expect(api.importLexicon({ name: 'x.csv', bytes: bytesOf('') })).rejects.toMatchObject({
    code: 'lexicon-file-invalid',
  });
  const file = 'word,reading,kind\nnginx,engine x,\nbad,?,\n,nothing,\nodd,one,dance\n';
  const { added, refused } = await api.importLexicon({ name: 'x.csv', bytes: bytesOf(file) });
  expect(added).toBe(1);
  expect(refused.map(({ at, word }) => [at, word])).toEqual([
    [3, 'bad'],
    [4, ''],
    [5, 'odd'],
  ]);
  await studio.close();
});

const placed = (scope: LexiconEntry['scope']) =>
  scope === 'library' ? { scope } : { scope, scopeId: 'some-id' };

test.each(['csv', 'pls'] as const)(
  'a %s file of everything brings each word back to where it counted',
  async (format) => {
    const studio = await openTestStudio();
    const { api } = studio;
    const voice = await studio.makeVoice();
    const project = await api.createProject({ name: 'Book' });
    await api.putLexicon({
      entries: [
        { word: 'nginx', reading: 'engine x' },
        { word: 'nginx', reading: 'en jinx', scope: 'voice', scopeId: voice.id },
        { word: 'nginx', reading: 'engine, ex', scope: 'project', scopeId: project.id },
      ],
    });
    const kept = (await api.listLexicon({})).map(({ reading, scope, scopeId }) => [reading, scope, scopeId]);
    const { name, bytes } = await api.exportLexicon({ format });
    await api.removeLexicon({ entryIds: (await api.listLexicon({})).map(({ id }) => id) });
    expect(await api.importLexicon({ name, bytes })).toEqual({ added: 3, refused: [] });
    expect(
      (await api.listLexicon({})).map(({ reading, scope, scopeId }) => [reading, scope, scopeId]),
    ).toEqual(kept);

    // what is for a voice that is not here is told, and is taken in where a person says
    const gone = new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(voice.id, 'nobody'));
    const told = await api.importLexicon({ name, bytes: gone });
    expect(told).toMatchObject({ added: 2, refused: [{ word: 'nginx', reason: 'scope' }] });
    expect(await api.importLexicon({ name, bytes: gone, scope: 'library' })).toMatchObject({ refused: [] });
    await studio.close();
  },
);

test.each(['csv', 'pls'] as const)('any entries come back out of a %s file as they went in', (format) => {
  let state = 5;
  const below = (n: number): number => (state = (state * 48271) % 2147483647) % n;
  const signs = ['a', 'é', '行', ' ', ',', '"', '<', '&', '>', "'", '\n', ';', '😀', '&amp;', ']]>'];
  const words = () => `x${Array.from({ length: 1 + below(6) }, () => signs[below(signs.length)]!).join('')}y`;
  for (let round = 0; round < 300; round++) {
    const scope = () => (['library', 'project', 'voice'] as const)[below(3)]!;
    const entries = Array.from({ length: 1 + below(4) }, (): LexiconEntry => ({
      ...{ id: 'e', createdAt: '', word: words(), reading: words(), ...placed(scope()) },
      kind: (['respelling', 'pinyin', 'kana', 'cmu'] as const)[below(4)]!,
      ...(below(2) === 0 ? {} : { language: 'de' }),
    }));
    const found = readLexiconFile(`x.${format}`, writeLexiconFile(format, entries).bytes);
    expect(found).toMatchObject(
      entries.map(({ word, reading, kind, language, scope, scopeId }) => ({
        ...{ word, reading, kind },
        ...(language === undefined ? {} : { language }),
        ...(scopeId === undefined ? {} : { scope, scopeId }),
      })),
    );
  }
});

test('a PLS file of another program gives its aliases, every spelling of a word, and its language', () => {
  const pls = `<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="en-US">
    <!-- <lexeme><grapheme>no</grapheme><alias>no</alias></lexeme> -->
    <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
    <lexeme><grapheme>tomato</grapheme><grapheme>tomatoe</grapheme><phoneme>təˈmeɪtoʊ</phoneme></lexeme></lexicon>`;
  expect(readLexiconFile('w3c.pls', bytesOf(pls))).toMatchObject([
    { at: 1, word: 'W3C', reading: 'World Wide Web Consortium', kind: 'respelling', language: 'en-US' },
    { at: 2, word: 'tomato', kind: 'ipa' },
    { at: 2, word: 'tomatoe', kind: 'ipa' },
  ]);
});
