// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fakeTake, fakeVoice } from '../../testing/fake-data';
import { createFakeStudio } from '../../testing/fake-studio';
import { renderWithStudio } from '../../testing/render';
import { takeActions } from './take-actions';
import { TakeRow } from './TakeRow';

afterEach(cleanup);

const nothing = () => undefined;
const show = (warnings: readonly string[]) => {
  const studio = createFakeStudio();
  const take = {
    ...fakeTake(0, fakeVoice(0)),
    warnings: warnings.map((code) => ({ code, values: {} })),
  };
  renderWithStudio(
    <TakeRow
      versions={1}
      {...{ take, digit: 1, place: 0, inHand: false, open: false, selected: false, failure: undefined }}
      acts={{
        ...{ onOpen: nothing, onSelect: nothing, onRemove: nothing, onDismiss: nothing },
        actions: takeActions(studio, nothing),
      }}
    />,
    { studio },
  );
  return { studio, take };
};
const offer = () => screen.queryByRole('button', { name: 'It may sound wrong: try another seed' });

test.each(['segment-max-length', 'segment-silent', 'segment-quiet', 'segment-token-ratio', 'segment-empty'])(
  'a take flagged with %s offers another seed, and a press makes it',
  async (code) => {
    const { studio, take } = show(['text-long', code]);
    await userEvent.click(offer()!);
    await waitFor(() =>
      expect(studio.calls).toContainEqual({ name: 'repeatTake', input: { takeId: take.id, seed: 'new' } }),
    );
  },
);

test('a take without a flag does not', () => {
  show(['text-long', 'segment-short', 'source-cut']);
  expect(offer()).toBeNull();
});
