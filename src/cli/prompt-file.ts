import { basename } from 'node:path';
import type { Recording, Span, Voice } from '#contract/domain';
import type { StudioService } from '#contract/studio-api';
import { readGiven } from './given-file';
import { seconds } from './options';

/** Options that choose a piece of a prompt file. */
export interface SpanOptions {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** @throws StudioError 'file-not-found', or 'audio-…' when it is no usable audio */
export async function openPrompt({ api }: StudioService, file: string): Promise<Recording> {
  return api.openAudioFile({ name: basename(file), bytes: await readGiven(file) });
}

/** The whole file, or from --start to --end, as a voice of the library. */
export async function saveVoice(
  service: StudioService,
  file: string,
  voice: { readonly name: string; readonly transcript: string },
  options: SpanOptions,
): Promise<Voice> {
  const recording = await openPrompt(service, file);
  return service.api.saveVoice({ recordingId: recording.id, ...spanOf(recording, options), ...voice });
}

/** The whole recording where nothing is said. @throws StudioError 'usage' for what is no number of seconds */
export function spanOf({ durationSec }: Pick<Recording, 'durationSec'>, { start, end }: SpanOptions): Span {
  return {
    startSec: start === undefined ? 0 : seconds('--start', start),
    endSec: end === undefined ? durationSec : seconds('--end', end),
  };
}
