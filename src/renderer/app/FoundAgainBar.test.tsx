// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createFakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { FoundAgainBar } from './FoundAgainBar';

afterEach(cleanup);

test('a library whose file was missing says what was found again, until it is read', async () => {
  renderWithStudio(<FoundAgainBar />, {
    studio: createFakeStudio({ status: { foundAgain: { voices: 12, takes: 340 } } }),
  });
  expect(await screen.findByText(/voices 12, takes 340/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Understood' }));
  expect(screen.queryByText(/voices 12/)).toBeNull();
});
