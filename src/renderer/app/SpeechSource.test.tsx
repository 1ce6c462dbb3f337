// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tone } from '../../../tests/support/studio/test-engine';
import { removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { writeWav } from '#audio/wav';
import { draftStore, emptyDraft } from '../features/takes/draft';
import { TakeComposer } from '../features/takes/TakeComposer';
import { renderOn } from '../testing/render';
import { openWindowStudio, type WindowStudio } from '../testing/window-studio';
import { SpeechSource } from './SpeechSource';

// jsdom has no fonts to wait for
beforeAll(() => Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true }));
beforeEach(() => draftStore.set(emptyDraft));
afterEach(cleanup);
afterAll(removeTemporaryFolders);

const composer = <TakeComposer speech={<SpeechSource />} />;
const converting = () => openWindowStudio({ takes: 0, settings: { engine: 'converter' } });
const recipes = async ({ api }: WindowStudio) =>
  (await api.listTakes({ limit: 10 })).map(({ recipe }) => recipe);
const speech = writeWav({ sampleRateHz: 24_000, channels: [tone(96_000, 120)], bitDepth: 16 });
const toSpeech = async () => userEvent.click(await screen.findByText('Speech'));
const choose = (name = 'talk.wav', sound: BlobPart = speech.slice()) =>
  userEvent.upload(
    document.querySelector<HTMLInputElement>('input[type=file]')!,
    new File([sound], name, { type: 'audio/wav' }),
  );

describe('speech instead of words', () => {
  test('an opened file becomes the source of a conversion, and the words wait behind it', async () => {
    draftStore.set({ ...emptyDraft, text: 'Kept words.' });
    const studio = await converting();
    renderOn(studio, composer);
    await toSpeech();
    await screen.findByText('Record or open the speech to convert first.');
    expect(screen.queryByRole('textbox', { name: 'Text to speak' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Seed' })).toBeNull();
    await choose();
    await screen.findByText('talk.wav');
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }));
    await waitFor(async () =>
      expect(await recipes(studio)).toMatchObject([
        { text: '', mode: 'vc', engine: 'converter', source: { name: 'talk.wav', durationSec: 4 } },
      ]),
    );
    await userEvent.click(screen.getByText('Words'));
    expect(screen.getByRole('textbox', { name: 'Text to speak' })).toHaveProperty('value', 'Kept words.');
  });

  test('the draft voice cannot do it, and the window says what can', async () => {
    const studio = await openWindowStudio({ takes: 0 });
    renderOn(studio, composer);
    await toSpeech();
    expect(await screen.findByText(/^Converting speech needs/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }));
    expect(await recipes(studio)).toEqual([]);
  });

  test('a file without sound is refused in place, and another one can be chosen', async () => {
    renderOn(await converting(), composer, 'zh-CN');
    await userEvent.click(await screen.findByText('语音'));
    await choose('notes.wav', 'no sound');
    expect(await screen.findByRole('alert')).toBeTruthy();
    await choose('talk.wav');
    expect(await screen.findByText('talk.wav')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '换一段语音' }));
    expect(await screen.findByRole('button', { name: '录制语音' })).toBeTruthy();
  });

  test('only what a conversion listens to stands among the advanced parameters', async () => {
    renderOn(await converting(), composer);
    expect(await screen.findByText('Nucleus mass (top p)')).toBeTruthy();
    await toSpeech();
    expect(screen.queryByText('Nucleus mass (top p)')).toBeNull();
    expect(screen.getByText('Flow steps')).toBeTruthy();
    expect(screen.queryByText('Text rules')).toBeNull();
  });
});
