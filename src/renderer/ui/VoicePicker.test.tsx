// @vitest-environment jsdom
import { useState } from 'react';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Voice } from '#contract/domain';
import { voices } from '#i18n/en/voices';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { renderOn } from '../testing/render';
import { openWindowStudio } from '../testing/window-studio';
import { VoicePicker } from './VoicePicker';

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);
afterAll(removeTemporaryFolders);

function Field() {
  const [voice, setVoice] = useState<Voice>();
  return (
    <>
      <VoicePicker aria-label="Voice" voiceId={voice?.id} onPick={setVoice} />
      <output>{voice?.id}</output>
    </>
  );
}

/** More voices than a window keeps at hand; the last of them say something of their own. */
async function manyVoices() {
  const studio = await openWindowStudio({ voices: 70, takes: 0 });
  const { voices } = await studio.api.listVoices({ limit: 100 });
  const hidden = voices.at(-1)!;
  await studio.api.changeVoice({ voiceId: hidden.id, notes: 'the harbour master' });
  renderOn(studio, <Field />);
  const field = await screen.findByRole('combobox', { name: 'Voice' });
  await waitFor(() => expect(field).toHaveProperty('disabled', false));
  return { user: userEvent.setup(), field, hidden };
}

test('a voice beyond the newest is found by what is said of it, picked, and keeps its name in the field', async () => {
  const { user, field, hidden } = await manyVoices();
  await user.click(field);
  const list = await screen.findByRole('listbox', { hidden: true });
  expect(within(list).getAllByRole('option', { hidden: true })).toHaveLength(60);
  expect(within(list).queryByText(hidden.name)).toBeNull();
  expect(within(list).getAllByText(voices.consent.mark.none).length).toBeGreaterThan(10);

  await user.type(field, 'harbour');
  await waitFor(() => expect(within(list).getAllByRole('option', { hidden: true })).toHaveLength(1));
  await user.click(within(list).getByText(hidden.name));
  expect(screen.getByRole('status').textContent).toBe(hidden.id);
  await waitFor(() => expect(field).toHaveProperty('value', hidden.name));
});

test('words that no voice says are answered with a sentence', async () => {
  const { user, field } = await manyVoices();
  await user.type(field, 'zeppelin');
  expect(await screen.findByText(voices.picker.none)).toBeDefined();
});
