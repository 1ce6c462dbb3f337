import type { Voice } from '#contract/domain';
import { limits } from '#contract/limits';
import { formOf } from '../form';
import type { Route } from '../route';
import type { SpeechHost } from '../speech-host';
import { newVoiceFormSchema, parseFields } from '../speech-fields';

/** So many are named to programs that ask for voices; each can be asked for by its name all the same. */
const MOST_NAMED = 500;

export const voiceRoutes: readonly Route[] = [
  ...['/v1/audio/voices', '/v1/voices', '/audio/voices'].map((url): Route => ({
    ...{ method: 'GET', url, answers: 'json', summary: 'The voices of the library.' },
    answer: async ({ host }) => {
      const voices = (await namedVoices(host())).map(({ id, name }) => ({ id, name, object: 'voice' }));
      return { object: 'list', voices, data: voices };
    },
  })),
  {
    ...{ method: 'POST', url: '/v1/audio/voices', answers: 'json' },
    summary: 'Makes a voice of a recording, 3 to 30 seconds of one speaker.',
    body: { type: 'form', schema: newVoiceFormSchema },
    answer: async ({ host }, request, reply) => {
      const { name, file, transcript, consent } = parseFields(newVoiceFormSchema, await formOf(request));
      const { api } = host();
      const { id: recordingId, durationSec, report } = await api.openAudioFile({ name, bytes: file });
      const all = { startSec: 0, endSec: durationSec };
      const span = durationSec <= limits.promptSec.max ? all : (report.best ?? all);
      const voice = await api.saveVoice({ recordingId, ...span, name, transcript });
      if (consent) await api.stateConsent({ voiceId: voice.id, consent: { kind: consent } });
      reply.code(201);
      return { id: voice.id, object: 'voice', name: voice.name, created_at: seconds(voice) };
    },
  },
];

const seconds = ({ createdAt }: Voice) => Math.floor(Date.parse(createdAt) / 1000);

/** The favourites first. */
export async function namedVoices({ api }: SpeechHost): Promise<Voice[]> {
  const { voices } = await api.listVoices({ sort: 'name', limit: MOST_NAMED });
  return [...voices.filter(({ favourite }) => favourite), ...voices.filter(({ favourite }) => !favourite)];
}
