// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { QueuePanel } from './QueuePanel';

afterEach(cleanup);

const take = (index: number, text: string, state: Take['state']): Take => {
  const base = fakeTake(index, fakeVoice(0));
  return { ...base, id: text, state, recipe: { ...base.recipe, text } };
};
const pending = [
  take(0, 'now', 'running'),
  ...['a', 'b', 'c'].map((text, at) => take(at + 1, text, 'queued')),
];

async function openQueue(takes: readonly Take[] = pending) {
  const studio = createFakeStudio();
  renderWithStudio(<QueuePanel pending={takes} />, { studio });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: '3 waiting' }));
  const moves = () => studio.calls.filter(({ name }) => name === 'moveTake').map(({ input }) => input);
  return { studio, user, moves };
}

const grip = (text: string) => screen.getByRole('button', { name: `Move “${text}”`, hidden: true });
const row = (text: string) => grip(text).closest('li')!;

test('Alt and an arrow move a take among those that wait, and never past either end', async () => {
  const { moves } = await openQueue();
  await screen.findByRole('list', { hidden: true });
  fireEvent.keyDown(grip('c'), { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(grip('a'), { key: 'ArrowDown', altKey: true });
  fireEvent.keyDown(grip('a'), { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(grip('c'), { key: 'ArrowDown', altKey: true });
  fireEvent.keyDown(grip('b'), { key: 'ArrowDown' });
  expect(moves()).toEqual([
    { takeId: 'c', beforeTakeId: 'b' },
    { takeId: 'a', beforeTakeId: 'c' },
  ]);
});

test('a take is dragged before another; what runs neither moves nor gives way', async () => {
  const { moves } = await openQueue();
  await screen.findByRole('list', { hidden: true });
  fireEvent.dragStart(row('c'));
  fireEvent.dragOver(row('a'));
  expect(row('a').dataset.over).toBe('true');
  fireEvent.drop(row('a'));
  fireEvent.dragEnd(row('c'));
  expect(moves()).toEqual([{ takeId: 'c', beforeTakeId: 'a' }]);
  const running = within(screen.getByRole('list', { hidden: true })).getAllByRole('listitem', {
    hidden: true,
  })[0]!;
  expect(running.draggable).toBe(false);
});

test('one is cancelled, all are cancelled, and the queue is held', async () => {
  const { studio, user } = await openQueue();
  await screen.findByRole('list', { hidden: true });
  const names = () => studio.calls.map(({ name }) => name);
  await user.click(within(row('b')).getByRole('button', { name: 'Cancel this take', hidden: true }));
  expect(studio.calls.at(-1)).toMatchObject({ name: 'cancelTake', input: { takeId: 'b' } });
  await user.click(screen.getByRole('button', { name: 'Cancel all', hidden: true }));
  expect(names()).toContain('cancelAllTakes');
  await user.click(screen.getByRole('button', { name: 'Pause', hidden: true }));
  await waitFor(async () => expect((await studio.api.getSettings()).queuePaused).toBe(true));
});
