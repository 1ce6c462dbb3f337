// @vitest-environment jsdom
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LogRecord } from '#contract/logger';
import { removeTemporaryFolders, temporaryFolder } from '../../../../tests/support/studio/test-studio';
import { renderOn } from '../../testing/render';
import { openWindowStudio } from '../../testing/window-studio';
import { everyday } from './filter';
import { filterStore } from './filter-store';
import { LogViewer } from './LogViewer';
import { foreignLog } from './open-foreign';

const copied: string[] = [];
beforeEach(() => {
  copied.length = 0;
  foreignLog.set(undefined);
  filterStore.set(everyday);
});
afterEach(cleanup);
afterAll(removeTemporaryFolders);

const written: readonly (Partial<LogRecord> & { readonly message: string })[] = [
  { message: 'CosyVoice Studio started', scope: 'studio' },
  { message: 'Flow step 9 of 10', stage: 'flow', takeId: 'take-0' },
  { message: 'Memory ran out', level: 'error', scope: 'engine', data: { trace: 'Error: no\n  at flow' } },
  { message: 'Audio saved to outputs/a.wav', success: true, takeId: 'take-0', stage: 'save' },
  { message: 'Disk is full', level: 'error', scope: 'studio' },
];

async function show() {
  const home = temporaryFolder();
  mkdirSync(join(home, 'logs'));
  const entries = written.map((line, at) => ({
    ...{ time: `2026-11-22T12:00:0${at}.000Z`, level: 'info', scope: 'draft', seq: at + 1 },
    ...line,
  }));
  writeFileSync(
    join(home, 'logs', 'runtime.jsonl'),
    entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  );
  const studio = await openWindowStudio({ home });
  const user = userEvent.setup({ writeToClipboard: true });
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  const view = renderOn(studio, <LogViewer />);
  await screen.findByText('CosyVoice Studio started');
  return { ...view, user, studio };
}
/** Those that were written before; the studio's own come after them. */
const lines = () =>
  [...document.querySelectorAll('[data-seq]')]
    .map((row) => Number(row.getAttribute('data-seq')))
    .filter((seq) => seq <= written.length);

describe('the log tab', () => {
  test('errors only, the last hundred, parts and stages are one click away', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Errors only' }));
    expect(lines()).toEqual([3, 5]);
    await user.click(screen.getByRole('button', { name: 'Errors only' }));
    expect(lines()).toEqual([1, 2, 3, 4, 5]);
    await user.click(screen.getByRole('button', { name: 'Last 100' }));
    expect(screen.getByRole('button', { name: 'Last 100' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('an expression is found, and a broken one is told without hiding a line', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Regular expression' }));
    const search = screen.getByRole('textbox', { name: 'Search the log' });
    await user.type(search, 'step (9|10)');
    await waitFor(() => expect(lines()).toEqual([2]));
    await user.clear(search);
    await user.type(search, 'step (');
    expect(await screen.findByText(/missing closing/)).toBeTruthy();
    expect(search.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(lines()).toEqual([1, 2, 3, 4, 5]));
  });

  test('the keyboard goes from error to error, unfolds a stack, and copies', async () => {
    const { user } = await show();
    screen.getByRole('log').focus();
    await user.keyboard('e');
    expect(document.querySelector('[data-selected=true]')?.getAttribute('data-seq')).toBe('3');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('at flow')).toBeTruthy();
    await user.keyboard('e');
    expect(document.querySelector('[data-selected=true]')?.getAttribute('data-seq')).toBe('5');
    await user.keyboard('{ArrowUp}{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    expect([...document.querySelectorAll('[data-selected=true]')]).toHaveLength(3);
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() =>
      expect(copied[0]?.split('\n')[0]).toMatch(/\[INFO\] \[draft\] \(take take-0\) Flow step 9/),
    );
  });

  test('a filter is kept under a name, and comes back', async () => {
    const { user, studio } = await show();
    await user.click(screen.getByRole('button', { name: 'Problems' }));
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    await user.type(await screen.findByLabelText('Name of this filter'), 'trouble');
    await user.click(screen.getByText('Keep'));
    expect((await studio.api.getSettings()).savedLogFilters).toEqual([
      { name: 'trouble', filter: { levels: ['warn', 'error'] } },
    ]);
    await user.click(screen.getByRole('button', { name: 'Problems' }));
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    await user.click(await screen.findByText('trouble'));
    await waitFor(() => expect(lines()).toEqual([3, 5]));
  });

  test('a picked line leads to its take', async () => {
    const { user } = await show();
    await user.click(screen.getByText('Flow step 9 of 10'));
    const bar = await screen.findByRole('group', { name: 'The picked line' });
    await user.click(within(bar).getByRole('button', { name: 'Only this take' }));
    await waitFor(() => expect(lines()).toEqual([2, 4]));
  });

  test('lines go into an issue as Markdown', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Errors only' }));
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(await screen.findByText('Copy 2 lines for an issue (Markdown)'));
    await waitFor(() =>
      expect(copied[0]).toMatch(/^CosyVoice Studio [^]*```text\n[^]*Disk is full[^]*```\n$/),
    );
  });

  test('a log of somebody else is read apart from our own', async () => {
    const { user } = await show();
    const text = '[INFO] Received synthesis request for text: 你好\n[ERROR] CUDA out of memory\n';
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await user.upload(input, new File([text], 'runtime.log', { type: 'text/plain' }));
    expect(await screen.findByText('2 lines of another log; nothing of them is kept here.')).toBeTruthy();
    expect(screen.queryByText('CosyVoice Studio started')).toBeNull();
    expect(screen.getByText(/Received synthesis request for text: 你好/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Back to this studio’s log' }));
    expect(await screen.findByText('CosyVoice Studio started')).toBeTruthy();
  });

  test('a new line appears, and nobody is shut out', async () => {
    const { studio, container } = await show();
    await studio.api.writeLog({ level: 'info', message: 'brand new' });
    expect(await screen.findByText('brand new')).toBeTruthy();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
});
