import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/**
 * A voice by its id, or by its name, case ignored.
 * @throws StudioError 'voice-not-found' with the names there are
 */
export async function findVoice({ api }: StudioService, wanted: string): Promise<Voice> {
  const voices = await api.listVoices();
  const name = wanted.trim().toLowerCase();
  const voice =
    voices.find((each) => each.id === wanted) ?? voices.find((each) => each.name.toLowerCase() === name);
  if (voice) return voice;
  const names = voices.map((each) => each.name).join(', ');
  throw new StudioError('voice-not-found', `There is no voice named "${wanted}".`, {
    repair: names === '' ? 'Make one with: enroll --prompt FILE --name NAME' : `The library has: ${names}.`,
    values: { voice: wanted, names },
  });
}
