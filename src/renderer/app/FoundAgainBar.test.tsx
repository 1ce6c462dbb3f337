// @vitest-environment jsdom
import { rmSync } from 'node:fs';
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, expect, test } from 'vitest';
import { studioFolders } from '#studio/studio';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { renderOn } from '../testing/render';
import { filledHome, openWindowStudio } from '../testing/window-studio';
import { FoundAgainBar } from './FoundAgainBar';

afterEach(cleanup);
afterAll(removeTemporaryFolders);

test('a library whose file was missing says what was found again, until it is read', async () => {
  const home = await filledHome();
  for (const end of ['', '-wal', '-shm']) rmSync(studioFolders(home).database + end, { force: true });
  renderOn(await openWindowStudio({ home }), <FoundAgainBar />);
  expect(await screen.findByText(/voices 3, takes 4/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Understood' }));
  expect(screen.queryByText(/voices 3/)).toBeNull();
});
