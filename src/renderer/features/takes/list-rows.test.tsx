// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { batchOf } from '#contract/batch';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { renderOn } from '../../testing/render';
import { TakeList } from './TakeList';

beforeAll(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  // jsdom lays nothing out: the list is tall enough for ten rows, and what draws has no width
  const holdsList = (element: HTMLElement) => element.querySelector(':scope > ul') !== null;
  const sizes = {
    clientWidth: (element: HTMLElement) => (holdsList(element) ? 800 : 0),
    clientHeight: (element: HTMLElement) => (holdsList(element) ? 600 : 0),
    offsetHeight: (element: HTMLElement) => (element.tagName === 'LI' ? 60 : 0),
  };
  for (const [name, px] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return px(this);
      },
    });
});
afterEach(cleanup);
afterAll(removeTemporaryFolders);

/** Numbers of the takes that a list shows, from the top. */
const numbersIn = (label: string) =>
  within(screen.getByRole('list', { name: label }))
    .queryAllByRole('article')
    .map((row) => Number(/^Take (\d+),/.exec(row.getAttribute('aria-label') ?? '')?.[1]));
const rest = () => numbersIn('Takes, newest first');

test('what runs is on top, and takes that were asked for together read in their order', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  await studio.speak({ voiceId, text: 'before' });
  await studio.api.updateSettings({ queuePaused: true });
  const together = batchOf('a-batch', 3);
  for (const [at, text] of ['slow', 'two', 'three'].entries())
    await studio.api.startTake({ voiceId, text, seed: 1, ...together(at + 1) });
  renderOn(studio, <TakeList />);
  await waitFor(() => expect(rest()).toEqual([2, 3, 4, 1]));
  expect(screen.getByText('3 of 3')).toBeTruthy();
  expect(screen.queryByRole('list', { name: 'Being made now' })).toBeNull();

  await studio.api.updateSettings({ queuePaused: false });
  await waitFor(() => expect(numbersIn('Being made now')).toEqual([2]));
  expect(rest()).toEqual([3, 4, 1]);
  await studio.api.cancelAllTakes();
  await waitFor(() => expect(rest()).toEqual([2, 3, 4, 1]));
  await studio.close();
});

test('takes that sound the same say of which, also after that one went and came back', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  const takes = [];
  for (let n = 0; n < 3; n++) takes.push(await studio.speak({ voiceId, text: 'Same' }));
  renderOn(studio, <TakeList />);
  expect(await screen.findAllByText('identical to take 1')).toHaveLength(2);
  await studio.api.deleteTake({ takeId: takes[0]!.id });
  expect(await screen.findAllByText('identical to take 2')).toHaveLength(1);
  await waitFor(() => expect(screen.queryByText('identical to take 1')).toBeNull());
  await studio.api.restoreTake({ takeId: takes[0]!.id });
  await waitFor(() => expect(screen.getAllByText('identical to take 1')).toHaveLength(2));
  await studio.close();
});
