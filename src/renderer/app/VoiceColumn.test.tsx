// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import type { Recording, Take } from '#contract/domain';
import { draftStore, emptyDraft } from '../features/takes/draft';
import { TakeComposer } from '../features/takes/TakeComposer';
import { VoicePromptList } from '../features/voices/VoicePromptList';
import { useVoiceActions } from '../features/voices/use-voice-actions';
import { renderOn } from '../testing/render';
import { openWindowStudio, type WindowStudio } from '../testing/window-studio';
import { IntakeProvider } from '../features/record/intake';
import { useVoices } from '../state/live';
import { useSession } from '../state/session';
import { VoiceColumn } from './VoiceColumn';

beforeEach(() => {
  draftStore.set(emptyDraft);
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});
afterEach(cleanup);
afterAll(removeTemporaryFolders);

/** The prompts of a voice beside the studio's left column, with a recording in hand. */
function Window({ recording, voiceId }: { readonly recording: Recording; readonly voiceId: string }) {
  const voice = useVoices()?.find(({ id }) => id === voiceId);
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

async function open() {
  const studio = await openWindowStudio({ takes: 0 });
  const [voice] = (await studio.api.listVoices()).voices;
  const [sample] = await studio.api.listSamples();
  const recording = await studio.api.openSample({ sampleId: sample!.id });
  renderOn(studio, <Window recording={recording} voiceId={voice!.id} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Record another' }));
  return { studio, user, voice: voice! };
}

test('another prompt goes to its voice, and the recording after it makes a new voice again', async () => {
  const { studio, user, voice } = await open();
  const { name, prompts } = voice;
  expect(screen.getByText(`The next recording is added to ${name}.`)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Voice name' })).toBeNull();
  await user.click(screen.getByRole('button', { name: `Add to ${name}` }));
  await waitFor(() => expect(screen.queryByText(/The next recording is added/)).toBeNull());
  expect((await studio.api.listVoices()).voices).toHaveLength(3);
  const after = await studio.api.getVoice({ voiceId: voice.id });
  expect(after.prompts).toHaveLength(prompts.length + 1);
});

test('there is a way out: a new voice instead', async () => {
  const { studio, user, voice } = await open();
  await user.click(screen.getByRole('button', { name: 'Make a new voice instead' }));
  const name = await screen.findByRole('textbox', { name: 'Voice name' });
  await user.clear(name);
  await user.type(name, 'Somebody else');
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  await waitFor(async () =>
    expect((await studio.api.listVoices()).voices.map(({ name }) => name)).toContain('Somebody else'),
  );
  expect((await studio.api.getVoice({ voiceId: voice.id })).prompts).toHaveLength(voice.prompts.length);
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
const takesOf = ({ api }: WindowStudio) => api.listTakes({ limit: 10 });
const generate = () => userEvent.click(screen.getByRole('button', { name: 'Generate' }));
const transcript = () => screen.getByRole('textbox', { name: 'What the prompt says' });

test('a sample speaks after two presses, and is no voice of the library', async () => {
  const studio = await openWindowStudio({ voices: 0, takes: 0 });
  renderOn(studio, <Desk />);
  await userEvent.click((await screen.findAllByRole('button', { name: /^Use the sample voice/ }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  await generate();
  await waitFor(async () => expect(await takesOf(studio)).toHaveLength(1));
  expect((await studio.api.listVoices()).voices).toEqual([]);
});

test('what is seen is what speaks: the recording, its selection and its words, else the voice that was picked', async () => {
  const studio = await openWindowStudio({ voices: 2, takes: 0 });
  renderOn(studio, <Desk />);
  await userEvent.click(await screen.findByRole('button', { name: 'Samples' }));
  await userEvent.click((await screen.findAllByRole('menuitem', { hidden: true }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  await userEvent.clear(transcript());
  await userEvent.type(transcript(), 'as I said');
  await userEvent.type(screen.getByRole('textbox', { name: 'Text to speak' }), 'Hello.');
  await generate();
  await waitFor(async () => expect(await takesOf(studio)).toHaveLength(1));
  const [{ recipe }] = (await takesOf(studio)) as [Take];
  const tried = await studio.api.getVoice({ voiceId: recipe.voiceId });
  expect(tried).toMatchObject({ kept: false, transcript: 'as I said' });

  const [newest] = (await studio.api.listVoices()).voices;
  await userEvent.click(screen.getByRole('button', { name: new RegExp(`^${newest!.name}`) }));
  expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  await generate();
  await waitFor(async () => expect(await takesOf(studio)).toHaveLength(2));
  expect((await takesOf(studio))[0]!.recipe.voiceId).toBe(newest!.id);

  // what was put aside comes back as it was left
  await userEvent.click(await screen.findByRole('button', { name: 'Shelf' }));
  await userEvent.click((await screen.findAllByRole('menuitem', { hidden: true, name: / s · / }))[0]!);
  await screen.findByRole('button', { name: 'Keep' });
  expect(transcript()).toHaveProperty('value', 'as I said');
});

test('a recording that was put aside lies on the shelf', async () => {
  const studio = await openWindowStudio({ voices: 0, takes: 0 });
  const [sample] = await studio.api.listSamples();
  const { name } = await studio.api.openSample({ sampleId: sample!.id });
  renderOn(studio, <Desk />);
  await userEvent.click(await screen.findByRole('button', { name: 'Shelf' }));
  await userEvent.click(
    await screen.findByRole('menuitem', { hidden: true, name: (label) => label.startsWith(name) }),
  );
  await screen.findByRole('button', { name: 'Keep' });
  expect(screen.queryByRole('button', { name: 'Shelf' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Put the recording on the shelf' }));
  await screen.findByRole('button', { name: 'Shelf' });
});
