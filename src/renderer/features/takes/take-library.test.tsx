// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StudioApi } from '#contract/studio-api';
import { droppedRecipe } from '../../lib/navigation';
import { createFakeStudio, type FakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { comparison, equalGains, startComparison, withBlind } from './blind-comparison';
import { exporting } from './ExportDialog';
import { RecipeCard } from './RecipeCard';
import { between, clearSelection, selectedTakes, toggleSelected } from './selection';
import { TakeList } from './TakeList';
import { TakeSearch, takeSearch } from './TakeSearch';

// jsdom has no layout: a screen of ten rows
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
  clearSelection();
  comparison.set(undefined);
  exporting.set(undefined);
  droppedRecipe.set(undefined);
  takeSearch.set('');
});
afterEach(cleanup);

const inputs = (studio: FakeStudio, name: keyof StudioApi) =>
  studio.calls.filter((call) => call.name === name).map(({ input }) => input);
const ticks = () => screen.findAllByRole('checkbox', { name: /Select take/ });

describe('takes are looked for', () => {
  const show = async () => {
    const studio = createFakeStudio({ takes: 6 });
    await studio.api.changeTakes({ takeIds: ['take-3'], change: { name: 'The harbour master' } });
    renderWithStudio(
      <>
        <TakeSearch />
        <TakeList />
      </>,
      { studio },
    );
    return { studio, field: await screen.findByRole('textbox', { name: 'Find in takes' }) };
  };

  test('by their words, which are marked; Escape lists them all again', async () => {
    const { studio, field } = await show();
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(6));
    await userEvent.type(field, 'harbour');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(screen.getByText('harbour').tagName).toBe('MARK');
    expect(inputs(studio, 'listTakes').at(-1)).toMatchObject({ text: 'harbour' });

    // what was found stays current; what was not does not come in
    await studio.api.changeTakes({ takeIds: ['take-3'], change: { name: 'The harbour at night' } });
    await studio.api.changeTakes({ takeIds: ['take-1'], change: { name: 'Another' } });
    await screen.findByText(/at night/);
    expect(screen.getAllByRole('article')).toHaveLength(1);

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(6));
  });

  test('and words that none says are answered with a sentence', async () => {
    const { field } = await show();
    await userEvent.type(field, 'zeppelin');
    expect(await screen.findByText('No take says “zeppelin”.')).toBeDefined();
  });
});

describe('a take in the list', () => {
  test('becomes a favourite with one press', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Make it a favourite' }))[0]!);
    await screen.findByRole('button', { name: 'Favourite: take it back' });
    expect(inputs(studio, 'changeTakes')).toEqual([{ takeIds: ['take-1'], change: { favourite: true } }]);
  });

  test('several are named, exported and deleted together, with one undo', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    const [first, second] = await ticks();
    await userEvent.click(first!);
    await userEvent.click(second!);
    const bar = within(await screen.findByRole('toolbar', { name: '2 selected' }));
    await userEvent.click(bar.getByRole('button', { name: 'Rename' }));
    const form = within(await screen.findByRole('dialog', { name: 'Rename 2 takes' }));
    await userEvent.click(form.getByRole('button', { name: 'Rename' }));
    await waitFor(() =>
      expect(inputs(studio, 'renameTakes')).toEqual([
        { takeIds: ['take-1', 'take-2'], naming: '{voice} {index}' },
      ]),
    );
    await userEvent.click(bar.getByRole('button', { name: 'Delete' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(inputs(studio, 'restoreTakes')).toEqual([{ takeIds: ['take-1', 'take-2'] }]));
    expect(selectedTakes.get()).toEqual([]);
  });
});

describe('the export dialog', () => {
  test('a loudness brings a peak limit with it, and what was chosen is what is asked for', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await ticks();
    exporting.set(['take-1']);
    const dialog = within(await screen.findByRole('dialog', { name: 'Export 1 take' }));
    await userEvent.click(dialog.getByRole('radio', { name: 'FLAC (lossless)' }));
    await userEvent.click(dialog.getByRole('combobox', { name: 'Loudness' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Podcast, -16 LUFS', hidden: true }));
    await userEvent.click(dialog.getByRole('checkbox', { name: /Leave out silence/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Choose a folder' }));
    await waitFor(() =>
      expect(inputs(studio, 'saveExport')).toEqual([
        {
          folderId: 'folder-1',
          takeId: 'take-1',
          index: 1,
          count: 1,
          options: { format: 'flac', bitDepth: 16, trimSilence: true, loudnessLufs: -16, peakDb: -1 },
        },
      ]),
    );
    await waitFor(() => expect(exporting.get()).toBeUndefined());
  });

  test('a failure stays in place, with the dialog', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await ticks();
    const { StudioError } = await import('#contract/errors');
    studio.fail(
      'saveExport',
      new StudioError('disk-full', { folder: '/out', neededBytes: 3e6, freeBytes: 1e6 }),
    );
    exporting.set(['take-1']);
    const dialog = within(await screen.findByRole('dialog', { name: 'Export 1 take' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Choose a folder' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('3.0 MB are needed');
  });
});

describe('comparing', () => {
  test('blind hides every name until one is chosen, and the chosen one becomes a favourite', async () => {
    const { studio } = renderWithStudio(<TakeList />);
    await ticks();
    comparison.set(startComparison(['take-1', 'take-2']));
    const bar = within(await screen.findByRole('region', { name: 'Compare takes' }));
    expect(bar.getByRole('button', { name: 'Play A · Seed 12345' })).toBeTruthy();
    await userEvent.click(bar.getByRole('switch', { name: 'Blind' }));
    expect(bar.queryByText(/seed/i)).toBeNull();
    await userEvent.click(bar.getAllByRole('button', { name: 'This one' })[0]!);
    expect((await bar.findByText(/You chose/)).textContent).toContain('Seed');
    expect(inputs(studio, 'changeTakes')).toHaveLength(1);
  });

  test('shows a waveform of each of four on one axis of time, but not of those that are hidden', async () => {
    renderWithStudio(<TakeList />);
    await ticks();
    comparison.set(startComparison(['take-1', 'take-2', 'take-1', 'take-2', 'take-3']));
    expect(comparison.get()?.takeIds).toHaveLength(4);
    comparison.set(startComparison(['take-1', 'take-2']));
    const panel = within(await screen.findByRole('region', { name: 'Compare takes' }));
    const wave = () => panel.getByRole('slider', { name: /^Waveform of A/ });
    expect(panel.getAllByRole('slider')).toHaveLength(2);
    const width = wave().parentElement!.style.width;
    await userEvent.click(panel.getByRole('switch', { name: 'Blind' }));
    expect(panel.getAllByRole('slider').map((each) => each.parentElement!.style.width)).toEqual([
      '100%',
      '100%',
    ]);
    await userEvent.click(panel.getAllByRole('button', { name: 'This one' })[0]!);
    expect(panel.getAllByRole('slider').map((each) => each.parentElement!.style.width)).toContain(width);
  });

  test('gains bring all down to the softest', () => {
    const gains = equalGains(new Map([['a', -20], ['b', -17.5], ['c', -23]])); // prettier-ignore
    expect([...gains]).toEqual([['a', -3], ['b', -5.5], ['c', 0]]); // prettier-ignore
    expect(equalGains(new Map([['a', -20], ['silent', -Infinity]]))).toEqual(new Map([['a', 0]])); // prettier-ignore
  });

  test('blind draws an order and forgets a choice; leaving it keeps the order', () => {
    const before = { ...startComparison(['a', 'b', 'c']), chosenId: 'a' };
    const blind = withBlind(before, true, () => 0);
    expect(blind).toMatchObject({ takeIds: ['b', 'c', 'a'], blind: true, chosenId: undefined });
    expect(withBlind(blind, false).takeIds).toEqual(['b', 'c', 'a']);
  });
});

describe('selecting', () => {
  test('Shift takes those between; a second press takes one out', () => {
    const ids = ['a', 'b', 'c', 'd'];
    toggleSelected('d');
    toggleSelected('b', between(ids, 'd', 'b'));
    expect(selectedTakes.get()).toEqual(['d', 'b', 'c']);
    toggleSelected('b');
    expect(selectedTakes.get()).toEqual(['d', 'c']);
    expect(between(ids, undefined, 'b')).toEqual([]);
  });
});

describe('a dropped take', () => {
  const drop = async (studio: FakeStudio) => {
    const bytes = new TextEncoder().encode('take-1');
    const found = await studio.api.readRecipe({ name: 'take.wav', bytes });
    droppedRecipe.set({ file: new File([bytes], 'take.wav'), bytes, found });
  };

  test('is made again and judged, or used as a prompt', async () => {
    const studio = createFakeStudio();
    const prompts: File[] = [];
    renderWithStudio(<RecipeCard onUseAsPrompt={(file) => prompts.push(file)} />, { studio });
    await drop(studio);
    const card = within(await screen.findByRole('dialog', { name: 'A take that can be made again' }));
    await userEvent.click(card.getByRole('button', { name: 'Reproduce' }));
    expect((await card.findByRole('status', {}, { timeout: 20_000 })).textContent).toContain(
      'Identical: all 57600 samples',
    );
    await userEvent.click(card.getByRole('button', { name: 'Use as a prompt instead' }));
    expect(prompts.map(({ name }) => name)).toEqual(['take.wav']);
    expect(droppedRecipe.get()).toBeUndefined();
  });

  test('says what is missing, and does not pretend it could be made', async () => {
    const studio = createFakeStudio();
    renderWithStudio(<RecipeCard onUseAsPrompt={() => undefined} />, { studio });
    const bytes = new TextEncoder().encode('take-1');
    const found = await studio.api.readRecipe({ name: 'take.wav', bytes });
    const lack = { what: 'voice', name: 'Anna', detail: 'f'.repeat(64), blocking: true } as const;
    droppedRecipe.set({ file: new File([bytes], 'take.wav'), bytes, found: { ...found, lacks: [lack] } });
    await screen.findByText(/The voice “Anna” is not in this library \(prompt ffffffffffff\)/);
    expect(screen.getByRole('button', { name: 'Reproduce' })).toHaveProperty('disabled', true);
  });
});
