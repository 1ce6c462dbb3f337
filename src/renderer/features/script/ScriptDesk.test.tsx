// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewLine } from '#contract/scripts';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { player } from '../../lib/player';
import { renderOn } from '../../testing/render';
import { ScriptDesk } from './ScriptDesk';

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  // jsdom lays nothing out: the scroller is tall enough for a few rows
  for (const name of ['clientHeight', 'clientWidth', 'offsetHeight'])
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
});
afterEach(() => {
  cleanup();
  player.dispose();
});
afterAll(removeTemporaryFolders);

async function open(...lines: (NewLine | string)[]) {
  const studio = await openTestStudio();
  const voice = await studio.makeVoice();
  const { id: projectId } = await studio.api.createProject({ name: 'Play' });
  const project = await studio.api.changeProject({ projectId, defaults: { voiceId: voice.id, seed: 3 } });
  const given = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  if (given.length > 0)
    await studio.api.changeScript({ projectId, operations: [{ do: 'insert', after: null, lines: given }] });
  renderOn(studio, <ScriptDesk project={project} />);
  const words = async () => (await studio.api.getScript({ projectId })).lines.map(({ text }) => text);
  return { studio, voice, projectId, user: userEvent.setup(), words };
}

const grid = () => screen.findByRole('grid', { name: 'Lines of the script' });
const hasWords = (words: () => Promise<string[]>, expected: string[]) =>
  waitFor(async () => expect(await words()).toEqual(expected));

describe('the script desk', () => {
  test('is written, cut, joined, moved and taken back by keys alone', async () => {
    const { user, words } = await open('One.', 'Two.');
    (await grid()).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    const field = await screen.findByRole('textbox', { name: 'Words of the line' });
    await user.clear(field);
    await user.type(field, 'Two and three.');
    fireEvent.keyDown(field, { key: 'Enter' });
    await hasWords(words, ['One.', 'Two and three.']);

    await user.keyboard('{Enter}');
    const again = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Words of the line' });
    again.setSelectionRange(4, 4);
    await user.keyboard('{Control>}b{/Control}');
    await hasWords(words, ['One.', 'Two', 'and three.']);
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await hasWords(words, ['Two', 'One.', 'and three.']);
    await user.keyboard('{Control>}z{/Control}');
    await hasWords(words, ['One.', 'Two', 'and three.']);
    await user.keyboard('{Control>}m{/Control}');
    await hasWords(words, ['One.', 'Two and three.']);
    await user.keyboard('{Delete}');
    await hasWords(words, ['One.']);
    await user.keyboard('{Control>}zz{/Control}');
    await hasWords(words, ['One.', 'Two', 'and three.']);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await hasWords(words, ['One.', 'Two and three.']);
  });

  test('asks for a script once, and then only for what became of single lines', async () => {
    const { user, studio, projectId } = await open('One.', 'Two.', 'Three.');
    (await grid()).focus();
    const asked = vi.spyOn(studio.api, 'getScript');
    const shows = (...rows: string[]) =>
      waitFor(() =>
        expect(screen.getAllByRole('row').map(({ textContent }) => textContent)).toEqual(
          rows.map((words, at) => `${at + 1}${words}to speak`),
        ),
      );
    await user.keyboard('{Control>}m{/Control}{Alt>}{ArrowDown}{/Alt}');
    await shows('Three.', 'One. Two.');
    // somebody else, in another window
    await studio.api.changeScript({
      projectId,
      operations: [{ do: 'insert', after: null, lines: [{ text: 'Theirs.' }] }],
    });
    await shows('Theirs.', 'Three.', 'One. Two.');
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(asked.mock.calls.every(([{ lineIds }]) => lineIds !== undefined)).toBe(true);
  });

  test('leaves a line as it was on Escape', async () => {
    const { user, words } = await open('One.');
    (await grid()).focus();
    await user.keyboard('{Enter}');
    await user.type(await screen.findByRole('textbox', { name: 'Words of the line' }), ' More.{Escape}');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Words of the line' })).toBeNull());
    expect(await words()).toEqual(['One.']);
  });

  test('keeps words while they are typed; all of them are one step back, or none after Escape', async () => {
    const { user, words } = await open('One.');
    (await grid()).focus();
    await user.keyboard('{Enter}');
    const field = await screen.findByRole('textbox', { name: 'Words of the line' });
    await user.type(field, ' More.');
    await hasWords(words, ['One. More.']);
    await user.type(field, ' And more.');
    await hasWords(words, ['One. More. And more.']);
    const undo = screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' });
    await waitFor(() => expect(undo.disabled).toBe(false));
    await user.type(field, '{Escape}');
    await hasWords(words, ['One.']);
    await waitFor(() => expect(undo.disabled).toBe(true));

    await user.keyboard('{Enter}');
    const again = await screen.findByRole('textbox', { name: 'Words of the line' });
    await user.type(again, ' Two.');
    await hasWords(words, ['One. Two.']);
    await user.type(again, ' Three.{Enter}');
    await hasWords(words, ['One. Two. Three.']);
    await waitFor(() => expect(undo.disabled).toBe(false));
    await user.keyboard('{Control>}z{/Control}');
    await hasWords(words, ['One.']);
    expect(undo.disabled).toBe(true);
  });

  test('says what it will speak, speaks it, and shows what is stale after a change', async () => {
    const { user, studio, projectId } = await open('One.', 'Two.');
    await user.click(await screen.findByRole('button', { name: 'Speak what is missing or stale (2)' }));
    const dialog = await screen.findByRole('dialog', { name: '2 lines will be spoken' });
    await user.click(within(dialog).getByRole('button', { name: 'Speak 2 lines' }));
    await screen.findByText('2 of 2 spoken');
    const { lines } = await studio.api.getScript({ projectId });
    await studio.api.changeScript({
      projectId,
      operations: [{ do: 'change', lineId: lines[0]!.id, change: { text: 'Uno.' } }],
    });
    expect(await screen.findByText('stale')).toBeTruthy();
    await screen.findByRole('button', { name: 'Speak what is missing or stale (1)' });
  });

  test('asks for the voice of a speaker once, and speaks no line before', async () => {
    const { user, studio, projectId, voice } = await open(
      { text: 'One.', speaker: 'Mara' },
      { text: 'Two.', speaker: 'Mara' },
    );
    await user.click(await screen.findByRole('button', { name: 'Speak what is missing or stale (2)' }));
    const dialog = await screen.findByRole('dialog', { name: '2 lines will be spoken' });
    expect(within(dialog).getByRole('alert').textContent).toContain('Mara');
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Speak 2 lines' }).disabled).toBe(
      true,
    );
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('combobox', { name: 'Voice of Mara' }));
    await user.click(await screen.findByRole('option', { name: /Anna/, hidden: true }));
    await waitFor(async () =>
      expect((await studio.api.getScript({ projectId })).cast).toMatchObject([
        { speaker: 'Mara', voiceId: voice.id },
      ]),
    );
    expect((await studio.api.planScript({ projectId })).withoutVoice).toEqual([]);
  });

  test('shows what pasted words bring before they come in, and takes them back in one step', async () => {
    const { user, studio, projectId, words } = await open('One.');
    fireEvent.paste(await grid(), {
      clipboardData: { getData: () => 'Mara: (quietly) Hello.\nTom: Hi.\nMara: Bye.' },
    });
    const dialog = await screen.findByRole('dialog', { name: 'What pasted words brings' });
    await within(dialog).findByText('Mara (2) · Tom (1)');
    await user.click(within(dialog).getByRole('button', { name: 'Take 3 lines in' }));
    await hasWords(words, ['One.', 'Hello.', 'Hi.', 'Bye.']);
    expect((await studio.api.getScript({ projectId })).cast).toMatchObject([
      { speaker: 'Mara' },
      { speaker: 'Tom' },
    ]);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await hasWords(words, ['One.']);
    expect((await studio.api.getScript({ projectId })).cast).toEqual([]);
  });

  test('that is empty offers a dialogue that can be spoken at once', async () => {
    const { user, studio, projectId } = await open();
    await user.click(await screen.findByRole('button', { name: 'Try a short dialogue' }));
    await grid();
    const plan = await studio.api.planScript({ projectId });
    expect(plan.lines).toHaveLength(4);
    expect(plan.withoutVoice).toEqual([]);
  });

  test('shows the takes of the line in hand, and lets one of them count', async () => {
    const { user, studio, projectId } = await open('One.');
    const [line] = (await studio.api.getScript({ projectId })).lines;
    for (let at = 0; at < 2; at++)
      for (const { id } of await studio.api.speakScript({ projectId, which: 'all', lineIds: [line!.id] }))
        await studio.when(id, ({ state }) => state === 'done');
    (await grid()).focus();
    await screen.findByText('Takes (2)');
    await user.click(await screen.findByRole('button', { name: 'Use it' }));
    await waitFor(async () => {
      const [now] = (await studio.api.getScript({ projectId })).lines;
      expect(now?.chosenTakeId).toBe(now?.takeId);
    });
  });
});
