// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { player } from '../../lib/player';
import { renderOn } from '../../testing/render';
import { LexiconPage } from './LexiconPage';

/** Enough of a loudspeaker for the player to ask for a sound. */
class Loudspeaker {
  readonly state = 'running';
  readonly currentTime = 0;
  readonly destination = {};
  createBuffer = () => ({ duration: 1, copyToChannel: () => undefined });
  createBufferSource = () => ({
    connect: () => undefined,
    disconnect: () => undefined,
    start: () => undefined,
    stop: () => undefined,
  });
  close = async () => undefined;
}

beforeEach(() => {
  vi.stubGlobal('AudioContext', Loudspeaker);
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});
afterEach(() => {
  cleanup();
  player.dispose();
  vi.unstubAllGlobals();
});
afterAll(removeTemporaryFolders);

async function open(language: 'en' | 'zh-CN' = 'en') {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice();
  const words = async () => (await studio.api.listLexicon({})).map(({ word, reading }) => [word, reading]);
  const show = () => renderOn(studio, <LexiconPage />, language);
  return { studio, voice, user: userEvent.setup(), words, show };
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1);

test('a word is put in, changed, taken out and taken back, and the studio has it each time', async () => {
  const { studio, user, words, show } = await open();
  show();
  await screen.findByText(/read wrong: say once/);
  await user.type(screen.getByRole('textbox', { name: 'Word' }), 'nginx');
  await user.type(screen.getByRole('textbox', { name: 'Read as' }), 'engine x{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Change “nginx”' }));
  expect(await words()).toEqual([['nginx', 'engine x']]);

  const form = screen.getByRole('form', { name: 'Change “nginx”' });
  const reading = within(form).getByRole('textbox', { name: 'Read as' });
  await user.clear(reading);
  await user.type(reading, 'engine ex');
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  await screen.findByText('engine ex');
  expect(await words()).toEqual([['nginx', 'engine ex']]);

  await user.click(screen.getByRole('button', { name: 'Delete “nginx”' }));
  await waitFor(async () => expect(await words()).toEqual([]));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await words()).toEqual([['nginx', 'engine ex']]));
  await studio.close();
});

test('a reading that is none is told with its words, and the typed words stay', async () => {
  const { studio, user, words, show } = await open('zh-CN');
  show();
  await user.type(await screen.findByRole('textbox', { name: '词' }), '银行');
  await user.click(screen.getByRole('combobox', { name: '写法' }));
  await user.click(await screen.findByRole('option', { name: '拼音', hidden: true }));
  await user.type(screen.getByRole('textbox', { name: '读作' }), '?{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('“?”');
  expect(await words()).toEqual([]);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '词' }).value).toBe('银行');
  await studio.close();
});

test('many words are found by their letters and by where they count, and only those in sight are drawn', async () => {
  const { studio, voice, user, show } = await open();
  const entries = Array.from({ length: 400 }, (_, at) => ({ word: `word${at}`, reading: `reading ${at}` }));
  await studio.api.putLexicon({ entries });
  const ofVoice = { word: 'Anna’s', reading: 'hers', scope: 'voice' as const, scopeId: voice.id };
  await studio.api.putLexicon({ entries: [ofVoice] });
  show();
  expect(await screen.findByText('401 words')).toBeTruthy();
  expect(rows().length).toBeLessThan(60);
  await user.type(screen.getByRole('searchbox', { name: 'Search words and readings' }), 'word39');
  await waitFor(() => expect(rows()).toHaveLength(11));
  await user.clear(screen.getByRole('searchbox', { name: 'Search words and readings' }));
  const which = screen.getByRole('combobox', { name: 'Which words' });
  await user.click(which);
  const list = document.getElementById(which.getAttribute('aria-controls')!)!;
  await user.click(within(list).getByRole('option', { name: 'Voice', hidden: true }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(rows()[0]?.textContent).toContain(`Voice: ${voice.name}`);
  await studio.close();
});

test('a file brings what is fine in it, and the rest is told with its place', async () => {
  const { studio, user, words, show } = await open();
  show();
  const file = new File(['word,reading,kind\nnginx,engine x,\nbad,?,\n,nothing,\n'], 'words.csv');
  await user.click(await screen.findByRole('button', { name: 'Import…' }));
  await screen.findByText('Choose a file…');
  await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
  const told = await screen.findByText('1 word was taken in.');
  expect(told.parentElement?.textContent).toContain('entry 3 (bad), whose reading');
  expect(told.parentElement?.textContent).toContain('entry 4 () is no word');
  expect(await words()).toEqual([['nginx', 'engine x']]);
  await studio.close();
});

test('a file’s words count where one says before it is chosen, else where the file says', async () => {
  const { studio, voice, user, show } = await open();
  const project = await studio.api.createProject({ name: 'Podcast' });
  show();
  const bring = async (word: string, scope?: 'Voice' | 'Project', place?: string) => {
    await user.click(await screen.findByRole('button', { name: 'Import…' }));
    const dialog = within((await screen.findByText('Choose a file…')).closest<HTMLElement>('[role=dialog]')!);
    const pick = async (field: string, option: string) => {
      const list = dialog.getByRole('combobox', { name: field, hidden: true });
      await user.click(list);
      const options = document.getElementById(list.getAttribute('aria-controls')!)!;
      await user.click(within(options).getByRole('option', { name: option, hidden: true }));
    };
    await pick('Counts in', scope ?? 'All takes');
    if (place !== undefined) await pick('Project', place);
    const file = new File([`word,reading,scope,scopeId\n${word},x,voice,${voice.id}\n`], 'words.csv');
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await waitFor(async () => expect(await studio.api.listLexicon({ text: word })).toHaveLength(1));
    return (await studio.api.listLexicon({ text: word }))[0];
  };
  expect(await bring('ofproject', 'Project', 'Podcast')).toMatchObject({
    scope: 'project',
    scopeId: project.id,
  });
  expect(await bring('ofvoice', 'Voice')).toMatchObject({ scope: 'voice', scopeId: voice.id });
  expect(await bring('offile')).toMatchObject({ scope: 'voice', scopeId: voice.id });
  await studio.close();
});

test('a word is heard in the voice at hand before it is kept', async () => {
  const { studio, user, words, show } = await open();
  const heard = vi.spyOn(studio.api, 'hearText');
  show();
  await user.type(await screen.findByRole('textbox', { name: 'Word' }), 'nginx');
  await user.type(screen.getByRole('textbox', { name: 'Read as' }), 'engine x');
  await user.click(await screen.findByRole('button', { name: 'Hear “nginx”' }));
  await waitFor(() => expect(heard).toHaveBeenCalledOnce());
  expect(heard.mock.calls[0]?.[0]).toMatchObject({
    text: 'nginx',
    lexicon: [{ word: 'nginx', reading: 'engine x' }],
  });
  expect(await words()).toEqual([]);
  expect(await studio.api.listTakes({ limit: 5 })).toEqual([]);
  await studio.close();
});
