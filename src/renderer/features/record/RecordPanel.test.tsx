// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { wordsToWrite } from '../../lib/navigation';
import { renderOn } from '../../testing/render';
import { openWindowStudio } from '../../testing/window-studio';
import { IntakeProvider } from './intake';
import { RecordPanel } from './RecordPanel';

afterEach(cleanup);
afterAll(removeTemporaryFolders);

const panel = (
  <IntakeProvider>
    <RecordPanel withSamples withDevice readIn="en">
      below
    </RecordPanel>
  </IntakeProvider>
);

/** A browser that answers every request for a microphone with `refusal`. */
function stubMicrophone(refusal: DOMException) {
  const members = {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
    mediaDevices: {
      enumerateDevices: async () => [{ kind: 'audioinput', deviceId: '', label: '' }],
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      getUserMedia: async () => Promise.reject(refusal),
    },
  };
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(window.navigator, name, { value, configurable: true });
}

describe('the record panel', () => {
  test('explains a denied microphone step by step, for this browser', async () => {
    stubMicrophone(new DOMException('Permission denied', 'NotAllowedError'));
    renderOn(await openWindowStudio({ takes: 0 }), panel);
    await userEvent.click(screen.getByRole('button', { name: 'Record' }));
    expect(await screen.findByText('The microphone is not allowed.')).toBeTruthy();
    expect(screen.getByText(/icon left of the address/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Ask again' })).toBeTruthy();
  });

  test('tells a microphone in use from a missing one', async () => {
    stubMicrophone(new DOMException('Could not start', 'NotReadableError'));
    renderOn(await openWindowStudio({ takes: 0 }), panel, 'zh-CN');
    await userEvent.click(screen.getByRole('button', { name: '录音' }));
    expect(await screen.findByText('麦克风被占用，或没有响应。')).toBeTruthy();
  });

  test('a file of words goes into the composer, one of neither words nor sound says what it is', async () => {
    const studio = await openWindowStudio({ voices: 0, takes: 0 });
    renderOn(studio, panel);
    const user = userEvent.setup({ applyAccept: false });
    const drop = (file: File) =>
      user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await drop(new File(['Once upon a time.\n'], 'chapter.txt', { type: 'text/plain' }));
    await waitFor(() => expect(wordsToWrite.get()).toBe('Once upon a time.'));
    wordsToWrite.set(undefined);
    await drop(new File(['{}'], 'takes.json'));
    expect(await screen.findByText('This file is no sound')).toBeTruthy();
    await drop(new File([Uint8Array.of(0, 255, 0, 255)], 'sound.txt'));
    expect(await screen.findByText(/a \.txt file/)).toBeTruthy();
    expect(wordsToWrite.get()).toBeUndefined();
    expect(await studio.api.listShelf()).toEqual([]);
  });

  test('says what is wrong with a file, and keeps the ways to another one', async () => {
    renderOn(await openWindowStudio({ takes: 0 }), panel);
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await userEvent.upload(input, new File(['text'], 'notes.wav', { type: 'audio/wav' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Record' })).toBeTruthy();
  });
});
