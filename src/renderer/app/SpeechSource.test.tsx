// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TakeRequest } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { draftStore, emptyDraft } from '../features/takes/draft';
import { TakeComposer } from '../features/takes/TakeComposer';
import { fakeStatus } from '../testing/fake-data';
import { createFakeStudio, type FakeStudio } from '../testing/fake-studio';
import { renderWithStudio } from '../testing/render';
import { SpeechSource } from './SpeechSource';

// jsdom has no fonts to wait for
beforeAll(() => Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true }));
beforeEach(() => draftStore.set(emptyDraft));
afterEach(cleanup);

const composer = <TakeComposer speech={<SpeechSource />} />;
const cloning = () =>
  createFakeStudio({ status: { engine: { ...fakeStatus.engine, preferred: 'cosyvoice3' } } });
const requests = (studio: FakeStudio) =>
  studio.calls.filter(({ name }) => name === 'startTake').map(({ input }) => input as TakeRequest);
const toSpeech = async () => userEvent.click(await screen.findByText('Speech'));
const choose = (name = 'talk.wav') =>
  userEvent.upload(
    document.querySelector<HTMLInputElement>('input[type=file]')!,
    new File(['RIFF'], name, { type: 'audio/wav' }),
  );

describe('speech instead of words', () => {
  test('an opened file becomes the source of a conversion, and the words wait behind it', async () => {
    draftStore.set({ ...emptyDraft, text: 'Kept words.' });
    const { studio } = renderWithStudio(composer, { studio: cloning() });
    await toSpeech();
    await screen.findByText('Record or open the speech to convert first.');
    expect(screen.queryByRole('textbox', { name: 'Text to speak' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Seed' })).toBeNull();
    await choose();
    await screen.findByText('talk.wav');
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }));
    await waitFor(() => expect(requests(studio)).toHaveLength(1));
    expect(requests(studio)[0]).toMatchObject({
      text: '',
      mode: 'vc',
      source: { recordingId: expect.any(String) as string },
    });
    await userEvent.click(screen.getByText('Words'));
    expect(screen.getByRole('textbox', { name: 'Text to speak' })).toHaveProperty('value', 'Kept words.');
  });

  test('the draft voice cannot do it, and the window says what can', async () => {
    const { studio } = renderWithStudio(composer);
    await toSpeech();
    expect(await screen.findByText('Converting speech needs CosyVoice 3.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }));
    expect(requests(studio)).toEqual([]);
  });

  test('a file without sound is refused in place, and another one can be chosen', async () => {
    const studio = cloning();
    studio.fail('openAudioFile', new StudioError('audio-unreadable', { name: 'notes.wav' }));
    renderWithStudio(composer, { studio, language: 'zh-CN' });
    await userEvent.click(await screen.findByText('语音'));
    await choose('notes.wav');
    expect(await screen.findByRole('alert')).toBeTruthy();
    studio.fail('openAudioFile', undefined);
    await choose('talk.wav');
    expect(await screen.findByText('talk.wav')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '换一段语音' }));
    expect(await screen.findByRole('button', { name: '录制语音' })).toBeTruthy();
  });

  test('only what a conversion listens to stands among the advanced parameters', async () => {
    renderWithStudio(composer, { studio: cloning() });
    expect(await screen.findByText('Nucleus mass (top p)')).toBeTruthy();
    await toSpeech();
    expect(screen.queryByText('Nucleus mass (top p)')).toBeNull();
    expect(screen.getByText('Flow steps')).toBeTruthy();
    expect(screen.queryByText('Text rules')).toBeNull();
  });
});
