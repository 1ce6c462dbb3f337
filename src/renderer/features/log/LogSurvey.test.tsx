// @vitest-environment jsdom
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogEntry } from '#contract/logger';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';
import { renderOn } from '../../testing/render';
import { everyday } from './filter';
import { filterStore } from './filter-store';
import { LogViewer } from './LogViewer';
import { foreignLog } from './open-foreign';

const LINES = 7000;
const START_MS = Date.UTC(2026, 10, 22, 12);
/** Far behind what a window has in hand: a pause, and a word. */
const SLOW = 1000;
const NEEDLE = 2000;

const line = (seq: number): LogEntry => ({
  time: new Date(START_MS + seq * 10 + (seq >= SLOW ? 30_000 : 0)).toISOString(),
  level: 'info',
  scope: 'draft',
  message: seq === NEEDLE ? 'the needle' : seq % 10 === 0 ? `saved to out_${seq}.wav` : `step ${seq} of 9`,
  seq,
});

beforeEach(() => {
  localStorage.clear();
  foreignLog.set(undefined);
  filterStore.set(everyday);
  // jsdom lays nothing out: the list is as long as it says, and the newest lines are in sight
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
    configurable: true,
    get(this: HTMLElement) {
      return Number.parseFloat((this.firstElementChild as HTMLElement | null)?.style.height ?? '') || 0;
    },
  });
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(HTMLElement.prototype, 'scrollHeight');
});
afterAll(removeTemporaryFolders);

async function open() {
  const home = temporaryFolder();
  mkdirSync(join(home, 'logs'));
  const lines = Array.from({ length: LINES }, (_, index) => JSON.stringify(line(index + 1)));
  writeFileSync(join(home, 'logs', 'runtime.jsonl'), `${lines.join('\n')}\n`);
  const studio = await openTestStudio({ home });
  const { container } = renderOn(studio, <LogViewer />);
  await screen.findByText('step 6999 of 9');
  return { studio, container, user: userEvent.setup() };
}
const shown = () =>
  [...document.querySelectorAll('[data-seq]')].map((row) => Number(row.getAttribute('data-seq')));

describe('a long log', () => {
  test('hides what is excluded, and says how many lines of all files that are', async () => {
    const { user } = await open();
    const field = screen.getByRole('textbox', { name: 'Hide lines with…' });
    await user.type(field, 'STEP{Enter}');
    expect(await screen.findByText('−6,300')).toBeTruthy();
    await waitFor(() => expect(shown().filter((seq) => seq < LINES && seq % 10 !== 0)).toEqual([]));
    await user.click(screen.getByRole('button', { name: 'Show lines with “STEP” again' }));
    expect(await screen.findByText('step 6999 of 9')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Hide by a regular expression' }));
    fireEvent.change(field, { target: { value: '(' } });
    expect(await screen.findByText(/missing closing/u)).toBeTruthy();
  });

  test('leads to a line that came late, however far back, with the lines around it', async () => {
    const { user } = await open();
    await screen.findByText(/^[\d,]+ lines$/u);
    fireEvent.change(screen.getByRole('combobox', { name: 'The least pause that is a slow-down' }), {
      target: { value: '30000' },
    });
    await waitFor(() => expect(screen.getByText(/^[\d,]+ lines$/u)).toBeTruthy());
    screen.getByRole('log').focus();
    await user.keyboard('{Shift>}s{/Shift}');
    await user.keyboard('{Shift>}s{/Shift}');
    const late = await screen.findByText(`saved to out_${SLOW}.wav`);
    await waitFor(() => expect(late.closest('[data-seq]')?.getAttribute('data-selected')).toBe('true'));
    expect(shown()).toEqual(expect.arrayContaining([SLOW - 3, SLOW - 1, SLOW, SLOW + 3]));
    await user.click(screen.getByRole('button', { name: 'Around the picked line' }));
    expect(await screen.findByText('step 6999 of 9')).toBeTruthy();
  });

  test('folds lines of one shape into one with their count, and unfolds one shape', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Fold lines of the same shape' }));
    await screen.findByText('×6,300');
    await user.click(await screen.findByText('×699'));
    await waitFor(() => expect(shown()).toContain(LINES));
    await waitFor(() => expect(shown().every((seq) => seq % 10 === 0)).toBe(true));
    await user.click(screen.getByRole('button', { name: 'One shape' }));
    expect(await screen.findByText('step 6999 of 9')).toBeTruthy();
  });

  test('shows what stands around a line that was found far back', async () => {
    const { user } = await open();
    fireEvent.change(screen.getByRole('combobox', { name: 'Lines around each one found' }), {
      target: { value: '1' },
    });
    await user.type(screen.getByRole('textbox', { name: 'Search the log' }), 'needle');
    await waitFor(() => expect(shown()).toEqual([NEEDLE - 1, NEEDLE, NEEDLE + 1]));
    const beside = document.querySelectorAll('[data-beside=true]');
    expect([...beside].map((row) => row.getAttribute('data-seq'))).toEqual(['1999', '2001']);
  });

  test('keeps to a span of time that is written, and goes back to all of it', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'All times' }));
    const local = (ms: number) =>
      new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    fireEvent.change(await screen.findByLabelText('From'), { target: { value: local(START_MS + 5000) } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: local(START_MS + 6000) } });
    await user.click(screen.getByRole('button', { name: 'Show this span', hidden: true }));
    await waitFor(() => expect(screen.queryByText('step 6999 of 9')).toBeNull());
    await waitFor(() => expect(Math.min(...shown())).toBeGreaterThanOrEqual(500));
    await waitFor(() => expect(Math.max(...shown())).toBe(599));
    await user.click(screen.getByRole('button', { name: 'Whole log' }));
    expect(await screen.findByText('step 6999 of 9')).toBeTruthy();
  });

  test('hides lines like the picked one, tells pauses, and shuts nobody out', async () => {
    const { user, container } = await open();
    await user.click(screen.getByRole('button', { name: 'Time since the line before' }));
    expect((await screen.findAllByText('+0.010 s')).length).toBeGreaterThan(3);
    await user.click(screen.getByText('step 6999 of 9'));
    const bar = await screen.findByRole('group', { name: 'The picked line' });
    await user.click(within(bar).getByRole('button', { name: 'Hide lines like this' }));
    expect(await screen.findByText('−6,300')).toBeTruthy();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });

  test('keeps bookmarks with notes over a restart, by keys alone, and until the log is erased', async () => {
    const { studio, user } = await open();
    screen.getByRole('log').focus();
    await user.keyboard('{ArrowUp}{ArrowUp}b');
    const field = await screen.findByRole('textbox', { name: 'Note on this line' });
    const marked = Number(document.querySelector('[data-selected=true]')?.getAttribute('data-seq'));
    await user.type(field, 'look here{Enter}');
    expect(await screen.findByText('look here')).toBeTruthy();
    cleanup();
    await studio.close();

    const again = await openTestStudio({ home: studio.home });
    expect((await again.api.getSettings()).logBookmarks).toMatchObject([{ seq: marked, note: 'look here' }]);
    renderOn(again, <LogViewer />);
    expect(await screen.findByText('look here')).toBeTruthy();
    screen.getByRole('log').focus();
    await user.keyboard('{Shift>}n{/Shift}');
    await waitFor(() =>
      expect(document.querySelector('[data-selected=true]')?.getAttribute('data-seq')).toBe(String(marked)),
    );
    await again.api.eraseLog();
    expect((await again.api.getSettings()).logBookmarks).toEqual([]);
  });

  test('highlights words in colours of their own, beside those that are searched for', async () => {
    const { studio, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Highlight words' }));
    for (const words of ['of 9', 'step'])
      await user.type(await screen.findByLabelText('Words to highlight'), `${words}{Enter}`);
    await waitFor(async () =>
      expect((await studio.api.getSettings()).logHighlights.map(({ colour }) => colour)).toEqual([
        'violet',
        'teal',
      ]),
    );
    await waitFor(() => expect(document.querySelectorAll('[data-seq] mark').length).toBeGreaterThan(4));
  });
});
