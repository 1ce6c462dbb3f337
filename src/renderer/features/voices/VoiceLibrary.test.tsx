// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { VoiceLibrary } from './VoiceLibrary';

// jsdom has no canvas; what the waveform draws is proven in a real browser
vi.mock('../../ui/Waveform', () => ({ Waveform: () => null }));

afterEach(cleanup);

describe('the voice library', () => {
  test('teaches while it is empty', async () => {
    renderWithStudio(<VoiceLibrary />, { studio: createFakeStudio({ voices: 0 }), language: 'zh-CN' });
    expect(await screen.findByText('还没有音色。录三秒，或试试示例音色。')).toBeTruthy();
  });

  test('renames in place with Enter, and not with Escape', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Escape}');
    expect(studio.calls.filter(({ name }) => name === 'renameVoice')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Enter}');
    expect(await screen.findByText('Bella')).toBeTruthy();
    expect(studio.calls.filter(({ name }) => name === 'renameVoice')).toHaveLength(1);
  });

  test('deletes at once and takes it back', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Delete Anna, narrator' }));
    await waitFor(() => expect(within(screen.getByRole('table')).queryByText('Anna, narrator')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await within(screen.getByRole('table')).findByText('Anna, narrator')).toBeTruthy();
    expect(studio.calls.some(({ name }) => name === 'restoreVoice')).toBe(true);
  });

  test('says why a name was refused, where it happened', async () => {
    const { studio } = renderWithStudio(<VoiceLibrary />);
    studio.fail('renameVoice', new StudioError('voice-name-taken', 'There is a voice named Bella already.'));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Rename Anna, narrator' }));
    await user.keyboard('Bella{Enter}');
    expect(await screen.findByRole('button', { name: 'Dismiss' })).toBeTruthy();
  });
});
