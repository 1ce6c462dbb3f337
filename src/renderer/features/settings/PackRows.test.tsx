// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { Pack } from '#contract/packs';
import { StudioError } from '#contract/errors';
import { fakePack } from '../../testing/fake-packs';
import { createFakeStudio, type FakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { PackRows } from './PackRows';

afterEach(cleanup);

const pack = fakePack({ id: 'mine', name: 'My pack', usable: true, reason: '', stamp: 'a1' });
const report = {
  ...{ packId: 'mine', stamp: 'a1', runtimeVersion: 'r', provider: 'cpu' },
  verifiedAt: '2026-11-25T20:00:00Z',
};
const passed: Pack['verified'] = { ...report, passed: true, checks: [] };
const failed: Pack['verified'] = {
  ...report,
  passed: false,
  checks: [
    { id: 'vocoder', state: 'failed', elapsedMs: 1, message: 'NaN' },
    { id: 'files', state: 'passed', elapsedMs: 1, message: '' },
  ],
};

/** A studio with these packs. `verified` becomes the report of the next check. */
function withPacks(packs: Pack[], verified?: Pack['verified']): FakeStudio {
  const studio = createFakeStudio();
  let listed = packs;
  const api: FakeStudio['api'] = {
    ...studio.api,
    listPacks: async () => listed,
    verifyPack: async () => {
      if (!verified) throw new StudioError('out-of-memory', 'No room for the flow.');
      listed = listed.map((each) => ({ ...each, verified }));
      return verified;
    },
  };
  return { ...studio, api };
}

const show = (studio: FakeStudio) => {
  const failures: unknown[] = [];
  const attempt = (work: Promise<unknown>) => void work.catch((thrown: unknown) => failures.push(thrown));
  renderWithStudio(<PackRows attempt={attempt} />, { studio });
  return failures;
};

test('a pack says whether it was checked here, and a check changes what it says', async () => {
  show(withPacks([pack], passed));
  expect(await screen.findByText('Not checked on this computer yet.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect(await screen.findByText(/^Verified on this computer/)).toBeTruthy();
});

test('a failed check is named by what failed', async () => {
  show(withPacks([{ ...pack, verified: failed }]));
  expect((await screen.findByText(/^Failed on this computer/)).textContent).toMatch(/: vocoder$/);
});

test('a pack that cannot speak says why instead', async () => {
  show(withPacks([{ ...pack, usable: false, reason: 'merges.txt is missing.' }]));
  expect(await screen.findByText('merges.txt is missing.')).toBeTruthy();
});

test('a check that cannot run is told, and the button comes back', async () => {
  const failures = show(withPacks([pack]));
  const button = await screen.findByRole('button', { name: 'Check' });
  await userEvent.click(button);
  await waitFor(() => expect(failures).toMatchObject([{ code: 'out-of-memory' }]));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Check' })).toHaveProperty('disabled', false),
  );
});
