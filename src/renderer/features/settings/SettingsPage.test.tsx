// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { SettingsPage } from './SettingsPage';

afterEach(cleanup);

async function openSettings(options: Parameters<typeof createFakeStudio>[0] = {}) {
  const studio = createFakeStudio(options);
  renderWithStudio(<SettingsPage microphone={null} machine={null} onArchive={() => undefined} />, { studio });
  await screen.findByRole('heading', { name: 'Preferences' });
  return { studio, user: userEvent.setup() };
}

test('models stay loaded, or come stage by stage, as a person chooses; the hint says what that means', async () => {
  const { studio, user } = await openSettings();
  const choice = screen.getByRole('radiogroup', { name: 'Models in memory' });
  expect(choice.textContent).toContain('Automatic');
  expect(screen.getByText(/Kept loaded when there is room/)).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Stage by stage' }));
  await screen.findByText(/slower, for little memory/);
  expect((await studio.api.getSettings()).memoryMode).toBe('stages');
});

test('a change that is refused says why and changes nothing', async () => {
  const { studio, user } = await openSettings();
  studio.fail('updateSettings', new StudioError('disk-full', { folder: '/data' }));
  await user.click(screen.getByRole('radio', { name: 'Keep loaded' }));
  expect(await screen.findByText('The disk of /data has no space left.')).toBeTruthy();
  expect((await studio.api.getSettings()).memoryMode).toBe('auto');
});

test('the log is erased on the second press, and its size is a setting', async () => {
  const { studio, user } = await openSettings();
  await user.click(screen.getByRole('button', { name: 'Erase…' }));
  expect(studio.calls.some(({ name }) => name === 'eraseLog')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Erase for good' }));
  await waitFor(() => expect(studio.calls.some(({ name }) => name === 'eraseLog')).toBe(true));
  const size = screen.getByRole('textbox', { name: 'The log may take' });
  await user.clear(size);
  await user.type(size, '1024');
  await waitFor(async () => expect((await studio.api.getSettings()).logMegabytes).toBe(1024));
});

test('a browser cannot choose where a backup goes; the desktop can, and claims nothing that was not written', async () => {
  await openSettings({ status: { canChooseFolder: false } });
  expect(screen.queryByRole('button', { name: 'Back up to…' })).toBeNull();
  cleanup();

  const { studio, user } = await openSettings();
  await user.click(screen.getByRole('button', { name: 'Back up to…' }));
  await waitFor(() => expect(studio.calls.at(-1)?.name).toBe('backupLibraryElsewhere'));
  // the dialog was closed: nothing was written, nothing is claimed
  expect(screen.queryByText(/^Written/)).toBeNull();
});

test('a restore tells where the library before it is kept', async () => {
  const { user } = await openSettings();
  await user.click(await screen.findByRole('button', { name: 'Restore' }));
  expect(await screen.findByText(/set-aside\/2026-11-25-before-restore/)).toBeTruthy();
});
