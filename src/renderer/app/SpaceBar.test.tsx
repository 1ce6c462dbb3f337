// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { renderOn } from '../testing/render';
import { openWindowStudio, withStatus } from '../testing/window-studio';
import { useSession } from '../state/session';
import { SpaceBar } from './SpaceBar';

afterEach(cleanup);
afterAll(removeTemporaryFolders);

const Page = () => <output>{useSession().page}</output>;

test('little space is told before a take is refused, with the way to Preferences', async () => {
  const status = { lowSpace: true, freeBytes: 312_000_000, outputsFolder: '/srv/takes' };
  renderOn(
    withStatus(await openWindowStudio({ takes: 0 }), status),
    <>
      <SpaceBar />
      <Page />
    </>,
  );
  expect(await screen.findByText('Only 312 MB are free where takes are written (/srv/takes).')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Preferences' }));
  expect(screen.getByText('settings')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('enough space, and a library that is only looked at, say nothing', async () => {
  renderOn(
    withStatus(await openWindowStudio({ takes: 0, readOnly: true }), { lowSpace: true }),
    <>
      <SpaceBar />
      <Page />
    </>,
  );
  await screen.findByText('studio');
  expect(screen.queryByText(/free where takes/)).toBeNull();
});
