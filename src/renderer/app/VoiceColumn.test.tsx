// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Recording } from '#contract/domain';
import { VoicePromptList } from '../features/voices/VoicePromptList';
import { useVoiceActions } from '../features/voices/use-voice-actions';
import { createFakeStudio, type FakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { IntakeProvider } from '../features/record/intake';
import { useVoices } from '../state/live';
import { useSession } from '../state/session';
import { VoiceColumn } from './VoiceColumn';

beforeEach(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});
afterEach(cleanup);

/** The prompts of the first voice beside the studio's left column, with a recording in hand. */
function Window({ recording }: { readonly recording: Recording }) {
  const voice = useVoices()?.find(({ id }) => id === 'voice-1');
  const actions = useVoiceActions();
  const { openRecording } = useSession();
  useEffect(() => openRecording(recording), [recording]); // eslint-disable-line react-hooks/exhaustive-deps -- once
  return (
    <IntakeProvider>
      {voice && <VoicePromptList voice={voice} actions={actions} />}
      <VoiceColumn />
    </IntakeProvider>
  );
}

async function open(): Promise<{ studio: FakeStudio; user: ReturnType<typeof userEvent.setup> }> {
  const studio = createFakeStudio();
  const [sample] = await studio.api.listSamples();
  const recording = await studio.api.openSample({ sampleId: sample!.id });
  renderWithStudio(<Window recording={recording} />, { studio });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Record another' }));
  return { studio, user };
}

const saved = (studio: FakeStudio) =>
  studio.calls.filter(({ name }) => name === 'saveVoice' || name === 'addPrompt');

test('another prompt goes to its voice, and the recording after it makes a new voice again', async () => {
  const { studio, user } = await open();
  const { name, prompts } = await studio.api.getVoice({ voiceId: 'voice-1' });
  expect(screen.getByText(`The next recording is added to ${name}.`)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Voice name' })).toBeNull();
  await user.click(screen.getByRole('button', { name: `Add to ${name}` }));
  await waitFor(() => expect(screen.queryByText(/The next recording is added/)).toBeNull());
  expect(saved(studio)).toMatchObject([{ name: 'addPrompt', input: { voiceId: 'voice-1' } }]);
  const after = await studio.api.getVoice({ voiceId: 'voice-1' });
  expect(after.prompts).toHaveLength(prompts.length + 1);
});

test('there is a way out: a new voice instead', async () => {
  const { studio, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Make a new voice instead' }));
  await user.type(await screen.findByRole('textbox', { name: 'Voice name' }), 'Somebody else');
  await user.click(screen.getByRole('button', { name: 'Save as voice' }));
  await waitFor(() => expect(saved(studio)).toMatchObject([{ name: 'saveVoice' }]));
});
