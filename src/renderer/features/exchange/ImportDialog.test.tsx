// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { ImportDialog } from './ImportDialog';

afterEach(cleanup);

/** jsdom's files cannot give their bytes. */
const archive = () =>
  Object.assign(new File([], 'two.cvvoice'), { arrayBuffer: async () => new ArrayBuffer(4) });

test('shows what comes in before it does, leaves out what is here already, and imports what is ticked', async () => {
  const onClose = vi.fn();
  const { studio } = renderWithStudio(<ImportDialog file={archive()} onClose={onClose} />);
  const user = userEvent.setup();
  const here = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Anna, narrator 2' });
  expect(here.checked).toBe(false);
  expect(screen.getByText(/permitted by Mei Lin, spoken/)).toBeTruthy();
  expect(screen.getByText(/nobody stated whose voice it is/)).toBeTruthy();
  expect(studio.calls.some(({ name }) => name === 'importVoices')).toBe(false);
  await user.click(here);
  await user.click(screen.getByRole('button', { name: 'Import 2 voices' }));
  expect(await screen.findByRole('status')).toBeTruthy();
  expect(studio.calls.find(({ name }) => name === 'importVoices')?.input).toMatchObject({ indexes: [0, 1] });
  await user.click(screen.getByText('Close'));
  expect(onClose).toHaveBeenCalled();
});

test('says why an archive is refused, in the language of the window', async () => {
  const studio = createFakeStudio();
  const values = { path: '../up.wav' };
  studio.fail('previewImport', new StudioError('archive-unsafe', values));
  renderWithStudio(<ImportDialog file={archive()} onClose={() => undefined} />, {
    studio,
    language: 'zh-CN',
  });
  expect(await screen.findByText('压缩包不安全，已拒绝')).toBeTruthy();
  expect(screen.getByText(/\.\.\/up\.wav/)).toBeTruthy();
});
