// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { StudioError } from '#contract/errors';
import type { HostAbilities } from '#studio/lib/host-abilities';
import { renderOn } from '../../testing/render';
import { openWindowStudio } from '../../testing/window-studio';
import { SettingsPage } from './SettingsPage';

afterEach(cleanup);
afterAll(removeTemporaryFolders);

async function openSettings(abilities: HostAbilities = {}) {
  const studio = await openWindowStudio({ voices: 1, takes: 0, abilities });
  await studio.api.backupLibrary({});
  renderOn(studio, <SettingsPage microphone={null} machine={null} onArchive={() => undefined} />);
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
  studio.refuse('updateSettings', new StudioError('disk-full', { folder: '/data' }));
  await user.click(screen.getByRole('radio', { name: 'Keep loaded' }));
  expect(await screen.findByText('The disk of /data has no space left.')).toBeTruthy();
  expect((await studio.api.getSettings()).memoryMode).toBe('auto');
});

test('the log is erased on the second press, and its size is a setting', async () => {
  const { studio, user } = await openSettings();
  const started = () => studio.api.readLog({ limit: 10, text: 'CosyVoice Studio 1.2.3 started' });
  await user.click(screen.getByRole('button', { name: 'Erase…' }));
  expect(await started()).not.toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Erase for good' }));
  await waitFor(async () => expect(await started()).toEqual([]));
  const size = screen.getByRole('textbox', { name: 'The log may take' });
  await user.clear(size);
  await user.type(size, '1024');
  await waitFor(async () => expect((await studio.api.getSettings()).logMegabytes).toBe(1024));
});

test('a browser cannot choose where a backup goes; the desktop can, and claims nothing that was not written', async () => {
  await openSettings();
  expect(screen.queryByRole('button', { name: 'Back up to…' })).toBeNull();
  cleanup();

  const chooseBackupTarget = vi.fn(async () => undefined);
  const { user } = await openSettings({ chooseFolder: async () => undefined, chooseBackupTarget });
  await user.click(await screen.findByRole('button', { name: 'Back up to…' }));
  await waitFor(() => expect(chooseBackupTarget).toHaveBeenCalledOnce());
  // the dialog was closed: nothing was written, nothing is claimed
  expect(screen.queryByText(/^Written/)).toBeNull();
});

test('a restore tells where the library before it is kept', async () => {
  const { user } = await openSettings({ reopen: () => undefined });
  await user.click(await screen.findByRole('button', { name: 'Restore' }));
  expect(await screen.findByText(/set-aside/)).toBeTruthy();
});
