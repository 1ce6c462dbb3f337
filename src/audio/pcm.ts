/** PCM sample formats: bytes to float32 in [-1, 1] and back. Integers are scaled by their full scale (int16 / 32768). */

export type PcmFormat = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'float64' | 'mulaw' | 'alaw';

type ReadSample = (view: DataView, at: number) => number;

/** How one little-endian sample of each format is read; `bytes` is its least container. */
const readers: Readonly<Record<PcmFormat, { readonly bytes: number; readonly read: ReadSample }>> = {
  pcm8: { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
  pcm16: { bytes: 2, read: (view, at) => view.getInt16(at, true) / 32_768 },
  pcm24: {
    bytes: 3,
    read: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608,
  },
  pcm32: { bytes: 4, read: (view, at) => view.getInt32(at, true) / 2_147_483_648 },
  float32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  float64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  mulaw: { bytes: 1, read: (view, at) => expandMulaw(view.getUint8(at)) / 32_768 },
  alaw: { bytes: 1, read: (view, at) => expandAlaw(view.getUint8(at)) / 32_768 },
};

/** @returns bytes of one sample of `format` */
export function bytesPerSample(format: PcmFormat): number {
  return readers[format].bytes;
}

/**
 * Interleaved samples to one array a channel.
 * @param containerBytes bytes from one sample to the next; samples sit at the high end of a wider container
 */
export function deinterleave(
  data: Uint8Array,
  format: PcmFormat,
  channelCount: number,
  containerBytes = readers[format].bytes,
): Float32Array[] {
  const { bytes, read } = readers[format];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const frameBytes = containerBytes * channelCount;
  const frames = Math.floor(data.length / frameBytes);
  return Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(frames);
    let at = channel * containerBytes + containerBytes - bytes;
    for (let frame = 0; frame < frames; frame++, at += frameBytes) samples[frame] = read(view, at);
    return samples;
  });
}

/**
 * Samples as 16-bit integers: full scale 32768, rounded half up, clamped; NaN becomes 0. The same samples give the same
 * integers everywhere, so their hash can be kept, and a 16-bit source comes back bit for bit.
 */
export function pcm16Of(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => toInteger(sample, 32_768));
}

/** Channels of equal length to interleaved little-endian bytes; integers as `pcm16Of` rounds them. */
export function interleave(channels: readonly Float32Array[], bitDepth: 16 | 24 | 'float32'): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const bytes = bitDepth === 16 ? 2 : bitDepth === 24 ? 3 : 4;
  const data = new Uint8Array(frames * channels.length * bytes);
  const view = new DataView(data.buffer);
  let at = 0;
  for (let frame = 0; frame < frames; frame++)
    for (const channel of channels) {
      const sample = channel[frame]!;
      if (bitDepth === 'float32') view.setFloat32(at, sample, true);
      else if (bitDepth === 16) view.setInt16(at, toInteger(sample, 32_768), true);
      else {
        const value = toInteger(sample, 8_388_608);
        view.setUint16(at, value & 0xffff, true);
        view.setInt8(at + 2, value >> 16);
      }
      at += bytes;
    }
  return data;
}

function toInteger(sample: number, fullScale: number): number {
  const value = Math.round(sample * fullScale);
  if (Number.isNaN(value)) return 0;
  return value < -fullScale ? -fullScale : value >= fullScale ? fullScale - 1 : value;
}

/** ITU-T G.711 mu-law to 16 bit. */
function expandMulaw(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4);
  return bits & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
}

/** ITU-T G.711 A-law to 16 bit. */
function expandAlaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits & 0x70) >> 4;
  const mantissa = ((bits & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? mantissa : (mantissa + 0x100) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}
