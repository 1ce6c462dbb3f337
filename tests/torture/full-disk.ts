import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mulberry32 } from '#audio/mulberry32';
import { answerOf, fill, mayMount, mountSmall, unmountAll } from '../support/studio/small-disk';
import { openTestStudio, type TestStudio } from '../support/studio/test-studio';
import { count, type Report, type Work } from './session';

/** What is left free of the disk: nothing in the first round, then by lot, because the last few pages are where writes break. */
const MOST_FREE_BYTES = 300_000;

/** A disk that is full in the midst of everything: told as full, with numbers, and nothing acknowledged is lost. */
export async function fullDisk({ seed, again, step }: Work): Promise<Report> {
  if (!mayMount())
    return { counts: {}, wrong: [], skipped: 'only root on Linux may mount the small disk that it needs' };
  const counts: Record<string, number> = { disks: 0, acknowledged: 0, refused: 0, lost: 0 };
  const wrong: string[] = [];
  const random = mulberry32(seed);
  for (let round = 0; again(); round++) {
    const freeBytes = round === 0 ? 0 : Math.floor(random() * MOST_FREE_BYTES);
    step(`disk ${round} of seed ${seed}, ${freeBytes} bytes free`);
    const found = await fillOnce(freeBytes).finally(unmountAll);
    count(counts, found.counts);
    wrong.push(
      ...found.wrong.map((fault) => `disk ${round} of seed ${seed}, ${freeBytes} bytes free: ${fault}`),
    );
  }
  return { counts, wrong };
}

async function fillOnce(freeBytes: number): Promise<Report> {
  const home = mountSmall(24);
  const studio = await openTestStudio({ home });
  const voice = await studio.makeVoice();
  const take = await studio.speak({ voiceId: voice.id });
  const { id: recordingId } = await studio.api.addRecording({
    ...{ name: 'x', sampleRateHz: 48_000, format: 'microphone' },
    channels: [Float32Array.from({ length: 4 * 48_000 }, (_, at) => Math.sin(at / 60))],
  });
  fill(home, freeBytes);
  const answers = Object.entries(await changeEverything(studio, voice.id, take.id, recordingId));
  // a change that fits into what SQLite has already reserved may still be made
  const wrong = answers
    .filter(([, answer]) => answer !== 'ok' && answer !== 'disk-full')
    .map(([name, answer]) => `${name}: ${answer}`);
  rmSync(join(home, 'filler'));
  await studio.close();
  const gone = await lostOf(home, { voiceId: voice.id, name: voice.name, takeId: take.id });
  const refused = answers.filter(([, answer]) => answer !== 'ok').length;
  return {
    counts: { disks: 1, acknowledged: answers.length - refused, refused, lost: gone.length },
    wrong: [...wrong, ...gone],
  };
}

async function lostOf(home: string, made: { voiceId: string; name: string; takeId: string }) {
  const studio = await openTestStudio({ home });
  const { api } = studio;
  const lost = (await api.verifyLibrary()).findings.map(
    ({ code, values }) => `${code}: ${JSON.stringify(values)}`,
  );
  const voice = await api.getVoice({ voiceId: made.voiceId }).catch(() => undefined);
  if (voice?.name !== made.name) lost.push(`voice ${made.voiceId} is ${voice?.name ?? 'gone'}`);
  const file = await api.getTakeFile({ takeId: made.takeId }).catch(() => undefined);
  if ((file?.bytes.length ?? 0) < 1000) lost.push(`the audio of take ${made.takeId} is gone`);
  await studio.close();
  return lost;
}

/** Every kind of change that a person can make, however it ends. */
async function changeEverything({ api }: TestStudio, voiceId: string, takeId: string, recordingId: string) {
  const span = { recordingId, startSec: 0.2, endSec: 3.4, transcript: `Hello there.${' .'.repeat(1000)}` };
  const channels = [Float32Array.from({ length: 200_000 }, (_, at) => Math.sin(at / 20))];
  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    record: () => api.addRecording({ name: 'x', sampleRateHz: 48_000, channels, format: 'microphone' }),
    save: () => api.saveVoice({ ...span, name: 'Another' }),
    prompt: () => api.addPrompt({ ...span, voiceId }),
    duplicate: () => api.duplicateVoice({ voiceId }),
    notes: () => api.changeVoice({ voiceId, notes: 'x'.repeat(4000) }),
    project: () => api.createProject({ name: 'Book' }),
    settings: () => api.updateSettings({ seed: 5 }),
    mark: () => api.changeTakes({ takeIds: [takeId], change: { note: 'x'.repeat(2000) } }),
    speak: () => api.startTake({ text: 'Hello', voiceId, seed: 1 }),
    backup: () => api.backupLibrary({ withTakes: true }),
  };
  const answers: Record<string, string> = {};
  for (const [name, change] of Object.entries(changes)) answers[name] = await answerOf(change());
  return answers;
}
