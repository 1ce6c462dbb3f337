// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { renderOn } from '../testing/render';
import { openWindowStudio } from '../testing/window-studio';
import { ReadOnlyBar } from './ReadOnlyBar';

afterEach(cleanup);
afterAll(removeTemporaryFolders);

const locked = new StudioError('library-locked', {
  home: '/home/data',
  pid: 12,
  host: 'here',
  since: '10:00',
});

test('offers to write where only another studio stands in the way, and says so while it does', async () => {
  const studio = await openWindowStudio({ readOnly: true, holder: { pid: 12 } });
  studio.refuse('openForWriting', locked);
  renderOn(studio, <ReadOnlyBar />);
  expect(await screen.findByRole('status')).toHaveProperty(
    'textContent',
    expect.stringMatching(/^For looking only/),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open for writing' }));
  expect(await screen.findByText(/process 12/)).toBeTruthy();
});

test('a studio that was asked to look only offers nothing else', async () => {
  renderOn(await openWindowStudio({ readOnly: true }), <ReadOnlyBar />);
  await screen.findByRole('status');
  expect(screen.queryByRole('button')).toBeNull();
});
