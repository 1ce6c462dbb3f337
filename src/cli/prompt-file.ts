import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { limits, type Recording, type Span, type Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';
import { seconds } from './options';

/** Options that choose a piece of a prompt file. */
export interface SpanOptions {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** @throws StudioError 'file-not-found', or 'audio-…' when it is no usable audio */
export async function openPrompt({ api }: StudioService, file: string): Promise<Recording> {
  return api.openAudioFile({ name: basename(file), bytes: await readBytes(file) });
}

/** The whole file, or from --start to --end, as a voice of the library. */
export async function saveVoice(
  service: StudioService,
  file: string,
  voice: { readonly name: string; readonly transcript: string },
  options: SpanOptions,
): Promise<Voice> {
  const recording = await openPrompt(service, file);
  const span: Span = {
    startSec: options.start === undefined ? 0 : seconds('--start', options.start),
    endSec: options.end === undefined ? recording.durationSec : seconds('--end', options.end),
  };
  return service.api.saveVoice({ recordingId: recording.id, ...span, ...voice });
}

/** @throws StudioError 'file-not-found' naming the file and why it cannot be read, 'not-a-file', 'file-too-large' */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    refuseTooLarge(file, (await requireFile(file)).size);
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StudioError('file-not-found', `${file} cannot be read (${reason}).`, {
      cause,
      repair: 'Check the path and that you may read the file.',
      values: { file, reason },
    });
  }
}

/**
 * A pipe may wait for ever, a device never end: they are asked what they are before they are opened.
 * @throws StudioError 'not-a-file'; the system's error where nothing lies
 */
export async function requireFile(file: string): Promise<Stats> {
  const facts = await stat(file);
  if (facts.isFile()) return facts;
  throw new StudioError('not-a-file', `${file} is a folder, a pipe or a device, not a file.`, {
    repair: 'Save it as a file first and give that.',
    values: { file },
  });
}

function refuseTooLarge(file: string, bytes: number): void {
  const { max } = limits.openedBytes;
  if (bytes <= max) return;
  const megabytes = Math.round(bytes / 1e6);
  throw new StudioError('file-too-large', `${file} has ${megabytes} MB; at most ${max / 1e6} MB are read.`, {
    repair: 'Cut out the part you need and open that.',
    values: { file, megabytes, maxMegabytes: max / 1e6 },
  });
}
