// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createFakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { useSession } from '../state/session';
import { SpaceBar } from './SpaceBar';

afterEach(cleanup);

const Page = () => <output>{useSession().page}</output>;

test('little space is told before a take is refused, with the way to Preferences', async () => {
  const status = { lowSpace: true, freeBytes: 312_000_000, outputsFolder: '/srv/takes' };
  renderWithStudio(
    <>
      <SpaceBar />
      <Page />
    </>,
    { studio: createFakeStudio({ status }) },
  );
  expect(await screen.findByText('Only 312 MB are free where takes are written (/srv/takes).')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Preferences' }));
  expect(screen.getByText('settings')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('enough space, and a library that is only looked at, say nothing', async () => {
  renderWithStudio(
    <>
      <SpaceBar />
      <Page />
    </>,
    { studio: createFakeStudio({ status: { lowSpace: true, readOnly: true } }) },
  );
  await screen.findByText('studio');
  expect(screen.queryByText(/free where takes/)).toBeNull();
});
