import { codingName } from '#audio/coding-names';
import { StudioError } from '#contract/errors';
import { findMpegFrame, type MpegFrame } from './mpeg-frame';

/** What a file is, by its first bytes; its name is only for messages. */
export type AudioKind =
  | { readonly kind: 'wav' | 'aiff' | 'au' | 'caf' | 'flac' | 'amr' }
  | { readonly kind: 'mpeg'; readonly frame: MpegFrame & { readonly at: number } }
  | { readonly kind: 'ogg'; readonly codec: 'vorbis' | 'opus' | 'flac'; readonly channels: number }
  | { readonly kind: 'matroska' | 'mp4' };

/** Audio that is recognised so that it can be refused by its name. */
const undecodable: readonly (readonly [name: string, test: (text: string) => boolean])[] = [
  ['WMA', (text) => text.startsWith('\x30\x26\xb2\x75')],
  ['AC-3', (text) => text.startsWith('\x0b\x77')],
  ['MIDI', (text) => text.startsWith('MThd')],
  ['Monkey’s Audio', (text) => text.startsWith('MAC ')],
  ['WavPack', (text) => text.startsWith('wvpk')],
  ['DTS', (text) => text.startsWith('\x7f\xfe\x80\x01')],
  ['DSD', (text) => text.startsWith('DSD ') || text.startsWith('FRM8')],
  ['RealAudio', (text) => text.startsWith('.RMF') || text.startsWith('.ra\xfd')],
  ['AVI', (text) => text.startsWith('RIFF') && text.startsWith('AVI', 8)],
  ['AAC', (text) => text.startsWith('ADIF')],
  ['Musepack', (text) => text.startsWith('MP+') || text.startsWith('MPCK')],
  ['True Audio', (text) => text.startsWith('TTA1')],
  ['Wave64', (text) => text.startsWith('riff\x2e\x91')],
  ['8SVX', (text) => text.startsWith('FORM') && text.startsWith('8SVX', 8)],
  ['NIST SPHERE', (text) => text.startsWith('NIST_1A')],
  ['Creative Voice', (text) => text.startsWith('Creative Voice File')],
  ['Flash video', (text) => text.startsWith('FLV\x01')],
  ['MPEG program stream', (text) => text.startsWith('\x00\x00\x01\xba')],
  ['MPEG transport stream', (text) => text.startsWith('G') && text[188] === 'G' && text[376] === 'G'],
];

const PROGRAM = 'program';

/** What people open by mistake; the name is one that every language has. */
const notAudio: readonly (readonly [name: string, test: (text: string) => boolean])[] = [
  [
    PROGRAM,
    (text) => /^(\x7fELF|MZ|[\xfe\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\xca\xfe\xba\xbe)/.test(text),
  ],
  ['PDF', (text) => text.startsWith('%PDF')],
  ['PNG', (text) => text.startsWith('\x89PNG')],
  ['JPEG', (text) => text.startsWith('\xff\xd8\xff')],
  ['GIF', (text) => text.startsWith('GIF8')],
  ['ZIP', (text) => text.startsWith('PK\x03\x04')],
  ['GZIP', (text) => text.startsWith('\x1f\x8b')],
  ['HTML', (text) => /^\s*<(!doctype|html)/i.test(text)],
];

/**
 * @param name the file's name, for messages
 * @throws StudioError 'audio-empty', 'audio-unreadable' (`why` says what it looks like), 'audio-codec-unavailable'
 */
export function sniff(name: string, bytes: Uint8Array): AudioKind {
  if (bytes.length === 0) throw new StudioError('audio-empty', { name, fileBytes: 0 });
  const text = String.fromCharCode(...bytes.subarray(0, 512));
  if (/^(RIFF|RF64|BW64)/.test(text) && text.startsWith('WAVE', 8)) return { kind: 'wav' };
  if (text.startsWith('FORM') && /^AIF[FC]/.test(text.slice(8))) return { kind: 'aiff' };
  if (text.startsWith('.snd')) return { kind: 'au' };
  if (text.startsWith('caff')) return { kind: 'caf' };
  if (/^#!AMR(-WB)?\n/.test(text)) return { kind: 'amr' };
  if (text.startsWith('fLaC')) return { kind: 'flac' };
  if (text.startsWith('OggS')) return sniffOgg(name, bytes, text);
  if (text.startsWith('\x1a\x45\xdf\xa3')) return { kind: 'matroska' };
  if (/^(ftyp|moov|mdat|wide|free|skip)/.test(text.slice(4))) return { kind: 'mp4' };
  const foreign = undecodable.find(([, test]) => test(text));
  if (foreign) throw codecUnavailable(name, foreign[0]);
  const other = notAudio.find(([, test]) => test(text));
  // some bytes of anything look like frames to an MP3 decoder: what is known is not given to it
  const frame = other ? undefined : findMpegFrame(bytes);
  if (frame) return { kind: 'mpeg', frame };
  // an ADTS frame starts like an MPEG frame of the reserved layer
  if (bytes[0] === 0xff && (bytes[1]! & 0xf6) === 0xf0) throw codecUnavailable(name, 'AAC');
  throw unreadable(name, bytes, other?.[0]);
}

/** @param coding what the container calls it, or its name */
export function codecUnavailable(name: string, coding: string): StudioError {
  return new StudioError('audio-codec-unavailable', { name, codec: codingName(coding) });
}

function sniffOgg(name: string, bytes: Uint8Array, text: string): AudioKind {
  // the first page holds one packet: 27 bytes of header, one byte for each of its segments
  const packet = 27 + (bytes[26] ?? 0);
  const at = (offset: number) => bytes[packet + offset] ?? 0;
  if (text.startsWith('OpusHead', packet)) return { kind: 'ogg', codec: 'opus', channels: at(9) };
  if (text.startsWith('\x01vorbis', packet)) return { kind: 'ogg', codec: 'vorbis', channels: at(11) };
  // 51 bytes in: STREAMINFO, whose channel count less one sits in three bits
  if (text.startsWith('\x7fFLAC', packet))
    return { kind: 'ogg', codec: 'flac', channels: ((at(29) >> 1) & 7) + 1 };
  if (text.startsWith('Speex', packet)) throw codecUnavailable(name, 'Speex');
  throw codecUnavailable(name, 'Ogg');
}

function unreadable(name: string, bytes: Uint8Array, kind?: string): StudioError {
  if (kind === PROGRAM) return new StudioError('audio-unreadable', { why: 'program', name });
  if (kind) return new StudioError('audio-unreadable', { why: 'other-file', name, kind });
  if (isText(bytes)) return new StudioError('audio-unreadable', { why: 'text-file', name });
  return new StudioError('audio-unreadable', { name });
}

/** UTF-8 without control characters in the first 4 kB. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096);
  const text = new TextDecoder('utf-8').decode(start, { stream: true });
  // eslint-disable-next-line no-control-regex -- control characters are what tells text from the rest
  return !/[\x00-\x08\x0e-\x1f\ufffd]/.test(text);
}
