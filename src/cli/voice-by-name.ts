import type { Voice } from '#contract/domain';
import { idSchema } from '#contract/ids';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/**
 * A voice by its id, or by its name, case ignored.
 * @throws StudioError 'voice-not-found' with the names there are
 */
export async function findVoice({ api }: StudioService, wanted: string): Promise<Voice> {
  const [byId] = isId(wanted) ? (await api.listVoices({ ids: [wanted] })).voices : [];
  const name = fold(wanted);
  const voice = byId ?? (await allVoices(api)).find((each) => fold(each.name) === name);
  if (voice) return voice;
  const { voices, total } = await api.listVoices({ sort: 'name', limit: NAMED });
  const more = total > voices.length ? ` and ${total - voices.length} more` : '';
  const names = voices.map((each) => each.name).join(', ') + more;
  throw new StudioError('voice-not-found', { why: names === '' ? 'none' : 'name', voice: wanted, names });
}

/** @returns every voice that fits, page after page */
export async function allVoices(
  api: StudioService['api'],
  query: Parameters<StudioService['api']['listVoices']>[0] = {},
): Promise<Voice[]> {
  const all: Voice[] = [];
  for (;;) {
    const { voices, total } = await api.listVoices({ ...query, offset: all.length, limit: 500 });
    all.push(...voices);
    if (voices.length === 0 || all.length >= total) return all;
  }
}

/** A refusal names this many voices. */
const NAMED = 50;

const isId = (text: string): boolean => idSchema.safeParse(text).success;
const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
