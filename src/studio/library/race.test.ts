import { afterAll, describe, expect, test } from 'vitest';
import { openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

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
