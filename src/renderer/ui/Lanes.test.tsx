// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StageProgress } from '#contract/stages';
import { waitingStages } from '#contract/stages';
import { i18n } from '../i18n';
import { renderWithStudio } from '../testing/render';
import { laneView, remainingMs } from './lane-progress';
import { laneHint, Lanes, laneWords } from './Lanes';

afterEach(cleanup);
const lane = (more: Partial<StageProgress>): StageProgress => ({
  stage: 'tokens',
  state: 'running',
  elapsedMs: 900,
  ...more,
});

describe('a lane', () => {
  test('grows by what the engine counted', () => {
    expect(laneView(lane({ done: 84, total: 120, estimateMs: 10 }))).toMatchObject({
      fraction: 0.7,
      counted: true,
    });
  });
  test('leans on its usual time when nothing is counted, and never claims to be full', () => {
    expect(laneView(lane({ estimateMs: 1800 }))).toMatchObject({ fraction: 0.5, counted: false });
    expect(laneView(lane({ estimateMs: 100 })).fraction).toBe(0.97);
  });
  test('claims nothing when neither is known', () => expect(laneView(lane({})).fraction).toBeUndefined());
  test('runs on between two reports of the engine', () => {
    expect(laneView(lane({}), 400).elapsedMs).toBe(1300);
    expect(laneView(lane({ state: 'done' }), 400).elapsedMs).toBe(900);
  });
  test('is slow far beyond its usual time, not for a short stage that varies', () => {
    expect(laneView(lane({ elapsedMs: 9000, estimateMs: 3000 })).slow).toBe(true);
    expect(laneView(lane({ elapsedMs: 5000, estimateMs: 3000 })).slow).toBe(false);
    expect(laneView(lane({ elapsedMs: 90, estimateMs: 10 })).slow).toBe(false);
  });
  test('says its numbers in both languages', async () => {
    const running = lane({ done: 84, total: 120, perSec: 88.4, unit: 'tokens', estimateMs: 1400 });
    await i18n.changeLanguage('en');
    expect(laneWords(running, laneView(running), i18n.getFixedT('en', 'takes'))).toBe(
      '84/120 · 88/s · 900 ms',
    );
    expect(laneHint(running, laneView(running), i18n.getFixedT('en', 'takes'))).toBe(
      'Speech tokens · 84/120 tokens · usually 1.4 s · Open the log at this stage',
    );
    expect(laneHint(running, laneView(running), i18n.getFixedT('zh-CN', 'takes'))).toBe(
      '语音词元 · 84/120 词元 · 通常 1.4 s · 查看这一阶段的日志',
    );
  });
});

describe('what is left of a take', () => {
  const lanes = (tokens: Partial<StageProgress>) =>
    waitingStages().map((each) => ({
      ...each,
      estimateMs: 1000,
      ...(each.stage === 'prompt' ? { state: 'done' as const } : {}),
      ...(each.stage === 'tokens' ? tokens : {}),
    }));

  test('is reckoned from counts where there are counts, from usual times elsewhere', () => {
    expect(remainingMs(lanes({ state: 'running', elapsedMs: 500, done: 25, total: 100 }))).toBe(1500 + 3000);
    expect(remainingMs(lanes({ state: 'running', elapsedMs: 400 }))).toBe(600 + 3000);
  });
  test('is not guessed before usual times are known', () => {
    expect(remainingMs(waitingStages())).toBeUndefined();
  });
});

test('a click on a lane opens the log at its stage', async () => {
  const onOpen = vi.fn();
  renderWithStudio(<Lanes stages={waitingStages()} onOpen={onOpen} />);
  await userEvent.click(screen.getByRole('button', { name: /^vocoder\s*waiting/ }));
  expect(onOpen).toHaveBeenCalledWith('vocoder');
});
