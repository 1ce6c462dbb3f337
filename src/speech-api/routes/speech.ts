import type { SpeechHost } from '../speech-host';
import { StudioError } from '#contract/errors';
import { AUTO_ENGINE } from '#contract/engines';
import { languageTagSchema } from '#contract/languages';
import { findVoice } from '../find-voice';
import type { Route } from '../route';
import { sendSpoken } from '../send-spoken';
import { FieldError } from '../speech-errors';
import { clampedSpeed } from '../takes-of-requests';
import { advancedOf, parseFields, speechBodySchema } from '../speech-fields';

/** Names of OpenAI's models, each the best engine that there is. */
export const modelAliases = ['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts'] as const;

export const speechRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/v1/audio/speech',
    summary: 'Speaks a text with a voice of the library.',
    body: { type: 'json', schema: speechBodySchema },
    answers: 'audio',
    answer: async (door, request, reply) => {
      const body = parseFields(speechBodySchema, request.body);
      const host = door.host();
      const engine = await engineOf(host, body.model);
      const voice = await findVoice(host, body.voice);
      const advanced = advancedOf(body);
      return sendSpoken(
        ...[reply, door.takes],
        {
          ...{ voiceId: voice.id, engine, text: body.input, seed: body.seed, speed: body.speed },
          instruction: body.instructions ?? '',
          ...(advanced ? { advanced } : {}),
          ...languageOf(body.language),
        },
        {
          format: body.response_format,
          stream: body.stream || body.stream_format === 'sse',
          form: body.stream_format,
          headers: warningOf(body.speed),
        },
      );
    },
  },
  ...['/v1/models', '/v1/audio/models', '/audio/models'].map((url): Route => ({
    ...{ method: 'GET', url, answers: 'json', summary: 'What can be asked for as the model.' },
    answer: async ({ host }) => {
      const models = (await modelIds(host())).map(modelOf);
      return { object: 'list', data: models, models };
    },
  })),
  {
    ...{ method: 'GET', url: '/v1/models/:id', answers: 'json', summary: 'One model by its id.' },
    answer: async ({ host }, request) => {
      const { id } = request.params as { id: string };
      return modelOf(await requireModel(host(), id));
    },
  },
];

const modelOf = (id: string) => ({ id, object: 'model', created: 0, owned_by: 'cosyvoice-studio' });

async function modelIds({ api }: SpeechHost): Promise<string[]> {
  const { engine } = await api.getStatus();
  return [...modelAliases, ...engine.engines.map(({ id }) => id)];
}

/** @throws StudioError 'engine-unknown' */
async function engineOf(host: SpeechHost, model: string): Promise<string> {
  if (modelAliases.some((alias) => alias === model)) return AUTO_ENGINE;
  return requireModel(host, model);
}

/** @throws StudioError 'engine-unknown' */
async function requireModel(host: SpeechHost, model: string): Promise<string> {
  const ids = await modelIds(host);
  if (ids.includes(model)) return model;
  throw new StudioError('engine-unknown', { engine: model, known: ids.join(', ') });
}

function warningOf(speed: number): Readonly<Record<string, string>> {
  const used = clampedSpeed(speed);
  return used === speed ? {} : { 'x-studio-warning': `speed ${speed} is spoken as ${used}` };
}

function languageOf(tag: string | null | undefined): { readonly language?: string } {
  if (tag === null || tag === undefined || tag === '' || tag === 'auto') return {};
  const language = languageTagSchema.safeParse(tag);
  if (!language.success) throw new FieldError('language', 'a tag like en or zh');
  return { language: language.data };
}
