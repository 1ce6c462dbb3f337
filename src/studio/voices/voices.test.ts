import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWav, writeWav } from '#audio/wav';
import { tone } from '../../../tests/support/studio/test-engine';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;

beforeEach(async () => {
  studio = await openTestStudio();
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const record = (seconds: number, rate = 48_000, channels = 1) =>
  studio.api.addRecording({
    name: ' My microphone ',
    sampleRateHz: rate,
    channels: Array.from({ length: channels }, () => tone(Math.round(seconds * rate), 150, rate)),
    format: 'microphone',
  });

describe('recordings', () => {
  test('are mixed down, kept at their own rate, and judged', async () => {
    const recording = await record(3.5, 44_100, 2);
    expect(recording).toMatchObject({
      name: 'My microphone',
      sampleRateHz: 44_100,
      channels: 2,
      durationSec: 3.5,
    });
    expect(recording.peaks).toHaveLength(1200);
    expect(recording.report.verdict).toBe('good');
    const { samples } = await studio.api.getRecordingAudio({ recordingId: recording.id });
    const disk = readWav(readFileSync(join(studio.home, 'recordings', `${recording.id}.wav`)));
    expect(disk.format).toBe('wav float32');
    expect(Buffer.from(disk.channels[0]!.buffer).equals(Buffer.from(samples.buffer))).toBe(true);
  });

  test('a file goes through the engine’s decoder', async () => {
    const bytes = writeWav({ sampleRateHz: 16_000, channels: [tone(64_000, 150, 16_000)], bitDepth: 16 });
    const recording = await studio.api.openAudioFile({ name: 'a.wav', bytes });
    expect(recording).toMatchObject({ name: 'a.wav', format: 'wav pcm16', durationSec: 4 });
  });

  test('a sample becomes a recording, and its voice is known to be synthetic', async () => {
    const [sample] = await studio.api.listSamples();
    const recording = await studio.api.openSample({ sampleId: sample!.id });
    expect(recording.name).toBe('Sample voice A (synthetic)');
    const span = { startSec: 0, endSec: 4 };
    const voice = await studio.api.saveVoice({
      recordingId: recording.id,
      ...span,
      name: 'A',
      transcript: '',
    });
    expect(voice.synthetic).toBe(true);
    await expect(studio.api.openSample({ sampleId: 'none' })).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });

  test.each([
    ['no samples', [new Float32Array(0)], 'audio-empty', { samples: 0 }],
    [
      'two samples that are no numbers',
      [Float32Array.of(0, NaN, Infinity, 0)],
      'audio-not-finite',
      { count: 2 },
    ],
    ['eleven minutes', [new Float32Array(660 * 16_000)], 'audio-too-long', { durationSec: 660, maxSec: 600 }],
  ])('%s are refused', async (_, channels, code, values) => {
    const input = { name: 'x', sampleRateHz: 16_000, channels, format: 'microphone' };
    await expect(studio.api.addRecording(input)).rejects.toMatchObject({ code, values });
  });

  test.each([
    ['one channel a block longer', [48_000 * 4, 48_000 * 4 + 128], 48_000 * 4 + 128],
    ['one channel empty', [0, 48_000 * 4], 48_000 * 4],
    ['three lengths', [48_000, 48_000 * 3, 48_000 * 2], 48_000 * 3],
  ])('%s: the recording is as long as its longest channel', async (_, lengths, frames) => {
    const channels = lengths.map((length) => tone(length, 150, 48_000));
    const { id } = await studio.api.addRecording({
      name: 'x',
      sampleRateHz: 48_000,
      channels,
      format: 'pcm',
    });
    const { samples } = await studio.api.getRecordingAudio({ recordingId: id });
    expect(samples).toHaveLength(frames);
    expect(samples.subarray(-4_800).some((sample) => Math.abs(sample) > 0.01)).toBe(true);
  });

  test('a selection is judged on its own', async () => {
    const { id } = await record(5);
    expect(await studio.api.coachPrompt({ recordingId: id, startSec: 1, endSec: 2.5 })).toMatchObject({
      durationSec: 1.5,
      verdict: 'unusable',
    });
    await expect(studio.api.coachPrompt({ recordingId: id, startSec: 2, endSec: 2 })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });
});

describe('a selection that is tried', () => {
  const selection = async () => ({
    ...{ recordingId: (await record(4)).id, startSec: 0, endSec: 3.5 },
    ...{ name: 'Anna', transcript: 'hello' },
  });

  test('speaks, is in no list, and takes nobody’s name', async () => {
    const tried = await studio.api.tryPrompt(await selection());
    expect(tried).toMatchObject({ name: 'Anna', kept: false, transcript: 'hello' });
    const take = await studio.speak({ voiceId: tried.id });
    expect(take).toMatchObject({ state: 'done', recipe: { voiceId: tried.id, voiceName: 'Anna' } });
    expect((await studio.api.listVoices()).total).toBe(0);
    expect(await studio.api.searchLibrary({ text: 'Anna', kinds: ['voice'] })).toEqual([]);
    expect((await studio.api.listVoices({ ids: [tried.id] })).voices).toMatchObject([{ id: tried.id }]);
    await studio.makeVoice('Anna');
    expect((await studio.api.listVoices()).total).toBe(1);
  });

  test('is the same voice as long as it is the same selection, and is kept with its takes', async () => {
    const wanted = await selection();
    const tried = await studio.api.tryPrompt(wanted);
    await studio.speak({ voiceId: tried.id });
    expect((await studio.api.tryPrompt({ ...wanted, transcript: ' hello ' })).id).toBe(tried.id);
    expect((await studio.api.tryPrompt({ ...wanted, endSec: 3.6 })).id).not.toBe(tried.id);
    const kept = await studio.api.saveVoice({ ...wanted, name: 'Bea' });
    expect(kept).toMatchObject({ id: tried.id, name: 'Bea', kept: true, takeCount: 1 });
    expect((await studio.api.listVoices()).voices).toEqual([kept]);
    // what is kept is tried anew: its name and its transcript are a person's by now
    expect((await studio.api.tryPrompt(wanted)).id).not.toBe(tried.id);
  });

  test('keeps its own name when another voice has the wanted one', async () => {
    await studio.makeVoice('Bea');
    const wanted = await selection();
    const tried = await studio.api.tryPrompt(wanted);
    await expect(studio.api.saveVoice({ ...wanted, name: 'bea' })).rejects.toMatchObject({
      code: 'voice-name-taken',
    });
    expect(await studio.api.getVoice({ voiceId: tried.id })).toMatchObject({ name: 'Anna', kept: false });
  });
});

describe('a recording of which nothing was kept', () => {
  test('lies on the shelf, newest first, until something is made of it', async () => {
    const first = await record(4);
    const second = await record(4);
    expect((await studio.api.listShelf()).map(({ id }) => id)).toEqual([second.id, first.id]);
    const selection = { startSec: 0, endSec: 3.5, name: 'A', transcript: '' };
    await studio.api.tryPrompt({ recordingId: second.id, ...selection });
    expect(await studio.api.listShelf()).toHaveLength(2);
    await studio.api.saveVoice({ recordingId: second.id, ...selection });
    expect((await studio.api.listShelf()).map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('a voice', () => {
  test('keeps exactly the selected samples', async () => {
    const voice = await studio.makeVoice('Anna', ' hello there ');
    expect(voice).toMatchObject({
      name: 'Anna',
      transcript: 'hello there',
      sampleRateHz: 48_000,
      synthetic: false,
    });
    expect(voice.promptSec).toBeCloseTo(3.2, 6);
    expect(voice.peaks).toHaveLength(120);
    const audio = await studio.api.getVoiceAudio({ voiceId: voice.id });
    const whole = tone(4 * 48_000, 120, 48_000);
    const selected = whole.slice(9600, 9600 + 153_600);
    expect(Buffer.from(audio.samples.buffer).equals(Buffer.from(selected.buffer))).toBe(true);
    expect((await studio.api.listVoices()).voices).toEqual([voice]);
  });

  test.each([
    ['0.2 s', 0.2, 48_000, 'prompt-too-short'],
    ['three minutes', 180, 16_000, 'prompt-too-long'],
    ['8 kHz', 4, 8000, 'audio-rate-too-low'],
  ])('%s is refused with its numbers', async (_, seconds, rate, code) => {
    const { id } = await record(seconds, rate);
    const request = { recordingId: id, startSec: 0, endSec: seconds, name: 'A', transcript: '' };
    await expect(studio.api.saveVoice(request)).rejects.toMatchObject({
      code,
      values: { sampleRateHz: rate },
    });
    expect((await studio.api.listVoices()).voices).toEqual([]);
  });

  test('silence is refused', async () => {
    const channels = [new Float32Array(96_000)];
    const { id } = await studio.api.addRecording({
      name: '',
      sampleRateHz: 24_000,
      channels,
      format: 'microphone',
    });
    const request = { recordingId: id, startSec: 0, endSec: 4, name: 'A', transcript: '' };
    await expect(studio.api.saveVoice(request)).rejects.toMatchObject({ code: 'prompt-silent' });
  });

  test('names are trimmed, 1 to 80 characters, and one whatever their case or width', async () => {
    await studio.makeVoice(' Anna ');
    const refused = { code: 'voice-name-taken', values: { suggestion: 'ａnna 2' } };
    await expect(studio.makeVoice('ａnna')).rejects.toMatchObject(refused);
    await expect(studio.makeVoice('  ')).rejects.toMatchObject({
      code: 'voice-name-invalid',
      values: { characters: 0 },
    });
    await expect(studio.makeVoice('n'.repeat(81))).rejects.toMatchObject({ code: 'voice-name-invalid' });
    expect((await studio.makeVoice('名'.repeat(80))).name).toHaveLength(80);
    await studio.makeVoice('Anna 2');
    await expect(studio.makeVoice('ANNA 2')).rejects.toMatchObject({ values: { suggestion: 'ANNA 3' } });
  });

  test('is renamed, also only in case, and its transcript corrected; everyone hears of it', async () => {
    const heard: string[] = [];
    studio.on('voicesChanged', ({ voiceIds }) => heard.push(...voiceIds));
    const { id: voiceId } = await studio.makeVoice('anna');
    const { id: bertId } = await studio.makeVoice('Bert');
    expect(await studio.api.renameVoice({ voiceId, name: 'Anna' })).toMatchObject({ name: 'Anna' });
    await expect(studio.api.renameVoice({ voiceId, name: 'bert' })).rejects.toMatchObject({
      code: 'voice-name-taken',
    });
    expect(await studio.api.setTranscript({ voiceId, transcript: '你好' })).toMatchObject({
      transcript: '你好',
    });
    expect(heard).toEqual([voiceId, bertId, voiceId, voiceId]);
  });

  test('comes back after a delete, under a free name when its own was taken', async () => {
    const { id: voiceId } = await studio.makeVoice('Anna');
    await studio.api.deleteVoice({ voiceId });
    await expect(studio.api.getVoiceAudio({ voiceId })).rejects.toMatchObject({ code: 'voice-not-found' });
    await studio.makeVoice('Anna');
    expect(await studio.api.restoreVoice({ voiceId })).toMatchObject({ id: voiceId, name: 'Anna 2' });
    expect(await studio.speak({ voiceId })).toMatchObject({ state: 'done' });
  });
});
