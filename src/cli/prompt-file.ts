import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Recording, Span, Voice } from '#contract/domain';
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

/** @throws StudioError 'file-not-found' naming the file and why it cannot be read */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StudioError('file-not-found', `${file} cannot be read (${reason}).`, {
      cause,
      repair: 'Check the path and that you may read the file.',
      values: { file, reason },
    });
  }
}
