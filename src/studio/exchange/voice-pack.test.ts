import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWav } from '#audio/wav';
import type { Voice } from '#contract/domain';
import { tone } from '../../../tests/support/studio/test-engine';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { evilZip, type EvilEntry } from '../../../tests/support/studio/test-zip';
import { PACK_FORMAT, PACK_VERSION, type PackManifest } from './voice-pack-format';
import { Archive } from '../storage/archive/archive';

let studio: TestStudio;
let voice: Voice;

beforeAll(async () => {
  studio = await openTestStudio();
  voice = await studio.makeVoice('Anna', '你好 hello');
});
afterAll(async () => {
  await studio.close();
  removeTemporaryFolders();
});

const exportOf = async (...voiceIds: string[]) => studio.api.exportVoices({ voiceIds });
const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const limits = { entries: 100, entryBytes: 1e8, totalBytes: 1e8 };

/** A pack taken apart, so that one thing about it can be made wrong. */
async function partsOf(bytes: Uint8Array) {
  const archive = await Archive.open(bytes, 'x', limits);
  const files = new Map<string, Uint8Array>();
  for (const name of archive.names) files.set(name, await archive.read(name));
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as PackManifest;
  files.delete('manifest.json');
  return { manifest, files };
}

const zipOf = (manifest: unknown, files: ReadonlyMap<string, Uint8Array>, ...more: EvilEntry[]) =>
  evilZip([
    { name: 'manifest.json', bytes: JSON.stringify(manifest) },
    ...[...files].map(([name, bytes]) => ({ name, bytes })),
    ...more,
  ]);

/** Folders only: an enrolment in the background may be half-way through writing what it found. */
const voiceFolders = (home: string) =>
  readdirSync(join(home, 'voices')).filter((name) => !name.startsWith('.'));
/** Everything about a voice but what each library gives it anew. */
const facts = (whole: Voice) => {
  const { prompts, ...rest } = whole;
  const anew = new Set(['id', 'promptId', 'usedAt']);
  const kept = (value: object) => Object.fromEntries(Object.entries(value).filter(([key]) => !anew.has(key)));
  return { ...kept(rest), prompts: prompts.map(kept) };
};

describe('a round trip', () => {
  test('gives another library the same voice: equal facts, byte-equal sound', async () => {
    const pack = await exportOf(voice.id);
    expect(pack.name).toBe('Anna.cvvoice');
    const other = await openTestStudio();
    const { voices } = await other.api.importVoices({ name: pack.name, bytes: pack.bytes });
    expect(voices.map(facts)).toEqual([facts(voice)]);
    const [copy] = voices;
    expect(readFileSync(join(other.home, 'voices', copy!.id, 'prompt.wav'))).toEqual(
      readFileSync(join(studio.home, 'voices', voice.id, 'prompt.wav')),
    );
    expect(await other.speak({ voiceId: copy!.id })).toMatchObject({ state: 'done' });
    const again = await other.api.exportVoices({ voiceIds: [copy!.id] });
    expect(sha(again.bytes)).toBe(sha(pack.bytes));
    await other.close();
  });

  test('everything a person said about a voice travels, with several prompts and a spoken consent', async () => {
    const { manifest, files } = await partsOf((await exportOf(voice.id)).bytes);
    const statement = writeWav({ sampleRateHz: 16_000, channels: [tone(16_000, 200, 16_000)], bitDepth: 16 });
    const second = writeWav({ sampleRateHz: 24_000, channels: [tone(96_000, 90)], bitDepth: 'float32' });
    const [first] = manifest.voices[0]!.prompts;
    const full = {
      ...manifest.voices[0]!,
      name: '梅 · calm',
      tags: ['podcast', '温柔'],
      colour: 'teal',
      language: 'zh-CN',
      notes: 'line one\nline two',
      favourite: true,
      defaults: { instruction: '请开心地说', speed: 1.1, seed: 42 },
      consent: {
        kind: 'permitted' as const,
        by: 'Mei',
        scope: 'podcast',
        date: '2026-10-02',
        statement: { recordingSha256: sha(statement), promptSha256: pcmOf(second) },
      },
      statementFile: 'voices/1/consent.wav',
      prompts: [
        first!,
        {
          ...first!,
          file: 'voices/1/prompt-2.wav',
          name: 'second',
          promptSec: 4,
          sampleRateHz: 24_000,
          promptSha256: pcmOf(second),
        },
      ],
      chosen: 1,
    };
    files.set('voices/1/consent.wav', statement).set('voices/1/prompt-2.wav', second);
    const listed = Object.fromEntries(
      [...files].map(([name, bytes]) => [name, { sha256: sha(bytes), bytes: bytes.length }]),
    );
    const bytes = zipOf({ ...manifest, voices: [full], files: listed }, files);
    const other = await openTestStudio();
    const preview = await other.api.previewImport({ name: 'x.cvvoice', bytes });
    expect(preview).toMatchObject({
      kind: 'voice-pack',
      voices: [{ name: '梅 · calm', prompts: 2, promptSec: 4, hasStatement: true, warnings: [] }],
    });
    expect(voiceFolders(other.home)).toEqual([]);
    const { voices } = await other.api.importVoices({ name: 'x.cvvoice', bytes });
    const kept = (await other.api.exportVoices({ voiceIds: [voices[0]!.id] })).bytes;
    const back = await partsOf(kept);
    expect(back.manifest.voices).toEqual([full]);
    // by hash: comparing megabytes element by element takes longer than everything else here
    const hashes = (each: ReadonlyMap<string, Uint8Array>) =>
      [...each].map(([name, wav]) => [name, sha(wav)]).sort();
    expect(hashes(back.files)).toEqual(hashes(files));
    await other.close();
  });

  test('a name that is taken gets a number; the same prompt is told', async () => {
    const { bytes } = await exportOf(voice.id);
    const preview = await studio.api.previewImport({ name: 'Anna.cvvoice', bytes });
    expect(preview.voices).toMatchObject([
      { name: 'Anna', importName: 'Anna 2', sameAs: { voiceId: voice.id, name: 'Anna' } },
    ]);
    const none = await studio.api.importVoices({ name: 'Anna.cvvoice', bytes, indexes: [] });
    expect(none.voices).toEqual([]);
    const { voices } = await studio.api.importVoices({ name: 'Anna.cvvoice', bytes, indexes: [0] });
    expect(voices).toMatchObject([{ name: 'Anna 2' }]);
    await studio.api.deleteVoice({ voiceId: voices[0]!.id });
  });
});

describe('a pack that is not what it says writes nothing', () => {
  const refused = async (bytes: Uint8Array, expected: object) => {
    const before = voiceFolders(studio.home);
    await expect(studio.api.previewImport({ name: 'x.cvvoice', bytes })).rejects.toMatchObject(expected);
    await expect(studio.api.importVoices({ name: 'x.cvvoice', bytes })).rejects.toMatchObject(expected);
    expect(voiceFolders(studio.home)).toEqual(before);
  };
  const parts = async () => partsOf((await exportOf(voice.id)).bytes);
  const PROMPT = 'voices/1/prompt-1.wav';

  test('a changed byte of the sound', async () => {
    const { manifest, files } = await parts();
    const wav = Uint8Array.from(files.get(PROMPT)!);
    wav[wav.length - 5]! ^= 1;
    await refused(zipOf(manifest, files.set(PROMPT, wav)), {
      code: 'archive-damaged',
      values: { changed: PROMPT },
    });
  });

  test('a file that is missing', async () => {
    const { manifest } = await parts();
    await refused(zipOf(manifest, new Map()), { code: 'archive-damaged', values: { missing: PROMPT } });
  });

  test.each(['run.exe', 'spk2info.pt', 'hook.js', 'voices/1/readme.txt', 'profile.pkl'])(
    '%s beside the sound',
    async (name) => {
      const { manifest, files } = await parts();
      await refused(zipOf(manifest, files, { name }), { code: 'archive-unsafe', values: { type: name } });
    },
  );

  test('a WAV that the manifest does not name, or that no voice uses', async () => {
    const { manifest, files } = await parts();
    const extra = { name: 'extra.wav', bytes: 'x' };
    const unnamed = { code: 'archive-unsafe', values: { unnamed: 'extra.wav' } };
    await refused(zipOf(manifest, files, extra), unnamed);
    const listed = { ...manifest.files, 'extra.wav': { sha256: sha('x'), bytes: 1 } };
    await refused(zipOf({ ...manifest, files: listed }, files, extra), unnamed);
  });

  test('a newer version says so, whatever else it holds', async () => {
    await refused(zipOf({ format: PACK_FORMAT, version: PACK_VERSION + 1, anything: true }, new Map()), {
      code: 'archive-newer',
      values: { version: PACK_VERSION + 1, known: PACK_VERSION },
    });
  });

  test.each([
    ['text in a WAV’s clothes', () => new TextEncoder().encode('RIFF but not really'), 'sound-unreadable'],
    ['half a second', () => float32(12_000), 'sound-length'],
    [
      '16 bit',
      () => writeWav({ sampleRateHz: 24_000, channels: [tone(96_000, 120)], bitDepth: 16 }),
      'sound-kind',
    ],
    ['8000 Hz', () => float32(32_000, 8000), 'sound-rate'],
    ['not a number', () => float32(96_000, 24_000, NaN), 'sound-unreadable'],
    ['cut short', () => float32(96_000).subarray(0, 200_000), 'sound-cut-off'],
  ])('sound that is none: %s', async (_what, make, why) => {
    const { manifest, files } = await parts();
    const wav = make();
    const listed = { [PROMPT]: { sha256: sha(wav), bytes: wav.length } };
    await refused(zipOf({ ...manifest, files: listed }, files.set(PROMPT, wav)), {
      code: 'archive-damaged',
      values: { why },
    });
  });

  test('a prompt hash that is not the sound’s', async () => {
    const { manifest, files } = await parts();
    manifest.voices[0]!.prompts[0]!.promptSha256 = 'a'.repeat(64);
    await refused(zipOf(manifest, files), { code: 'archive-damaged', values: { changed: PROMPT } });
  });

  test.each([
    ['an empty name', { name: ' ' }],
    ['no prompt', { prompts: [] }],
    ['a chosen prompt that is not there', { chosen: 5 }],
    ['a consent of an unknown kind', { consent: { kind: 'stolen' } }],
  ])('a manifest with %s', async (_what, change) => {
    const { manifest, files } = await parts();
    const voices = [{ ...manifest.voices[0]!, ...change }];
    await refused(zipOf({ ...manifest, voices }, files), { code: 'archive-damaged' });
  });

  test('a manifest with a prompt outside the archive', async () => {
    const { manifest } = await parts();
    manifest.voices[0]!.prompts[0]!.file = '../up.wav';
    await refused(zipOf({ ...manifest, files: {} }, new Map()), {
      code: 'archive-damaged',
      values: { missing: '../up.wav' },
    });
  });

  test('a manifest that is no JSON, or none at all, or of something else', async () => {
    await refused(evilZip([{ name: 'manifest.json', bytes: '{' }]), { code: 'archive-damaged' });
    await refused(evilZip([{ name: 'a.wav' }]), {
      code: 'archive-damaged',
      values: { missing: 'manifest.json' },
    });
    await refused(zipOf({ hello: 'world' }, new Map()), { code: 'archive-damaged' });
  });
});

function float32(samples: number, sampleRateHz = 24_000, spoilt?: number): Uint8Array {
  const channel = tone(samples, 120, sampleRateHz);
  if (spoilt !== undefined) channel[10] = spoilt;
  return writeWav({ sampleRateHz, channels: [channel], bitDepth: 'float32' });
}

/** SHA-256 of the samples of a mono float WAV. */
function pcmOf(wav: Uint8Array): string {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  for (let at = 12; ; at += 8 + view.getUint32(at + 4, true)) {
    if (new TextDecoder().decode(wav.subarray(at, at + 4)) !== 'data') continue;
    return sha(wav.subarray(at + 8, at + 8 + view.getUint32(at + 4, true)));
  }
}
