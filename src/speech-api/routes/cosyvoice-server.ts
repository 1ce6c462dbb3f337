import { AUTO_ENGINE } from '#contract/engines';
import type { Voice } from '#contract/domain';
import { findVoice } from '../find-voice';
import { formOf } from '../form';
import type { Route } from '../route';
import { sendSpoken } from '../send-spoken';
import type { SpeechHost } from '../speech-host';
import { cosyVoiceBodySchema, officialForms, parseFields } from '../speech-fields';
import { namedVoices } from './voices';

/** What programs ask that were written for the servers of CosyVoice itself. Sound goes out as 16-bit PCM at 24 kHz. */

const raw = { format: 'pcm', stream: true, headers: { 'x-sample-rate': '24000' } } as const;
const form = <K extends keyof typeof officialForms>(name: K) =>
  ({ type: 'form', schema: officialForms[name] }) as const;

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
      const asked = { voiceId: voice.id, engine: AUTO_ENGINE, text, speed };
      const isStreamed = streaming === true || streaming === 1 || streaming === 'true';
      return sendSpoken(reply, takes, asked, isStreamed ? raw : { format: 'wav', stream: false });
    },
  },
  ...(['GET', 'POST'] as const).flatMap((method): Route[] => [
    {
      ...{ method, url: '/inference_zero_shot', answers: 'audio', body: form('inference_zero_shot') },
      summary: 'The official server: a prompt and what it says.',
      answer: async ({ host, takes }, request, reply) => {
        const asked = parseFields(officialForms.inference_zero_shot, await formOf(request));
        const voice = await promptVoice(host(), asked.prompt_wav, asked.prompt_text);
        return sendSpoken(reply, takes, { ...by(voice), text: asked.tts_text, mode: 'zero_shot' }, raw);
      },
    },
    {
      ...{ method, url: '/inference_cross_lingual', answers: 'audio', body: form('inference_cross_lingual') },
      summary: 'The official server: a prompt without its words.',
      answer: async ({ host, takes }, request, reply) => {
        const asked = parseFields(officialForms.inference_cross_lingual, await formOf(request));
        const voice = await promptVoice(host(), asked.prompt_wav, '');
        return sendSpoken(reply, takes, { ...by(voice), text: asked.tts_text, mode: 'cross_lingual' }, raw);
      },
    },
    {
      ...{ method, url: '/inference_instruct2', answers: 'audio', body: form('inference_instruct2') },
      summary: 'The official server: a prompt and how to speak.',
      answer: async ({ host, takes }, request, reply) => {
        const asked = parseFields(officialForms.inference_instruct2, await formOf(request));
        const voice = await promptVoice(host(), asked.prompt_wav, '');
        const { tts_text: text, instruct_text: instruction } = asked;
        return sendSpoken(reply, takes, { ...by(voice), text, instruction, mode: 'instruct2' }, raw);
      },
    },
    {
      ...{ method, url: '/inference_sft', answers: 'audio', body: form('inference_sft') },
      summary: 'The official server: a voice by its name.',
      answer: async ({ host, takes }, request, reply) => {
        const asked = parseFields(officialForms.inference_sft, await formOf(request));
        const voice = await findVoice(host(), asked.spk_id);
        return sendSpoken(reply, takes, { ...by(voice), text: asked.tts_text }, raw);
      },
    },
  ]),
];

const by = ({ id }: Voice) => ({ voiceId: id, engine: AUTO_ENGINE });

/** A voice that speaks with this prompt and is not kept; the same prompt gives the same one. */
async function promptVoice({ api }: SpeechHost, bytes: Uint8Array, transcript: string): Promise<Voice> {
  const { id: recordingId, durationSec } = await api.openAudioFile({ name: 'prompt_wav', bytes });
  return api.tryPrompt({ recordingId, startSec: 0, endSec: durationSec, name: 'prompt_wav', transcript });
}
