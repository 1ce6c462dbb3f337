import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWav } from '#audio/wav';
import { tone } from '../../../tests/support/studio/test-engine';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { evilZip, type EvilEntry } from '../../../tests/support/studio/test-zip';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openTestStudio();
});
afterAll(async () => {
  await studio.close();
  removeTemporaryFolders();
});

const wav = (sec: number) =>
  writeWav({ sampleRateHz: 24_000, channels: [tone(sec * 24_000, 120)], bitDepth: 16 });
const manifest = {
  version: '1.0',
  profile: { name: 'Morgan', description: 'for the evening show', language: 'en' },
  has_avatar: true,
};
const zip = (samples: Record<string, string>, entries: EvilEntry[], head: unknown = manifest) =>
  evilZip([
    { name: 'manifest.json', bytes: JSON.stringify(head), deflate: true },
    { name: 'samples.json', bytes: JSON.stringify(samples), deflate: true },
    ...entries,
  ]);
const sample = (name: string, sec: number): EvilEntry => ({
  name: `samples/${name}`,
  bytes: wav(sec),
  deflate: true,
});
const file = (bytes: Uint8Array) => ({ name: 'morgan.voicebox.zip', bytes });

test('a Voicebox profile comes in as far as its fields go, and what is left out is told', async () => {
  const bytes = zip({ 'a.wav': 'First sample.', 'b.wav': 'Second.', 'c.wav': 'Too short.' }, [
    sample('a.wav', 4),
    sample('b.wav', 5),
    sample('c.wav', 1),
    { name: 'avatar.png', bytes: 'png' },
  ]);
  const preview = await studio.api.previewImport(file(bytes));
  expect(preview).toMatchObject({
    kind: 'voicebox',
    voices: [{ name: 'Morgan', prompts: 2, promptSec: 4, transcript: 'First sample.', language: 'en' }],
  });
  const { voices, warnings } = await studio.api.importVoices(file(bytes));
  expect(voices).toMatchObject([
    {
      name: 'Morgan',
      notes: 'for the evening show',
      prompts: [{ transcript: 'First sample.' }, { transcript: 'Second.', promptSec: 5 }],
    },
  ]);
  expect(voices[0]?.consent).toBeUndefined();
  expect(warnings).toMatchObject([
    { code: 'picture-left-out', values: { file: 'avatar.png' } },
    { code: 'sample-left-out', values: { file: 'c.wav' } },
  ]);
  expect((await studio.api.getVoiceAudio({ voiceId: voices[0]!.id })).samples.length).toBe(96_000);
});

test.each<[string, Uint8Array, string]>([
  ['a script', zip({ 'a.wav': '' }, [sample('a.wav', 4), { name: 'setup.py' }]), 'archive-unsafe'],
  [
    'a sample that samples.json does not name',
    zip({ 'a.wav': '' }, [sample('a.wav', 4), sample('z.wav', 4)]),
    'archive-unsafe',
  ],
  ['a sample name that climbs', zip({ '../a.wav': '' }, []), 'archive-damaged'],
  ['a missing sample', zip({ 'a.wav': 'x' }, []), 'archive-damaged'],
  ['sound that is none', zip({ 'a.wav': 'x' }, [{ name: 'samples/a.wav', bytes: 'no' }]), 'archive-damaged'],
  ['only a sample that is too short', zip({ 'a.wav': 'x' }, [sample('a.wav', 1)]), 'archive-damaged'],
  ['a version that nobody knows', zip({}, [], { ...manifest, version: '2.0' }), 'archive-damaged'],
])('refused: %s', async (_what, bytes, code) => {
  const before = (await studio.api.listVoices()).total;
  await expect(studio.api.importVoices(file(bytes))).rejects.toMatchObject({ code });
  expect((await studio.api.listVoices()).total).toBe(before);
});
