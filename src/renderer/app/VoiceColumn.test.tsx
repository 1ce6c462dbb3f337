// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Recording } from '#contract/domain';
import { draftStore, emptyDraft } from '../features/takes/draft';
import { TakeComposer } from '../features/takes/TakeComposer';
import { VoicePromptList } from '../features/voices/VoicePromptList';
import { useVoiceActions } from '../features/voices/use-voice-actions';
import { createFakeStudio, type FakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { IntakeProvider } from '../features/record/intake';
import { useVoices } from '../state/live';
import { useSession } from '../state/session';
import { VoiceColumn } from './VoiceColumn';

beforeEach(() => {
  draftStore.set(emptyDraft);
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
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  await waitFor(() => expect(saved(studio)).toMatchObject([{ name: 'saveVoice' }]));
});

/** The studio's left column and the composer, with nothing in hand. */
function Desk() {
  return (
    <IntakeProvider>
      <VoiceColumn />
      <TakeComposer />
    </IntakeProvider>
  );
}
const named = (studio: FakeStudio, name: string) => studio.calls.filter((call) => call.name === name);
const generate = () => userEvent.click(screen.getByRole('button', { name: 'Generate' }));
const transcript = () => screen.getByRole('textbox', { name: 'What the prompt says' });

test('a sample speaks after two presses, and is no voice of the library', async () => {
  const studio = createFakeStudio({ voices: 0 });
  renderWithStudio(<Desk />, { studio });
  await userEvent.click((await screen.findAllByRole('button', { name: /^Use the sample voice/ }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  await generate();
  await waitFor(() => expect(named(studio, 'startTake')).toHaveLength(1));
  expect((await studio.api.listVoices()).voices).toEqual([]);
  expect(named(studio, 'saveVoice')).toEqual([]);
});

test('what is seen is what speaks: the recording, its selection and its words, else the voice that was picked', async () => {
  const studio = createFakeStudio({ voices: 2 });
  renderWithStudio(<Desk />, { studio });
  await userEvent.click(await screen.findByRole('button', { name: 'Samples' }));
  await userEvent.click((await screen.findAllByRole('menuitem', { hidden: true }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  await userEvent.clear(transcript());
  await userEvent.type(transcript(), 'as I said');
  await userEvent.type(screen.getByRole('textbox', { name: 'Text to speak' }), 'Hello.');
  await generate();
  await waitFor(() => expect(named(studio, 'startTake')).toHaveLength(1));
  expect(named(studio, 'tryPrompt')).toMatchObject([{ input: { transcript: 'as I said' } }]);
  const tried = (named(studio, 'startTake')[0]?.input as { voiceId: string }).voiceId;
  expect((await studio.api.getVoice({ voiceId: tried })).kept).toBe(false);

  const [newest] = (await studio.api.listVoices()).voices;
  await userEvent.click(screen.getByRole('button', { name: new RegExp(`^${newest!.name}`) }));
  expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  await generate();
  await waitFor(() => expect(named(studio, 'startTake')).toHaveLength(2));
  expect(named(studio, 'startTake')[1]).toMatchObject({ input: { voiceId: newest!.id } });

  // what was put aside comes back as it was left
  await userEvent.click(await screen.findByRole('button', { name: 'Shelf' }));
  await userEvent.click((await screen.findAllByRole('menuitem', { hidden: true, name: / s · / }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  expect(transcript()).toHaveProperty('value', 'as I said');
});

test('a recording that was put aside lies on the shelf', async () => {
  const studio = createFakeStudio({ voices: 1 });
  const [sample] = await studio.api.listSamples();
  const { name } = await studio.api.openSample({ sampleId: sample!.id });
  renderWithStudio(<Desk />, { studio });
  await userEvent.click(await screen.findByRole('button', { name: 'Shelf' }));
  await userEvent.click(await screen.findByRole('menuitem', { hidden: true, name: new RegExp(`^${name}`) }));
  await screen.findByRole('button', { name: 'Keep' });
  expect(screen.queryByRole('button', { name: 'Shelf' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Put the recording on the shelf' }));
  await screen.findByRole('button', { name: 'Shelf' });
});
