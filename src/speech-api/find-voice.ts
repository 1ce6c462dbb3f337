import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { idSchema } from '#contract/ids';
import { foldName } from '#contract/names';
import type { SpeechHost } from './speech-host';

/** Names that clients of the OpenAI API ask for without looking. */
export const openAiVoices = [
  ...['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer', 'verse'],
  ...['marin', 'cedar'],
] as const;

const isOpenAiVoice = (name: string) => openAiVoices.some((known) => known === name);

/**
 * A voice by its id or name. A name of OpenAI's is the voice that the settings give it, else the library's first, else a
 * sample voice that ships with the studio: a client that knows nothing of this library is answered by somebody.
 * @throws StudioError 'voice-not-found'
 */
export async function findVoice(
  { api }: SpeechHost,
  named: string | { readonly id: string },
): Promise<Voice> {
  const wanted = typeof named === 'string' ? named : named.id;
  const known =
    (await byId(api, wanted)) ?? (typeof named === 'string' ? await byName(api, wanted) : undefined);
  if (known) return known;
  if (!isOpenAiVoice(wanted)) throw new StudioError('voice-not-found', { why: 'asked', name: wanted });
  const { speechVoices } = await api.getSettings();
  return (await byId(api, speechVoices[wanted] ?? '')) ?? (await firstVoice(api)) ?? (await sampleVoice(api));
}

type Api = SpeechHost['api'];

async function byId(api: Api, id: string): Promise<Voice | undefined> {
  if (!idSchema.safeParse(id).success) return undefined;
  return (await api.listVoices({ ids: [id] })).voices[0];
}

async function byName(api: Api, name: string): Promise<Voice | undefined> {
  const { voices } = await api.listVoices({ text: name.slice(0, 200), sort: 'match', limit: 500 });
  return voices.find((voice) => foldName(voice.name) === foldName(name));
}

async function firstVoice(api: Api): Promise<Voice | undefined> {
  const favourites = await api.listVoices({ favourite: true, limit: 1 });
  return favourites.voices[0] ?? (await api.listVoices({ limit: 1 })).voices[0];
}

async function sampleVoice(api: Api): Promise<Voice> {
  const [sample] = await api.listSamples();
  if (!sample) throw new StudioError('voice-not-found', { why: 'none-yet' });
  const { id: recordingId, durationSec } = await api.openSample({ sampleId: sample.id });
  const { name, transcript } = sample;
  return api.tryPrompt({ recordingId, startSec: 0, endSec: durationSec, name: name.en, transcript });
}
