// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderWithStudio } from '../testing/render';
import { ErrorBoundary } from './ErrorBoundary';

// React reports what a boundary caught once more on the console
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test.each([true, false])(
  'a broken part says so, writes to the log and can be shown again (compact: %s)',
  async (compact) => {
    let broken = true;
    const Part = () => {
      if (broken) throw new Error('no such lane');
      return <p>works</p>;
    };
    const { studio } = renderWithStudio(
      <>
        <ErrorBoundary compact={compact}>
          <Part />
        </ErrorBoundary>
        <p>beside it</p>
      </>,
    );
    expect((await screen.findByRole('alert')).textContent).toContain(
      'This part of the window stopped working.',
    );
    expect(screen.getByText('beside it')).toBeTruthy();
    await waitFor(() => expect(studio.calls.some(({ name }) => name === 'writeLog')).toBe(true));
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Show it again' }));
    expect(screen.getByText('works')).toBeTruthy();
  },
);
