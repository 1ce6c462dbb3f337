// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Microphone } from '../../lib/audio-capture';
import { useSession } from '../../state/session';
import { tone } from '../../../../tests/support/studio/test-engine';
import { openTestStudio, removeTemporaryFolders } from '../../../../tests/support/studio/test-studio';
import { renderOn } from '../../testing/render';
import { IntakeProvider } from './intake';
import { RecordPanel } from './RecordPanel';
import { readChoice, sentences } from './sentences';

// jsdom has no microphone: this one heard four seconds
vi.mock('../../lib/audio-capture', async (original) => ({
  ...(await original<object>()),
  openMicrophone: async (): Promise<Microphone> => ({
    sampleRateHz: 48_000,
    keptSec: 4,
    keep: () => undefined,
    finish: async () => ({ sampleRateHz: 48_000, channels: [tone(4 * 48_000, 120, 48_000)] }),
    close: () => undefined,
  }),
}));

beforeEach(() => readChoice.set({ usual: 'en', at: 0, ownWords: false }));
afterEach(cleanup);
afterAll(removeTemporaryFolders);

/** What the recording that came is taken to say. */
function Said() {
  const { recording, suggestion } = useSession();
  return recording ? <output>said: {suggestion.transcript}</output> : null;
}

async function record(readIn: 'en' | 'zh', ...presses: string[]) {
  const studio = await openTestStudio();
  renderOn(
    studio,
    <IntakeProvider>
      <RecordPanel withSamples withDevice readIn={readIn}>
        below
      </RecordPanel>
      <Said />
    </IntakeProvider>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Record' }));
  await user.click(await screen.findByRole('button', { name: 'Start now' }));
  for (const name of presses) await user.click(screen.getByRole('button', { name }));
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  const said = (await screen.findByText(/^said:/)).textContent.replace('said: ', '');
  await studio.close();
  return said;
}

test('the sentence that is shown while one records is the transcript', async () => {
  expect(await record('en')).toBe(sentences.en[0]);
});

test('it is in the language of the words, or in the other one; another can be asked for', async () => {
  expect(await record('zh')).toBe(sentences.zh[0]);
  cleanup();
  expect(await record('zh', 'In English', 'Another sentence')).toBe(sentences.en[1]);
});

test('who says something else has an empty transcript', async () => {
  expect(await record('en', 'My own words')).toBe('');
});
