// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { ReadOnlyBar } from './ReadOnlyBar';

afterEach(cleanup);

const locked = new StudioError('library-locked', 'Another studio uses /home/data: process 12.', {
  values: { home: '/home/data', pid: 12 },
});

test('offers to write where only another studio stands in the way, and says so while it does', async () => {
  const studio = createFakeStudio({ status: { readOnly: true, holder: { pid: 12 } } });
  studio.fail('openForWriting', locked);
  renderWithStudio(<ReadOnlyBar />, { studio });
  expect(await screen.findByRole('status')).toHaveProperty(
    'textContent',
    expect.stringMatching(/^For looking only/),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open for writing' }));
  expect(await screen.findByText(/process 12/)).toBeTruthy();
});

test('a studio that was asked to look only offers nothing else', async () => {
  renderWithStudio(<ReadOnlyBar />, { studio: createFakeStudio({ status: { readOnly: true } }) });
  await screen.findByRole('status');
  expect(screen.queryByRole('button')).toBeNull();
});
