import {
  AdtsOutputFormat,
  AppendOnlyStreamTarget,
  FlacOutputFormat,
  Mp3OutputFormat,
  type Target,
} from 'mediabunny';
import { exportLimits } from '#contract/export';
import { SPEECH_RATE_HZ } from '#contract/speech';
import type { CodedFormat } from '#contract/speech-coding';
import { mp3Config, MP3_RUN_OUT } from './media-encoders';
import { openMediaSink, type SoundSink } from './media-sink';
import { openOpusSink } from './opus';

/** A coded file that only ever grows, so that what is there can be sent on before the rest is made. Mono, 24 kHz in. */
export interface GrowingFile {
  /** @returns the bytes that came since the last call */
  write(samples: Float32Array): Promise<Uint8Array>;
  close(): Promise<Uint8Array>;
}

/** A listener waits for no more than this on a page of Ogg. */
const PAGE_SEC = 0.2;
const sampleRateHz = SPEECH_RATE_HZ;

const openers: Readonly<Record<CodedFormat, (target: Target) => Promise<SoundSink>>> = {
  mp3: async (target) => {
    const sink = await openMediaSink({
      ...{ target, sampleRateHz, bits: 16, format: new Mp3OutputFormat({ xingHeader: false }) },
      config: mp3Config(exportLimits.bitrateKbps.mp3.usual, sampleRateHz),
    });
    return {
      ...sink,
      close: async () => {
        await sink.write(new Float32Array(MP3_RUN_OUT));
        await sink.close();
      },
    };
  },
  opus: (target) => openOpusSink({ target, sampleRateHz, pageSec: PAGE_SEC, metadata: {} }),
  aac: (target) =>
    openMediaSink({
      ...{ target, sampleRateHz, bits: 'float32', format: new AdtsOutputFormat() },
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- `quality` cannot say kilobits a second
      config: { codec: 'aac', bitrate: exportLimits.bitrateKbps.m4b.usual * 1000 },
    }),
  flac: (target) =>
    openMediaSink({
      ...{ target, sampleRateHz, bits: 16, format: new FlacOutputFormat({ appendOnly: true }) },
      config: { codec: 'flac' },
    }),
};

export async function openGrowingFile(format: CodedFormat): Promise<GrowingFile> {
  let come: Uint8Array[] = [];
  // the library reuses what it hands over
  const writable = new WritableStream<Uint8Array>({
    write: (bytes) => void come.push(Uint8Array.from(bytes)),
  });
  const sink = await openers[format](new AppendOnlyStreamTarget(writable));
  const taken = () => {
    const bytes = new Uint8Array(Buffer.concat(come));
    come = [];
    return bytes;
  };
  return {
    write: async (samples) => {
      await sink.write(samples);
      return taken();
    },
    close: async () => {
      await sink.close();
      return taken();
    },
  };
}
