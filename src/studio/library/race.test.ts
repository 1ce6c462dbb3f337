import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { race } from '../testing/race';
import { openTestStudio, removeTemporaryFolders, temporaryFolder } from '../testing/test-studio';

/** RACE_SEED repeats the choice of operations; how they interleave is the machine's. */
const SEED = Number(process.env.RACE_SEED ?? 20_261_130);
const OPERATIONS = 150;

afterAll(removeTemporaryFolders);

test(`${OPERATIONS} operations at once, repairs among them (seed ${SEED}): nothing is lost, and all is in order`, async () => {
  const studio = await openTestStudio();
  const { id } = await studio.makeVoice('Packed');
  const pack = join(temporaryFolder(), 'packed.cvvoice');
  writeFileSync(pack, (await studio.api.exportVoices({ voiceIds: [id] })).bytes);
  const { wrong, done } = await race(studio, { seed: SEED, operations: OPERATIONS, pack });
  await studio.close();
  expect(wrong).toEqual([]);
  // one that never gets anywhere proves nothing
  expect(done).toBeGreaterThan(OPERATIONS / 2);
}, 120_000);

describe('repairing while', () => {
  test('a voice is saved, gets a prompt, is duplicated and imported leaves every new file in its place', async () => {
    const studio = await openTestStudio();
    const { api } = studio;
    const { id: voiceId } = await studio.makeVoice('First');
    const { id: recordingId } = await api.addRecording({
      name: 'microphone',
      sampleRateHz: 16_000,
      channels: [new Float32Array(64_000).fill(0.1)],
      format: 'microphone',
    });
    const pack = (await api.exportVoices({ voiceIds: [voiceId] })).bytes;
    const span = { recordingId, startSec: 0, endSec: 3.5, transcript: '' };
    for (let round = 0; round < 5; round++) {
      const [repaired] = await Promise.all([
        api.repairLibrary(),
        api.saveVoice({ ...span, name: `Saved ${round}` }),
        api.addPrompt({ ...span, voiceId }),
        api.duplicateVoice({ voiceId }),
        api.importVoices({ name: 'x.cvvoice', bytes: pack }),
      ]);
      expect(repaired.findings).toEqual([]);
    }
    expect((await api.verifyLibrary()).findings).toEqual([]);
    await studio.close();
  });
});
