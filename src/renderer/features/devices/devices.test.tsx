// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { EngineApi } from '#contract/engine-api';
import { createTestEngine } from '../../../../tests/support/studio/test-engine';
import { memoryEngineWith } from '../../../../tests/support/studio/test-launchers';
import { removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { StudioError } from '#contract/errors';
import { renderOn } from '../../testing/render';
import { openWindowStudio, takeTexts, voiceNames } from '../../testing/window-studio';
import { MachineSettings } from './MachineSettings';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
afterAll(removeTemporaryFolders);

describe('the machine in the preferences', () => {
  test('says how fast a provider runs, and exactly why another does not', async () => {
    const listProviders = async () =>
      (['cuda', 'webgpu', 'cpu'] as const).map((provider) => ({ provider, bundled: provider !== 'cuda' }));
    const { api } = createTestEngine();
    const probeProvider: EngineApi['probeProvider'] = (asked) =>
      asked.provider === 'webgpu'
        ? Promise.resolve({ ...asked, bundled: true, works: true, reason: '', loadMs: 9, gigaflops: 312 })
        : api.probeProvider(asked);
    const engine = memoryEngineWith({ listProviders, probeProvider });
    const studio = await openWindowStudio({ takes: 0, engine });
    await studio.api.probeMachine();
    renderOn(studio, <MachineSettings />);
    expect(await screen.findByText('libcudart.so.12: cannot open shared object file')).toBeTruthy();
    expect(screen.getByText('3.9 times the CPU')).toBeTruthy();
    expect(screen.getByText('80 GFLOP/s')).toBeTruthy();
  });

  test('looks again when asked, and says in place why it could not', async () => {
    const studio = await openWindowStudio({ takes: 0 });
    renderOn(studio, <MachineSettings />);
    studio.refuse(
      'probeMachine',
      new StudioError('engine-start-failed', { how: 'exit code 1', last: 'no room' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Look again' }));
    expect(await screen.findByText(/ended before it was ready .*no room/)).toBeTruthy();
  });

  test('lists exactly what would be cleared before anything is', async () => {
    const studio = await openWindowStudio({ voices: 2, takes: 2 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 24 * 3_600_000 });
    renderOn(studio, <MachineSettings />);
    await userEvent.click(await screen.findByRole('button', { name: 'Show what 30 days would clear' }));
    expect(await screen.findByText(/^2 takes would go, \d+ kB$/)).toBeTruthy();
    expect(screen.getByText(`${voiceNames[1]!}: ${takeTexts[1]!}`)).toBeTruthy();
    const cleared = (await studio.api.listTakes({ limit: 9 })).map(({ clearedAt }) => clearedAt);
    expect(cleared).toEqual([undefined, undefined]);
  });

  test('empties the bin only after a second click', async () => {
    const studio = await openWindowStudio({ takes: 1 });
    const [take] = await studio.api.listTakes({ limit: 1 });
    await studio.api.deleteTake({ takeId: take!.id });
    const deleted = async () => (await studio.api.getDisk()).bin.files;
    renderOn(studio, <MachineSettings />, 'zh-CN');
    await userEvent.click(await screen.findByRole('button', { name: '清空回收站' }));
    expect(await deleted()).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole('button', { name: '确认永久清空' }));
    await waitFor(async () => expect(await deleted()).toBe(0));
  });
});
