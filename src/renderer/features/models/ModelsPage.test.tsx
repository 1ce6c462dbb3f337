// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import type { Pack } from '#contract/packs';
import { fakeDownload, fakePack } from '../../testing/fake-packs';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import type { Language } from '#i18n/index';
import { DownloadBadge } from './DownloadBadge';
import { ModelsPage } from './ModelsPage';
import { PackOffer } from './PackOffer';
import { PacksProvider } from './packs-store';

afterEach(cleanup);

function show(packs: readonly Pack[], language: Language = 'en') {
  const studio = createFakeStudio({ packs });
  return renderWithStudio(
    <PacksProvider>
      <DownloadBadge />
      <ModelsPage />
    </PacksProvider>,
    { studio, language },
  );
}

const downloading = fakePack({ state: 'downloading', download: fakeDownload(), missingBytes: 2_521_000_000 });
const calls = ({ studio }: ReturnType<typeof show>) => studio.calls.map(({ name }) => name);

test('a pack that is not here says what it is, what it needs, and comes with one click', async () => {
  const view = show([fakePack()]);
  await userEvent.click(await screen.findByRole('button', { name: /^Download .*: CosyVoice 3/ }));
  expect(view.studio.calls.at(-2)?.name === 'downloadPack' || calls(view).includes('downloadPack')).toBe(
    true,
  );
  expect(screen.getByText('Recommended')).toBeTruthy();
  expect(screen.getByText(/16 GB of memory \(6.0 GB needed\), 48 GB free/)).toBeTruthy();
  expect(screen.getByText('Apache-2.0')).toBeTruthy();
  expect(screen.getByRole('link', { name: /example.org/ }).getAttribute('href')).toBe(
    'https://example.org/card',
  );
  // the click is answered by the state
  expect(await screen.findByText('On its way')).toBeTruthy();
});

describe('a download', () => {
  test('shows bytes, speed, time left, every file, and why a server was left', async () => {
    show([downloading]);
    expect(
      await screen.findByText('1.2 GB of 3.7 GB · 24 MB/s · 1 min 45 s left · 1 of 4 files'),
    ).toBeTruthy();
    expect(
      screen.getByText(/huggingface.co was left for onnx\/speech_tokenizer_v3.onnx: no byte for 30 s/),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Files' }));
    const row = screen.getByText('onnx/speech_tokenizer_v3.onnx').closest('tr')!;
    expect(within(row).getByText('tries again')).toBeTruthy();
    expect(within(row).getByText('hf-mirror.com')).toBeTruthy();
    expect(screen.getByText('no published hash, recorded when it comes')).toBeTruthy();
    expect(screen.getByTitle('A pack is on its way: 32 %').textContent).toBe('32 %');
  });

  test('moves with its events, and the badge with it', async () => {
    const { studio } = show([downloading]);
    await screen.findByText(/1.2 GB of 3.7 GB/);
    act(() => studio.emit('download', fakeDownload({ doneBytes: 2_400_000_000 })));
    expect(await screen.findByText(/2.4 GB of 3.7 GB/)).toBeTruthy();
    expect(screen.getByText('64 %')).toBeTruthy();
  });

  test('is paused and resumed; cancelling asks once, since it cannot be undone', async () => {
    const view = show([downloading]);
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Go on/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(calls(view)).not.toContain('cancelDownload');
    await userEvent.click(screen.getByRole('button', { name: 'Throw away' }));
    await waitFor(() => expect(calls(view)).toContain('cancelDownload'));
    expect(await screen.findByText('Not installed')).toBeTruthy();
  });

  test('that failed says why, in the language of the window', async () => {
    const error = {
      code: 'download-failed' as const,
      message: 'onnx/a.onnx could not be fetched: huggingface.co answered 403.',
      values: { file: 'onnx/a.onnx', reasons: 'huggingface.co answered 403' },
    };
    show([fakePack({ state: 'paused', download: fakeDownload({ state: 'failed', error }) })], 'zh-CN');
    expect(await screen.findByText(/无法取得 onnx\/a.onnx：huggingface.co answered 403/)).toBeTruthy();
    expect(screen.getByText('已暂停')).toBeTruthy();
  });
});

test('a broken pack says why and is repaired with one click', async () => {
  const view = show([
    fakePack({
      state: 'broken',
      stamp: 'a',
      problem: {
        code: 'pack-file-corrupt',
        values: { why: 'size', file: 'vocab.json', found: 1, expected: 10 },
      },
    }),
  ]);
  expect((await screen.findByRole('alert')).textContent).toMatch(/vocab.json has 1 byte/);
  await userEvent.click(screen.getByRole('button', { name: 'Repair' }));
  expect(calls(view)).toContain('downloadPack');
});

test('a failed check is named by what failed', async () => {
  const report = {
    packId: 'a',
    stamp: 'a',
    runtimeVersion: 'r',
    provider: 'cpu',
    verifiedAt: '2026-11-25T20:00:00Z',
  };
  const checks = [{ id: 'vocoder' as const, state: 'failed' as const, elapsedMs: 1, values: {} }];
  show([
    fakePack({ state: 'broken', usable: true, stamp: 'a', verified: { ...report, passed: false, checks } }),
  ]);
  expect((await screen.findByRole('alert')).textContent).toBe('It failed on this computer: vocoder.');
});

test('a check is run from its card', async () => {
  show([fakePack({ state: 'installed', usable: true, stamp: 'a' })]);
  await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
  expect(await screen.findByText('Verified on this computer')).toBeTruthy();
});

test('a folder used in place that vanished is said politely', async () => {
  show([fakePack({ state: 'broken', inPlace: '/mnt/usb/pack' })]);
  expect((await screen.findByRole('alert')).textContent).toMatch(/Connect its disk, or let go of the pack/);
});

test('what lies on this computer is taken over without the network', async () => {
  const view = show([fakePack()]);
  await userEvent.click(await screen.findByRole('button', { name: 'Look on this computer' }));
  expect(await screen.findByText('20 of 20 files: nothing to download.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Use in place' }));
  expect(view.studio.calls.find(({ name }) => name === 'importPack')?.input).toEqual({
    foundId: 'f1',
    how: 'in-place',
  });
});

test('removing can be undone, and the bin says what it holds', async () => {
  const view = show([fakePack({ state: 'verified', usable: true, stamp: 'a', missingBytes: 0 })]);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('3.7 GB stay on the disk until the bin is cleared.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(calls(view)).toContain('restorePack'));
});

test('what the studio refuses stands on the page', async () => {
  const { studio } = show([fakePack()]);
  studio.fail('downloadPack', new StudioError('pack-busy', { pack: 'p', folder: '/models' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Download .*: CosyVoice 3/ }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/Another studio/);
});

describe('the offer beside the draft voice', () => {
  const offer = (packs: readonly Pack[], status = {}) =>
    renderWithStudio(
      <PacksProvider>
        <PackOffer />
      </PacksProvider>,
      { studio: createFakeStudio({ packs, status }) },
    );

  test('is made while no pack is here, and only until it was answered', async () => {
    const { studio } = offer([fakePack()]);
    await userEvent.click(await screen.findByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
    expect((await studio.api.getSettings()).packOffered).toBe(true);
  });

  test('starts the download', async () => {
    const { studio } = offer([fakePack()]);
    await userEvent.click(await screen.findByRole('button', { name: 'Get CosyVoice 3' }));
    expect(studio.calls.map(({ name }) => name)).toContain('downloadPack');
  });

  test.each([
    ['where a pack is', fakePack({ state: 'installed', usable: true }), {}],
    ['where the library is only looked at', fakePack(), { readOnly: true }],
  ])('is not made %s', async (_, pack, status) => {
    const { studio } = offer([pack], status);
    await waitFor(() => expect(studio.calls.map(({ name }) => name)).toContain('listPacks'));
    expect(screen.queryByRole('region')).toBeNull();
  });
});

test.each(['en', 'zh-CN'] as const)('the page is clean for assistive technology (%s)', async (language) => {
  const { container } = show([downloading, fakePack({ id: 'b', state: 'broken', stamp: 'b' })], language);
  await waitFor(() => expect(container.querySelectorAll('article')).toHaveLength(2));
  // jsdom computes no colours
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
