import type { Recording } from '#contract/domain';
import { reportError, reviveError, StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import { decodeInWindow } from '../../lib/decode-in-window';

/** The studio decodes first; what it has no codec for is decoded by the browser and sent as PCM. */
export async function openAudio(
  api: StudioApi,
  file: File,
  onDecodeHere: () => void = () => undefined,
): Promise<Recording> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return await api.openAudioFile({ name: file.name, bytes });
  } catch (thrown) {
    const error = StudioError.from(thrown);
    if (error.code !== 'audio-codec-unavailable') throw error;
    onDecodeHere();
    const format = file.name.includes('.') ? file.name.split('.').at(-1)!.toLowerCase() : file.type;
    return api.addRecording({ name: file.name, format, ...(await decodeHere(file.name, bytes, error)) });
  }
}

/** What the browser cannot decode either is refused with the studio's reason: it names the codec. */
async function decodeHere(name: string, bytes: Uint8Array, refusal: StudioError) {
  try {
    return await decodeInWindow(name, bytes);
  } catch (cause) {
    throw reviveError({ ...reportError(refusal), trace: String(cause) });
  }
}
