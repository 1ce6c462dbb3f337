import { FlacOutputFormat, Mp3OutputFormat, Mp4OutputFormat, WavOutputFormat } from 'mediabunny';
import { exportLimits } from '#contract/export';
import type { ProgrammeCoding, ProgrammeFormat, ProgrammeOutput } from '#contract/programme';
import { mp3Config, MP3_RUN_OUT } from '../encode/media-encoders';
import { openMediaSink, type Metadata, type SoundSink } from '../encode/media-sink';
import { metadataOf } from '../encode/metadata';
import { lengthNote } from '../encode/mp3-length';
import { openOpusSink } from '../encode/opus';
import { openFileTarget, readAt, writeAt } from './file-target';
import { id3Frames, id3Length, id3Tag } from './id3';
import { addMp4Chapters } from './mp4-chapters';
import { addWavChunks } from './wav-chunks';

/** A file to write, and what is known of it before. */
export interface SinkFile extends Pick<ProgrammeOutput, 'file' | 'chapters' | 'tags' | 'cover' | 'ixml'> {
  readonly sampleRateHz: number;
  /** How many will come. */
  readonly samples: number;
  readonly coding: ProgrammeCoding;
}

type OpenSink = (given: SinkFile) => Promise<SoundSink>;

/** From here on a WAV file says its sizes in 64 bits; the rest of the file has room below 4 GiB. */
const LARGE_BYTES = 4_000_000_000;
/** Left for the frame that says how long an MP3 is. */
const MP3_NOTE_BYTES = 2048;
/** AAC puts one frame in front of the sound. */
const AAC_RUN_IN = 1024;

const openers: Readonly<Record<ProgrammeFormat, OpenSink>> = {
  wav: openWav,
  flac: openFlac,
  mp3: openMp3,
  opus: openOpus,
  m4b: openM4b,
};

/** The way to write a sound as a file, whatever its format. The file must not be there. */
export const openSink: OpenSink = (given) => openers[given.coding.format](given);

async function openWav(given: SinkFile): Promise<SoundSink> {
  const { coding, tags, sampleRateHz, samples, chapters, ixml } = given;
  const { bitDepth } = coding;
  const { target, file } = await openFileTarget(given.file);
  const bytes = samples * (bitDepth === 'float32' ? 4 : bitDepth / 8);
  const codec = bitDepth === 16 ? 'pcm-s16' : bitDepth === 24 ? 'pcm-s24' : 'pcm-f32';
  const sink = await openMediaSink({
    ...{ target, sampleRateHz, bits: bitDepth, config: { codec } },
    format: new WavOutputFormat({ large: bytes > LARGE_BYTES }),
  });
  return {
    ...sink,
    close: async () => {
      await sink.close();
      await addWavChunks(file, { tags, chapters, ixml });
      await file.close();
    },
  };
}

async function openFlac(given: SinkFile): Promise<SoundSink> {
  const { target, file } = await openFileTarget(given.file);
  const sink = await openMediaSink({
    ...{ target, sampleRateHz: given.sampleRateHz, config: { codec: 'flac' } },
    bits: given.coding.bitDepth === 16 ? 16 : 24,
    format: new FlacOutputFormat(),
    metadata: vorbisTags(given),
  });
  return closing(sink, () => file.close());
}

async function openOpus(given: SinkFile): Promise<SoundSink> {
  const { target, file } = await openFileTarget(given.file);
  const { bitrateKbps } = given.coding;
  return closing(await openOpusSink({ target, bitrateKbps, metadata: vorbisTags(given) }), () =>
    file.close(),
  );
}

/** The library writes frames alone; tags with chapters and the note of the length stand in the room before them. */
async function openMp3(given: SinkFile): Promise<SoundSink> {
  const { sampleRateHz, samples, coding } = given;
  const frames = id3Frames(given, sampleRateHz, Math.round((samples / sampleRateHz) * 1000));
  const reserved = id3Length(frames) + MP3_NOTE_BYTES;
  const { target, file } = await openFileTarget(given.file, reserved);
  const config = mp3Config(coding.bitrateKbps ?? exportLimits.bitrateKbps.mp3.usual, sampleRateHz);
  let count = 0;
  const sink = await openMediaSink({
    ...{ target, sampleRateHz, bits: 16, format: new Mp3OutputFormat({ xingHeader: false }) },
    config: { ...config, onEncodedPacket: () => count++ },
  });
  return {
    ...sink,
    close: async () => {
      await sink.write(new Float32Array(MP3_RUN_OUT));
      await sink.close();
      const soundBytes = (await file.stat()).size - reserved;
      const note = lengthNote(await readAt(file, 4, reserved), { frames: count, soundBytes, samples });
      const noteBytes = note?.length ?? 0;
      await writeAt(file, id3Tag(frames, reserved - noteBytes), 0);
      if (note) await writeAt(file, note, reserved - noteBytes);
      await file.close();
    },
  };
}

async function openM4b(given: SinkFile): Promise<SoundSink> {
  const { sampleRateHz, samples, coding, chapters, tags, cover } = given;
  const { target, file } = await openFileTarget(given.file);
  const { title, artist, comment, software, date, copyright, stamp } = tags;
  const sink = await openMediaSink({
    ...{ target, sampleRateHz, bits: 'float32', runIn: AAC_RUN_IN },
    // what describes the sound comes last: chapters are put in front of it without moving anything
    format: new Mp4OutputFormat({ fastStart: false }),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- `quality` cannot say kilobits a second
    config: { codec: 'aac', bitrate: (coding.bitrateKbps ?? exportLimits.bitrateKbps.m4b.usual) * 1000 },
    metadata: {
      ...{ title, artist, comment, date: new Date(date), genre: 'Audiobook' },
      raw: { '©too': software, cprt: copyright, cvst: stamp },
      ...(cover
        ? { images: [{ data: cover.bytes, mimeType: cover.type, kind: 'coverFront' as const }] }
        : {}),
    },
  });
  return {
    ...sink,
    close: async () => {
      await sink.close();
      await addMp4Chapters(file, chapters, { sampleRateHz, samples });
      await file.close();
    },
  };
}

const closing = (sink: SoundSink, then: () => Promise<void>): SoundSink => ({
  ...sink,
  close: async () => {
    await sink.close();
    await then();
  },
});

/** Chapters as players read them in Vorbis comments. */
function vorbisTags({ tags, chapters, cover, sampleRateHz }: SinkFile): Metadata {
  const { raw, ...metadata } = metadataOf(tags, 'vorbis');
  const named = chapters.flatMap(({ at, title }, number) => {
    const key = `CHAPTER${String(number + 1).padStart(3, '0')}`;
    return [[key, clock(at / sampleRateHz)] as const, [`${key}NAME`, title] as const];
  });
  return {
    ...metadata,
    raw: { ...raw, ...Object.fromEntries(named) },
    ...(cover ? { images: [{ data: cover.bytes, mimeType: cover.type, kind: 'coverFront' as const }] } : {}),
  };
}

/** @returns "01:02:03.456" */
function clock(sec: number): string {
  const ms = Math.round(sec * 1000);
  const part = (value: number, digits: number) => String(value).padStart(digits, '0');
  const minutes = Math.floor(ms / 60_000);
  return `${part(Math.floor(minutes / 60), 2)}:${part(minutes % 60, 2)}:${part(Math.floor(ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}
