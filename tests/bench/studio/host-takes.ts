import { isOver, type Take, type TakeRequest } from '#contract/domain';
import type { Studio } from '#studio/studio';

/** @returns the id of a voice that a sample made */
export async function sampleVoice({ api }: Studio): Promise<string> {
  const recording = await api.openSample({ sampleId: 'sample-a' });
  const span = { startSec: 0, endSec: 4 };
  const voice = await api.saveVoice({ recordingId: recording.id, ...span, name: 'bench', transcript: '' });
  return voice.id;
}

/** @returns the take once it is done; @throws Error when it ends otherwise */
export async function finishTake(studio: Studio, request: TakeRequest): Promise<Take> {
  const take = await new Promise<Take>((resolve, reject) => {
    const stop = studio.on('takeChanged', (changed) => {
      if (!isOver(changed)) return;
      stop();
      resolve(changed);
    });
    studio.api.startTake(request).catch(reject);
  });
  if (take.state !== 'done') throw new Error(`the take ${take.state}: ${take.error?.code ?? ''}`);
  return take;
}

/** @returns the take once it is so */
export async function takeWhen(studio: Studio, takeId: string, isSo: (take: Take) => boolean): Promise<Take> {
  let stop = (): void => undefined;
  const come = new Promise<Take>((resolve) => {
    stop = studio.on('takeChanged', (take) => {
      if (take.id === takeId && isSo(take)) resolve(take);
    });
  });
  try {
    const now = await studio.api.getTake({ takeId });
    return isSo(now) ? now : await come;
  } finally {
    stop();
  }
}
