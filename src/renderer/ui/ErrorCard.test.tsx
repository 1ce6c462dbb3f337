// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { i18n } from '../i18n';
import { ErrorCard } from './ErrorCard';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(cleanup);

describe('the error card', () => {
  test('says what happened and what to do, offers the log, and keeps the trace folded', async () => {
    await i18n.changeLanguage('en');
    const onRetry = vi.fn();
    const onShowLog = vi.fn();
    const error = new StudioError(
      'disk-full',
      { folder: '/out', neededBytes: 3e6, freeBytes: 1e6 },
      new Error('ENOSPC'),
    );
    render(<ErrorCard error={error} onRetry={onRetry} onShowLog={onShowLog} />, { wrapper: MantineProvider });
    const card = screen.getByRole('alert');
    expect(card.textContent).toContain('The disk is full');
    expect(card.textContent).toContain('3.0 MB are needed, 1.0 MB are free.');
    const details = screen.getByRole('button', { name: 'Technical details' });
    expect(details.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(details);
    expect(details.getAttribute('aria-expanded')).toBe('true');
    expect(card.textContent).toContain('ENOSPC');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show the log lines' }));
    expect(onRetry).toHaveBeenCalledOnce();
    expect(onShowLog).toHaveBeenCalledOnce();
  });
});
