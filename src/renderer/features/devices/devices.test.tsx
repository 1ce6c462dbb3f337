// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { MachineSettings } from './MachineSettings';

afterEach(cleanup);

describe('the machine in the preferences', () => {
  test('says how fast a provider runs, and exactly why another does not', async () => {
    renderWithStudio(<MachineSettings />);
    expect(await screen.findByText('libcudart.so.12: cannot open shared object file')).toBeTruthy();
    expect(screen.getByText('3.9 times the CPU')).toBeTruthy();
    expect(screen.getByText('620 GFLOP/s')).toBeTruthy();
  });

  test('looks again when asked, and says in place why it could not', async () => {
    const studio = createFakeStudio();
    renderWithStudio(<MachineSettings />, { studio });
    studio.fail(
      'probeMachine',
      new StudioError('engine-start-failed', { how: 'exit code 1', last: 'no room' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Look again' }));
    expect(await screen.findByText(/ended before it was ready .*no room/)).toBeTruthy();
  });

  test('lists exactly what would be cleared before anything is', async () => {
    const { studio } = renderWithStudio(<MachineSettings />);
    await userEvent.click(await screen.findByRole('button', { name: 'Show what 30 days would clear' }));
    expect(await screen.findByText('1 take would go, 480 kB')).toBeTruthy();
    expect(screen.getByText('Anna: An old sentence')).toBeTruthy();
    expect(studio.calls.map(({ name }) => name)).not.toContain('clearOldTakes');
  });

  test('empties the bin only after a second click', async () => {
    const { studio } = renderWithStudio(<MachineSettings />, { language: 'zh-CN' });
    await userEvent.click(await screen.findByRole('button', { name: '清空回收站' }));
    expect(studio.calls.map(({ name }) => name)).not.toContain('emptyBin');
    await userEvent.click(screen.getByRole('button', { name: '确认永久清空' }));
    await waitFor(() => expect(studio.calls.map(({ name }) => name)).toContain('emptyBin'));
  });
});
