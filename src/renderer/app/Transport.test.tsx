// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import type { Playable } from '../lib/playable';
import { player } from '../lib/player';
import { renderWithStudio } from '../testing/render';
import { Transport } from './Transport';

afterEach(() => {
  cleanup();
  player.dispose();
  player.setRepeats(false);
  player.setRate(1);
  window.localStorage.clear();
});

const take: Playable = {
  key: 'take:1',
  title: 'The lighthouse keeper counted the ships.',
  durationSec: 4,
  load: () => Promise.reject(new Error('not asked for')),
};

const value = (name: RegExp) => screen.getByRole('slider', { name }).getAttribute('aria-valuenow');

test('says that nothing was played, and offers nothing to press then', async () => {
  const { container } = renderWithStudio(<Transport />);
  expect(screen.getByText('Nothing played yet')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Play/ }).disabled).toBe(true);
  expect((await axe.run(container)).violations).toEqual([]);
});

test('shows what is in hand and where it is, and is sought by the arrow keys', async () => {
  const user = userEvent.setup();
  const { container } = renderWithStudio(<Transport />);
  act(() => player.seek(take, 1.5));
  expect(screen.getByText(take.title)).toBeTruthy();
  expect(value(/^Position, 0:01\.5 of 0:04\.0/)).toBe('1.5');
  screen.getByRole('slider', { name: /^Position/ }).focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(player.position(take.key)).toBeCloseTo(1.7);
  await user.keyboard('{Home}');
  expect(player.position(take.key)).toBe(0);
  expect((await axe.run(container)).violations).toEqual([]);
});

test('shows which line of a script is heard, and goes from line to line', async () => {
  const user = userEvent.setup();
  const { container } = renderWithStudio(<Transport />);
  const titles = ['I left the window open.', 'All night.', 'Good.'];
  const sections = titles.map((title, at) => ({ id: `l${at}`, title, startSec: at * 2 }));
  const script: Playable = { ...take, key: 'script:1', title: '', durationSec: 6, sections };
  act(() => player.seek(script, 2.5));
  expect(screen.getByText('All night.')).toBeTruthy();
  expect(screen.getByText('Line 2 of 3')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'The next line' }));
  expect(player.position(script.key)).toBe(4);
  expect(screen.getByText('Line 3 of 3')).toBeTruthy();
  // there is none behind the last, or before the first
  await user.click(screen.getByRole('button', { name: 'The next line' }));
  expect(player.position(script.key)).toBe(4);
  await user.click(screen.getByRole('button', { name: 'The line before' }));
  await user.click(screen.getByRole('button', { name: 'The line before' }));
  await user.click(screen.getByRole('button', { name: 'The line before' }));
  expect(player.position(script.key)).toBe(0);
  expect(screen.getByText('I left the window open.')).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('keeps the volume for the next window, and gives it back after silence', async () => {
  const user = userEvent.setup();
  renderWithStudio(<Transport />);
  screen.getByRole('slider', { name: /^Volume/ }).focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(player.getState().volume).toBeCloseTo(0.9);
  await user.click(screen.getByRole('button', { name: 'Mute' }));
  expect(player.getState().volume).toBe(0);
  await user.click(screen.getByRole('button', { name: 'Sound on' }));
  expect(player.getState().volume).toBeCloseTo(0.9);
  cleanup();
  player.setVolume(1);
  renderWithStudio(<Transport />);
  expect(player.getState().volume).toBeCloseTo(0.9);
});

test('repeats until it is told not to', async () => {
  const user = userEvent.setup();
  renderWithStudio(<Transport />);
  const repeat = screen.getByRole('button', { name: 'Repeat' });
  await user.click(repeat);
  expect(repeat.getAttribute('aria-pressed')).toBe('true');
  await user.click(repeat);
  expect(player.getState().repeats).toBe(false);
});

test('keeps the speed of listening for the next window', async () => {
  const user = userEvent.setup();
  const { container } = renderWithStudio(<Transport />);
  await user.click(screen.getByRole('button', { name: 'Speed of listening, 1×' }));
  await user.click(await screen.findByRole('menuitem', { hidden: true, name: /^1\.5×/ }));
  expect(player.getState().rate).toBe(1.5);
  expect((await axe.run(container)).violations).toEqual([]);
  cleanup();
  player.setRate(1);
  renderWithStudio(<Transport />);
  expect(player.getState().rate).toBe(1.5);
  expect(screen.getByRole('button', { name: 'Speed of listening, 1.5×' })).toBeTruthy();
});
