// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineAbilities } from '#contract/engines';
import { StudioError, reportError } from '#contract/errors';
import type { Take, TakeRequest } from '#contract/domain';
import { logTarget } from '../../lib/navigation';
import { fakeStatus } from '../../testing/fake-data';
import { createFakeStudio, type FakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { compared, heard, slotOf } from './ab-slots';
import { draftStore, emptyDraft, typedSeed } from './draft';
import { TakeComposer } from './TakeComposer';
import { TakeList } from './TakeList';
import { createTakesStore, pendingTakes, withTake } from './takes-store';

// jsdom has no layout and no fonts: a screen of ten rows, and nothing to wait for
beforeAll(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  const size = (px: (element: HTMLElement) => number): PropertyDescriptor => ({
    get(this: HTMLElement) {
      return px(this);
    },
    configurable: true,
  });
  const holdsList = (element: HTMLElement) => element.querySelector(':scope > ul') !== null;
  Object.defineProperties(HTMLElement.prototype, {
    clientWidth: size((element) => (holdsList(element) ? 800 : 0)),
    clientHeight: size((element) => (holdsList(element) ? 600 : 0)),
    offsetHeight: size((element) => (element.tagName === 'LI' ? 60 : 0)),
  });
});
beforeEach(() => {
  draftStore.set(emptyDraft);
  typedSeed.set(undefined);
});
afterEach(cleanup);

const speakingWith = (abilities: Partial<EngineAbilities>) => {
  const [draft, ...others] = fakeStatus.engine.engines;
  const able = { ...draft!, abilities: { ...draft!.abilities, ...abilities } };
  return createFakeStudio({ status: { engine: { ...fakeStatus.engine, engines: [able, ...others] } } });
};

const requests = (studio: FakeStudio) =>
  studio.calls.filter((call) => call.name === 'startTake').map((call) => call.input as TakeRequest);
const generate = () => screen.getByRole('button', { name: 'Generate' });
const text = () => screen.getByRole('textbox', { name: 'Text to speak' });

describe('the composer', () => {
  test('says why it cannot start, and a press leads to the culprit', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    await screen.findByText('Write a text first.');
    await userEvent.click(generate());
    expect(document.activeElement).toBe(text());
    expect(requests(studio)).toEqual([]);
  });

  test('a character of several readings that is picked can be told how it is read', async () => {
    const status = { engine: { ...fakeStatus.engine, preferred: 'cosyvoice3' as const } };
    renderWithStudio(<TakeComposer />, { studio: createFakeStudio({ status }) });
    await screen.findByText('Write a text first.');
    const field = text() as HTMLTextAreaElement;
    await userEvent.type(field, '银行在前面');
    const pick = (from: number, to: number) => {
      field.setSelectionRange(from, to);
      fireEvent.select(field);
    };
    pick(0, 1);
    expect(screen.queryByRole('group', { name: /^Read/ })).toBeNull();
    pick(1, 2);
    const readings = await screen.findByRole('group', { name: 'Read 行 as' });
    await userEvent.click(within(readings).getByRole('button', { name: 'háng' }));
    expect(field.value).toBe('银[h][áng]在前面');
    expect(screen.queryByRole('group', { name: /^Read/ })).toBeNull();
  });

  test('shows on demand how the text will be read, and another reading goes into the text', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    await screen.findByText('Write a text first.');
    await userEvent.type(text(), '<b>在2025年</b>');
    expect(studio.calls.filter(({ name }) => name === 'getSpoken')).toEqual([]);
    const toggle = screen.getByRole('button', { name: 'Spoken as' });
    await userEvent.click(toggle);
    expect(toggle).toHaveProperty('ariaExpanded', 'true');
    const panel = screen.getByRole('region', { name: 'How the text will be read' });
    await within(panel).findByText('Left out, as it is not spoken: <b> </b>.');
    const token = within(panel).getByRole('button', { name: '二零二五, typed as 2025' });
    await userEvent.click(token);
    await userEvent.click(await screen.findByRole('button', { hidden: true, name: '两千零二十五' }));
    expect(text()).toHaveProperty('value', '<b>在两千零二十五年</b>');
    await userEvent.click(toggle);
    expect(screen.queryByRole('region', { name: 'How the text will be read' })).toBeNull();
  });

  test('a reading that is chosen for always becomes a word of the lexicon, and the text stays', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    await screen.findByText('Write a text first.');
    await userEvent.type(text(), '在2025年');
    await userEvent.click(screen.getByRole('button', { name: 'Spoken as' }));
    await userEvent.click(await screen.findByRole('button', { name: '二零二五, typed as 2025' }));
    await userEvent.click(await screen.findByRole('radio', { hidden: true, name: 'Always' }));
    const asked = () => studio.calls.filter(({ name }) => name === 'getSpoken').length;
    const before = asked();
    await userEvent.click(screen.getByRole('button', { hidden: true, name: '两千零二十五' }));
    await screen.findByText('“2025” is read “两千零二十五” from now on.');
    expect(await studio.api.listLexicon({})).toMatchObject([
      { word: '2025', reading: '两千零二十五', kind: 'respelling', scope: 'library' },
    ]);
    expect(text()).toHaveProperty('value', '在2025年');
    // the panel shows what the new word makes of the text
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await studio.api.listLexicon({})).toEqual([]));
  });

  test('taking a reading back brings back the word that it replaced', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    const old = { word: '2025', reading: '二零二五年版' };
    const [before] = await studio.api.putLexicon({ entries: [old] });
    await screen.findByText('Write a text first.');
    await userEvent.type(text(), '在2025年');
    await userEvent.click(screen.getByRole('button', { name: 'Spoken as' }));
    await userEvent.click(await screen.findByRole('button', { name: '二零二五, typed as 2025' }));
    await userEvent.click(await screen.findByRole('radio', { hidden: true, name: 'Always' }));
    await userEvent.click(screen.getByRole('button', { hidden: true, name: '两千零二十五' }));
    await screen.findByText('“2025” is read “两千零二十五” from now on.');
    expect(await studio.api.listLexicon({})).toMatchObject([{ reading: '两千零二十五' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await studio.api.listLexicon({})).toEqual([before]));
  });

  test('offers no variations of an engine that ignores the seed', async () => {
    renderWithStudio(<TakeComposer />, { studio: speakingWith({ obeysSeed: false }) });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Several takes at once' })).toBeNull());
  });

  test('starts several takes of the same words, each with a seed of its own', async () => {
    const { studio } = renderWithStudio(<TakeComposer />, { studio: speakingWith({ obeysSeed: true }) });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Seed' })).toHaveProperty('value', '12345'),
    );
    await userEvent.type(text(), 'Hello there.');
    await userEvent.click(screen.getByRole('button', { name: 'Several takes at once' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { hidden: true, name: '5 takes, each with a seed of its own' }),
    );
    await waitFor(() => expect(requests(studio)).toHaveLength(5));
    const seeds = requests(studio).map(({ seed }) => seed);
    expect(seeds[0]).toBe(12345);
    expect(new Set(seeds).size).toBe(5);
    expect(new Set(requests(studio).map((request) => request.text))).toEqual(new Set(['Hello there.']));
  });

  test('starts a take with the words, the newest voice, and exactly the seed that is shown', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Seed' })).toHaveProperty('value', '12345'),
    );
    await userEvent.type(text(), 'Hello there.');
    await userEvent.click(generate());
    await waitFor(() => expect(requests(studio)).toHaveLength(1));
    expect(requests(studio)[0]).toMatchObject({
      text: 'Hello there.',
      voiceId: 'voice-1',
      seed: 12345,
      speed: 1,
    });
  });

  test('makes a take of every press, however fast they come, each with a seed of its own', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    const seed = await screen.findByRole('textbox', { name: 'Seed' });
    await waitFor(() => expect(seed).toHaveProperty('value', '12345'));
    await userEvent.type(text(), 'Hello.');
    for (let press = 0; press < 6; press++) fireEvent.keyDown(text(), { key: 'Enter', ctrlKey: true });
    // held down, it is one press
    fireEvent.keyDown(text(), { key: 'Enter', ctrlKey: true, repeat: true });
    await waitFor(() => expect(requests(studio).length).toBeGreaterThanOrEqual(6));
    expect(new Set(requests(studio).map((request) => request.seed)).size).toBe(6);
    expect(requests(studio)).toHaveLength(6);
    expect(requests(studio)[0]?.seed).toBe(12345);
  });

  test('keeps a typed seed once, when its field is left', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    const seed = await screen.findByRole('textbox', { name: 'Seed' });
    await waitFor(() => expect(seed).toHaveProperty('value', '12345'));
    const saved = () => studio.calls.filter(({ name }) => name === 'updateSettings');
    await userEvent.clear(seed);
    await userEvent.type(seed, '4711');
    expect(saved()).toEqual([]);
    await userEvent.tab();
    await waitFor(() => expect(saved()).toMatchObject([{ input: { seed: 4711 } }]));
  });

  test('draws another seed after a take when the lock is open, and keeps it when it is closed', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    const seed = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Seed' }).value;
    await waitFor(() => expect(seed()).toBe('12345'));
    await userEvent.type(text(), 'Hello.');
    await userEvent.click(generate());
    await waitFor(() => expect(seed()).not.toBe('12345'));
    const drawn = seed();
    await userEvent.click(screen.getByRole('button', { name: 'Keep this seed' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Keep this seed' }).getAttribute('aria-pressed')).toBe(
        'true',
      ),
    );
    await userEvent.click(generate());
    await waitFor(() => expect(requests(studio)).toHaveLength(2));
    expect(requests(studio)[1]?.seed).toBe(Number(drawn));
    expect(seed()).toBe(drawn);
  });

  test('refuses a seed that is none, keeps what was typed, and never sends it', async () => {
    const { studio } = renderWithStudio(<TakeComposer />);
    const field = await screen.findByRole('textbox', { name: 'Seed' });
    await userEvent.type(text(), 'Hello.');
    await userEvent.clear(field);
    await userEvent.type(field, '1.5');
    await screen.findByText('The seed must be a whole number from 1 to 100000000.');
    await userEvent.click(generate());
    expect(field).toHaveProperty('value', '1.5');
    expect(requests(studio)).toEqual([]);
  });

  test('shows in amber what the engine did not understand', async () => {
    renderWithStudio(<TakeComposer />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'In your own words' }), 'like a teapot');
    expect((await screen.findByText('Not understood: like a teapot')).hasAttribute('data-ignored')).toBe(
      true,
    );
  });

  test('says a refusal in place and loses no word', async () => {
    const studio = createFakeStudio();
    studio.fail(
      'startTake',
      new StudioError('disk-full', { folder: '/out', neededBytes: 3e6, freeBytes: 1e6 }),
    );
    renderWithStudio(<TakeComposer />, { studio });
    await userEvent.type(text(), 'Hello.');
    await userEvent.click(generate());
    expect((await screen.findByRole('alert')).textContent).toContain('3.0 MB are needed, 1.0 MB are free.');
    expect(text()).toHaveProperty('value', 'Hello.');
  });

  test('speaks Chinese as well', async () => {
    renderWithStudio(<TakeComposer />, { language: 'zh-CN' });
    expect(await screen.findByText('请先写文本。')).toBeTruthy();
  });
});

describe('the take list', () => {
  test('teaches when it is empty, and its sample goes into the composer', async () => {
    renderWithStudio(<TakeList />, { studio: createFakeStudio({ takes: 0 }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Write a sample sentence' }));
    expect(draftStore.get().text).toBe('Hello. This is my voice, spoken by the studio.');
  });

  test('builds only the rows in sight of a long list', async () => {
    renderWithStudio(<TakeList />, { studio: createFakeStudio({ takes: 60 }) });
    const rows = await screen.findAllByRole('article');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(40);
  });

  const openMenu = async () => {
    const row = (await screen.findAllByRole('article'))[0]!;
    await userEvent.click(within(row).getByRole('button', { name: /^More actions/ }));
  };

  test('asks the studio to make a take again with the same seed', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await openMenu();
    await userEvent.click(
      await screen.findByRole('menuitem', { hidden: true, name: 'Again with the same seed' }),
    );
    const repeats = () => studio.calls.filter(({ name }) => name === 'repeatTake');
    await waitFor(() => expect(repeats()).toHaveLength(1));
    expect(repeats()[0]!.input).toMatchObject({ seed: 'same' });
  });

  test('deletes at once and takes it back', async () => {
    const { studio } = renderWithStudio(<TakeList />, { studio: createFakeStudio({ takes: 2 }) });
    await openMenu();
    await userEvent.click(await screen.findByRole('menuitem', { hidden: true, name: 'Delete' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
    expect(studio.calls.map((call) => call.name)).toContain('restoreTake');
  });

  test('says when the audio of an old take was cleared, and brings it back', async () => {
    const studio = createFakeStudio({ takes: 1 });
    renderWithStudio(<TakeList />, { studio });
    await screen.findAllByRole('article');
    const [done] = await studio.api.listTakes({ limit: 1 });
    act(() => studio.emit('takeChanged', { ...done!, clearedAt: '2026-11-20T12:00:00.000Z' }));
    const row = screen.getByRole('article');
    expect(await within(row).findByText(/Audio cleared on .*2026/)).toBeTruthy();
    expect(within(row).queryByRole('button', { name: 'Play' })).toBeNull();
    expect(within(row).queryByRole('button', { name: /^Download/ })).toBeNull();
    await userEvent.click(within(row).getByRole('button', { name: 'Bring it back' }));
    await waitFor(() => expect(studio.calls.at(-1)?.name).toBe('restoreTake'));
  });

  test('puts a recipe back into the composer, and leaves mode and lock as they are', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await openMenu();
    await userEvent.click(
      await screen.findByRole('menuitem', { hidden: true, name: 'Put into the composer' }),
    );
    await waitFor(() => expect(draftStore.get().picks).toEqual({ dialect: 'sichuan' }));
    expect(draftStore.get().freeText).toBe('');
    expect(await studio.api.getSettings()).toMatchObject({ seed: 12345, seedLocked: false });
  });

  test('says why a take failed where it stands, and leads to its lines', async () => {
    const studio = createFakeStudio({ takes: 1 });
    renderWithStudio(<TakeList />, { studio });
    await screen.findAllByRole('article');
    const [done] = await studio.api.listTakes({ limit: 1 });
    const error = reportError(new StudioError('engine-crashed', { how: 'signal SIGKILL' }));
    const stages = done!.stages.map((lane) =>
      lane.stage === 'flow' ? { ...lane, state: 'failed' as const } : lane,
    );
    studio.emit('takeChanged', { ...done!, state: 'failed', error, stages });
    const card = await screen.findByRole('alert');
    expect(card.textContent).toContain('ended unexpectedly (signal SIGKILL).');
    await userEvent.click(within(card).getByRole('button', { name: 'Show the log lines' }));
    await userEvent.click(within(card).getByRole('button', { name: 'Show its log' }));
    expect(logTarget.get()).toMatchObject({ takeId: done!.id, stage: 'flow' });
  });

  test('downloads the bytes of the take under its own name', async () => {
    const addresses: Blob[] = [];
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => `blob:${addresses.push(blob)}`,
        revokeObjectURL: () => undefined,
      }),
    );
    const clicked: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(this.download);
    });
    const { studio } = renderWithStudio(<TakeList />);
    const row = (await screen.findAllByRole('article'))[0]!;
    await userEvent.click(within(row).getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(clicked).toHaveLength(1));
    const [take] = await studio.api.listTakes({ limit: 1 });
    expect(clicked[0]).toBe(take!.file);
    expect([...new Uint8Array(await addresses[0]!.arrayBuffer())]).toEqual([82, 73, 70, 70]);
    vi.restoreAllMocks();
  });
});

describe('the takes in hand', () => {
  const take = (id: string, createdAt: string, state: Take['state'] = 'done') =>
    ({ id, createdAt, state }) as Take;

  test('stand newest first, wherever an event comes from', () => {
    const takes = withTake(withTake([], take('c', '3')), take('a', '1'));
    expect(withTake(takes, take('b', '2')).map((each) => each.id)).toEqual(['c', 'b', 'a']);
    expect(withTake(takes, take('a', '1', 'failed')).map((each) => each.state)).toEqual(['done', 'failed']);
  });

  test('wait in the order in which they were asked for', () => {
    const takes = [take('c', '3', 'queued'), take('b', '2', 'running'), take('a', '1')];
    expect(pendingTakes(takes).map((each) => each.id)).toEqual(['b', 'c']);
  });

  test('are read page by page', async () => {
    const store = createTakesStore(createFakeStudio({ takes: 120 }));
    await store.reload();
    expect(store.get().takes).toHaveLength(100);
    await store.loadOlder();
    await store.loadOlder();
    expect(store.get()).toMatchObject({ hasOlder: false, phase: 'ready' });
    expect(store.get().takes).toHaveLength(120);
  });

  test('keep the reason when they cannot be read', async () => {
    const studio = createFakeStudio();
    studio.fail('listTakes', new StudioError('library-damaged'));
    const store = createTakesStore(studio);
    await store.reload();
    expect(store.get()).toMatchObject({ phase: 'failed', error: { code: 'library-damaged' } });
  });

  test('are compared as the last two that were heard', () => {
    compared.set({ a: undefined, b: undefined });
    heard('one');
    expect(slotOf(compared.get(), { id: 'one' })).toBeUndefined();
    heard('two');
    heard('two');
    expect([slotOf(compared.get(), { id: 'one' }), slotOf(compared.get(), { id: 'two' })]).toEqual([
      'A',
      'B',
    ]);
  });
});
