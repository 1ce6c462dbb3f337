import type { z } from 'zod';
import { findVoice } from '../find-voice';
import { formOf } from '../form';
import type { Route } from '../route';
import { sendSpoken } from '../send-spoken';
import type { SpeechHost } from '../speech-host';
import { cosyVoiceBodySchema, officialForms, parseFields } from '../speech-fields';
import type { Asked } from '../takes-of-requests';
import { namedVoices } from './voices';

/** What programs ask that were written for the servers of CosyVoice itself. Sound goes out as 16-bit PCM at 24 kHz. */

const raw = { format: 'pcm', stream: true, headers: { 'x-sample-rate': '24000' } } as const;

export const cosyVoiceRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', url: '/speakers', answers: 'json', summary: 'Voices, as SillyTavern asks for them.' },
    answer: async ({ host }) => (await namedVoices(host())).map(({ id, name }) => ({ name, voice_id: id })),
  },
  {
    ...{ method: 'POST', url: '/', answers: 'audio', summary: 'Speaks a text, as SillyTavern asks for it.' },
    body: { type: 'json', schema: cosyVoiceBodySchema },
    answer: async ({ host, takes }, request, reply) => {
      const { text, speaker, speed, streaming } = parseFields(cosyVoiceBodySchema, request.body);
      const voice = await findVoice(host(), speaker);
      const asked = { voiceId: voice.id, text, speed };
      const isStreamed = streaming === true || streaming === 1 || streaming === 'true';
      return sendSpoken(reply, takes, asked, isStreamed ? raw : { format: 'wav', stream: false });
    },
  },
  ...official(
    'inference_zero_shot',
    officialForms.inference_zero_shot,
    'a prompt and what it says',
    async (host, asked) => ({
      ...(await promptVoice(host, asked.prompt_wav, asked.prompt_text)),
      mode: 'zero_shot',
    }),
  ),
  ...official(
    'inference_cross_lingual',
    officialForms.inference_cross_lingual,
    'a prompt without its words',
    async (host, asked) => ({
      ...(await promptVoice(host, asked.prompt_wav)),
      mode: 'cross_lingual',
    }),
  ),
  ...official(
    'inference_instruct2',
    officialForms.inference_instruct2,
    'a prompt and how to speak',
    async (host, asked) => ({
      ...(await promptVoice(host, asked.prompt_wav)),
      ...{ mode: 'instruct2', instruction: asked.instruct_text },
    }),
  ),
  ...official('inference_sft', officialForms.inference_sft, 'a voice by its name', async (host, asked) => ({
    voiceId: (await findVoice(host, asked.spk_id)).id,
  })),
];

/** A route of the official server, whose clients send their forms by GET as well. */
function official<S extends z.ZodObject<{ tts_text: z.ZodString }>>(
  name: string,
  schema: S,
  says: string,
  askedOf: (host: SpeechHost, form: z.output<S>) => Promise<Omit<Asked, 'text'>>,
): Route[] {
  return (['GET', 'POST'] as const).map((method) => ({
    ...{ method, url: `/${name}`, answers: 'audio', summary: `The official server: ${says}.` },
    body: { type: 'form', schema },
    answer: async ({ host, takes }, request, reply) => {
      const form = parseFields(schema, await formOf(request));
      return sendSpoken(reply, takes, { ...(await askedOf(host(), form)), text: form.tts_text }, raw);
    },
  }));
}

/** A voice that speaks with this prompt and is not kept; the same prompt gives the same one. */
async function promptVoice(
  { api }: SpeechHost,
  bytes: Uint8Array,
  transcript = '',
): Promise<{ readonly voiceId: string }> {
  const { id: recordingId, durationSec } = await api.openAudioFile({ name: 'prompt_wav', bytes });
  const span = { startSec: 0, endSec: durationSec };
  return { voiceId: (await api.tryPrompt({ recordingId, ...span, name: 'prompt_wav', transcript })).id };
}
