import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI, { APIError } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWav, writeWav } from '#audio/wav';
import { decodeAudio } from '#engine/decode/decode-audio';
import { StudioError } from '#contract/errors';
import type { Take } from '#contract/domain';
import { buildScript, type BuiltScript, memoryEngine } from '../../tests/support/studio/test-launchers';
import { tone } from '../../tests/support/studio/test-engine';
import { isOver, testResources } from '../../tests/support/studio/test-studio';
import { forkProgram } from './fork-program';
import { startServer, type RunningServer } from './server';

/** Each client as it really asks, on a real server. */

let home = '';
let script: BuiltScript;
let server: RunningServer;
let key = '';
let anna = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'speech-api-'));
  script = await buildScript('../../../src/engine/helper-process.ts');
  server = await startServer({
    home,
    engine: memoryEngine,
    resourcesDir: testResources(),
    rendererDir: home,
    programs: { start: forkProgram, helperEntry: script.file },
  });
  key = (await server.studio.api.addApiKey({ name: 'tests' })).secret;
});
afterAll(async () => {
  await server.close();
  await script.remove();
  await rm(home, { recursive: true, force: true });
});

const at = (path: string) => `${server.url}${path.slice(1)}`;
const auth = () => ({ authorization: `Bearer ${key}` });
const ask = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...auth(), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const speech = (body: object) =>
  ask('/v1/audio/speech', { model: 'tts-1', input: 'Hello there', voice: 'alloy', ...body });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const secondsOf = async (bytes: Uint8Array) => {
  const { samples, sampleRateHz } = await decodeAudio({ name: 'a', bytes });
  return samples.length / sampleRateHz;
};
const errorOf = async (response: Response) =>
  (
    (await response.json()) as {
      error: { message: string; type: string; code: string; param: string | null };
    }
  ).error;
/** Of its 16-bit sound. */
const bytesOfTake = async ({ id: takeId }: Take) =>
  (await server.studio.api.getTakeAudio({ takeId })).samples.length * 2;
const whenOver = async (takeId: string): Promise<Take> => {
  for (;;) {
    const take = await server.studio.api.getTake({ takeId });
    if (isOver(take)) return take;
    await new Promise<void>((resolve) => {
      const stop = server.studio.on('takeChanged', () => {
        stop();
        resolve();
      });
    });
  }
};

describe('a library without a voice', () => {
  test('is answered by a sample voice, for the names that OpenAI has; others are told', async () => {
    const answer = await speech({ response_format: 'pcm' });
    expect(answer.status).toBe(200);
    expect((await bytesOf(answer)).length).toBeGreaterThan(1000);
    expect(decodeURIComponent(answer.headers.get('x-voice')!)).toContain('Sample voice');
    const nobody = await speech({ voice: 'Nobody' });
    expect(nobody.status).toBe(404);
    expect(await errorOf(nobody)).toEqual({
      message: 'There is no voice “Nobody”. GET /v1/audio/voices lists the voices of this studio.',
      type: 'invalid_request_error',
      code: 'voice_not_found',
      param: null,
    });
  });

  test('gets a voice by a form', async () => {
    const form = new FormData();
    form.set('name', 'Anna');
    form.set('transcript', 'hello there');
    form.set('consent', 'own');
    const wav = writeWav({ sampleRateHz: 24_000, channels: [tone(96_000, 120)], bitDepth: 16 });
    form.set('file', new Blob([wav.slice()]), 'anna.wav');
    const made = await fetch(at('/v1/audio/voices'), { method: 'POST', headers: auth(), body: form });
    expect(made.status).toBe(201);
    anna = ((await made.json()) as { id: string }).id;
    const voice = await server.studio.api.getVoice({ voiceId: anna });
    expect(voice).toMatchObject({ name: 'Anna', transcript: 'hello there', consent: { kind: 'own' } });
    const refused = new FormData();
    refused.set('name', 'Ben');
    refused.set('file', new Blob(['no sound']), 'ben.wav');
    const unreadable = await fetch(at('/v1/audio/voices'), {
      method: 'POST',
      headers: auth(),
      body: refused,
    });
    expect([400, 422]).toContain(unreadable.status);
  });
});

describe('the official client', () => {
  const client = () => new OpenAI({ baseURL: at('/v1'), apiKey: key, maxRetries: 0 });

  test('speaks, by default as MP3', async () => {
    const answer = await client().audio.speech.create({
      model: 'tts-1',
      voice: 'alloy',
      input: 'Good evening.',
    });
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    expect(await secondsOf(new Uint8Array(await answer.arrayBuffer()))).toBeGreaterThan(0.5);
  });

  test('reads the stream as it comes', async () => {
    const lines = Array.from({ length: 8 }, (_, line) => `This is the line with the number ${line}.`).join(
      '\n',
    );
    const answer = await client().audio.speech.create({
      ...{ model: 'gpt-4o-mini-tts', voice: 'coral', input: lines, response_format: 'pcm' },
      instructions: 'Speak happily.',
    });
    const pieces: number[] = [];
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) pieces.push(piece.length);
    expect(pieces.length).toBeGreaterThan(1);
    const take = await whenOver(answer.headers.get('x-take-id')!);
    expect(take.recipe).toMatchObject({ mode: 'instruct2', instruction: 'Speak happily.' });
    expect(pieces.reduce((sum, each) => sum + each, 0)).toBe(await bytesOfTake(take));
  });

  test('lists models, and is told of a wrong key, a wrong model and a wrong field as it expects', async () => {
    expect((await client().models.list()).data.map(({ id }) => id)).toContain('tts-1-hd');
    expect(await client().models.retrieve('draft')).toMatchObject({ id: 'draft', object: 'model' });
    const wrong = (change: object, apiKey = key) =>
      new OpenAI({ baseURL: at('/v1'), apiKey, maxRetries: 0 }).audio.speech
        .create({ model: 'tts-1', voice: 'alloy', input: 'Hello', ...change })
        .catch((thrown: unknown) => thrown);
    expect(await wrong({}, 'sk-nobody')).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(await wrong({ model: 'whisper-1' })).toMatchObject({ status: 404, code: 'model_not_found' });
    const field = await wrong({ response_format: 'aiff' });
    expect(field).toBeInstanceOf(APIError);
    expect(field).toMatchObject({ status: 400, code: 'bad-request', param: 'response_format' });
  });
});

describe('other programs', () => {
  test('Open WebUI asks for models and voices, and for MP3 with a name', async () => {
    expect(await (await ask('/audio/models')).json()).toMatchObject({
      models: [{ id: 'tts-1' }, {}, {}, {}, {}],
    });
    const listed = { id: anna, name: 'Anna' };
    for (const path of ['/audio/voices', '/v1/audio/voices', '/v1/voices'])
      expect(await (await ask(path)).json()).toMatchObject({ voices: [listed], data: [listed] });
    const answer = await ask('/v1/audio/speech', { model: 'tts-1', input: 'Hi **there** 😀', voice: 'Anna' });
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    const take = await whenOver(answer.headers.get('x-take-id')!);
    expect(take.recipe.voiceId).toBe(anna);
  });

  test('LibreChat says no format, and pipes what comes', async () => {
    const answer = await speech({ voice: anna, backend: 'openai' });
    expect((await bytesOf(answer)).length).toBeGreaterThan(1000);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  test('SillyTavern asks for speakers, and for raw sound or a file', async () => {
    expect(await (await ask('/speakers')).json()).toEqual([{ name: 'Anna', voice_id: anna }]);
    const raw = await ask('/', { text: 'Hello there', speaker: 'Anna', streaming: 1 });
    expect((await bytesOf(raw)).length % 2).toBe(0);
    const whole = await ask('/', { text: 'Hello there', speaker: 'Anna', streaming: 0 });
    const wav = await bytesOf(whole);
    expect(Number(whole.headers.get('content-length'))).toBe(wav.length);
    expect(readWav(wav).channels[0]!.length).toBeGreaterThan(5000);
  });

  test.each(['GET', 'POST'])('the official server’s client sends a prompt by %s', async (method) => {
    const form = new FormData();
    form.set('tts_text', 'Hello there');
    form.set('prompt_text', 'hello there');
    const wav = writeWav({ sampleRateHz: 16_000, channels: [tone(64_000, 120, 16_000)], bitDepth: 16 });
    form.set('prompt_wav', new Blob([wav.slice()]), 'prompt_wav');
    const body = new Response(form);
    const answer = await new Promise<{ status: number; bytes: number; takeId: string }>((resolve, reject) => {
      void body.arrayBuffer().then((content) => {
        const headers = {
          ...auth(),
          'content-type': body.headers.get('content-type')!,
          'content-length': content.byteLength,
        };
        const asking = httpRequest(at('/inference_zero_shot'), { method, headers }, (response) => {
          let bytes = 0;
          response.on('data', (piece: Buffer) => (bytes += piece.length));
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              bytes,
              takeId: String(response.headers['x-take-id']),
            }),
          );
        });
        asking.once('error', reject).end(Buffer.from(content));
      }, reject);
    });
    expect(answer.status).toBe(200);
    const take = await whenOver(answer.takeId);
    expect(take.recipe.mode).toBe('zero_shot');
    expect(answer.bytes).toBe(await bytesOfTake(take));
  });

  test('events are base64 that ends with what was used', async () => {
    const answer = await speech({ stream_format: 'sse', response_format: 'pcm' });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const events = (await answer.text())
      .trim()
      .split('\n\n')
      .map(
        (each) => JSON.parse(each.replace('data: ', '')) as { type: string; audio?: string; usage?: object },
      );
    expect(events.at(-1)).toEqual({
      type: 'speech.audio.done',
      usage: { input_tokens: 11, output_tokens: 0, total_tokens: 11 },
    });
    const take = await whenOver(answer.headers.get('x-take-id')!);
    const sound = events.slice(0, -1).map(({ audio = '' }) => Buffer.from(audio, 'base64').length);
    expect(sound.reduce((sum, each) => sum + each, 0)).toBe(await bytesOfTake(take));
  });
});

describe('what is promised', () => {
  test.each(['mp3', 'opus', 'flac', 'wav'])('%s is heard as long as the take', async (format) => {
    for (const stream of [true, false]) {
      const answer = await speech({ response_format: format, stream });
      const bytes = await bytesOf(answer);
      expect(answer.headers.has('content-length')).toBe(!stream);
      const take = await whenOver(answer.headers.get('x-take-id')!);
      expect(Math.abs((await secondsOf(bytes)) - take.audioSec!)).toBeLessThan(0.2);
    }
  });

  test('a failure before the first sound is an error; one behind it breaks the connection off', async () => {
    const before = await speech({ input: 'fail', response_format: 'pcm' });
    expect(before.status).toBe(503);
    expect(before.headers.get('content-type')).toContain('json');
    expect((await errorOf(before)).type).toBe('server_error');
    const behind = await speech({ input: 'This goes well.\nfail', response_format: 'pcm' });
    expect(behind.status).toBe(200);
    await expect(bytesOf(behind)).rejects.toThrow();
  });

  test('a client that leaves cancels its take', async () => {
    const leaving = new AbortController();
    const answer = await fetch(at('/v1/audio/speech'), {
      ...{
        method: 'POST',
        signal: leaving.signal,
        headers: { ...auth(), 'content-type': 'application/json' },
      },
      body: JSON.stringify({
        model: 'tts-1',
        voice: 'alloy',
        input: 'One line.\nslow',
        response_format: 'pcm',
      }),
    });
    leaving.abort();
    expect(await whenOver(answer.headers.get('x-take-id')!)).toMatchObject({ state: 'cancelled' });
  });

  test('speed, seed and the knobs of other servers are the take’s own; what lies outside is told', async () => {
    const take = async (body: object) => whenOver((await speech(body)).headers.get('x-take-id')!);
    expect((await take({ seed: 77, speed: 4, top_p: 0.5, tau_r: 0.2 })).recipe).toMatchObject({
      seed: 77,
      speed: 2,
      advanced: { topP: 0.5, repetitionShare: 0.2 },
    });
    expect((await speech({ speed: 4 })).headers.get('x-studio-warning')).toContain('2');
    expect((await speech({ speed: 1.5 })).headers.has('x-studio-warning')).toBe(false);
    expect((await speech({ top_p: 7 })).status).toBe(400);
  });

  test('every take is of the project API, or of none where nothing is kept', async () => {
    const kept = (await speech({})).headers.get('x-take-id')!;
    const { projectId } = await server.studio.api.getTake({ takeId: kept });
    expect((await server.studio.api.getProject({ projectId })).name).toBe('API');
    await server.studio.api.archiveProject({ projectId, archived: true });
    const next = [await speech({}), await speech({})].map((answer) => answer.headers.get('x-take-id')!);
    const [first, second] = await Promise.all(next.map((takeId) => server.studio.api.getTake({ takeId })));
    expect((await server.studio.api.getProject({ projectId: first!.projectId })).name).toBe('API 2');
    expect(second!.projectId).toBe(first!.projectId);
    await server.studio.api.updateSettings({ speechTakesKept: false });
    const answer = await speech({ stream: false });
    expect((await bytesOf(answer)).length).toBeGreaterThan(100);
    await expect
      .poll(() =>
        server.studio.api
          .getTake({ takeId: answer.headers.get('x-take-id')! })
          .catch((thrown: unknown) => StudioError.from(thrown).code),
      )
      .toBe('take-not-found');
    await server.studio.api.updateSettings({ speechTakesKept: true });
  });

  test('a name of OpenAI is the voice that the settings give it', async () => {
    const { id } = await server.studio.api.duplicateVoice({ voiceId: anna });
    await server.studio.api.updateSettings({ speechVoices: { nova: id } });
    const answer = await speech({ voice: 'nova' });
    expect((await whenOver(answer.headers.get('x-take-id')!)).recipe.voiceId).toBe(id);
  });
});

describe('the door', () => {
  test('a key opens these routes and nothing else; a renewed one opens nothing', async () => {
    for (const path of ['/', '/index.html', '/studio', '/openapi.json']) {
      const { status } = await fetch(at(path), { headers: auth() });
      expect([path, status === 401]).toEqual([path, path !== '/openapi.json']);
    }
    const made = await server.studio.api.addApiKey({ name: 'phone' });
    const status = async (secret: string) =>
      (await fetch(at('/v1/models'), { headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await status(made.secret)).toBe(200);
    const renewed = await server.studio.api.renewApiKey({ keyId: made.id });
    expect([await status(made.secret), await status(renewed.secret)]).toEqual([401, 200]);
    expect((await server.studio.api.listApiKeys()).find(({ id }) => id === made.id)?.usedAt).toBeDefined();
    await server.studio.api.removeApiKey({ keyId: made.id });
    expect(await status(renewed.secret)).toBe(401);
    expect(JSON.stringify(await server.studio.api.readLog({ limit: 10_000 }))).not.toContain(made.secret);
  });

  test('pages of other origins may ask only where they were named', async () => {
    const preflight = (origin: string) =>
      fetch(at('/v1/audio/speech'), {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    expect((await preflight('https://chat.example')).status).toBe(401);
    await server.studio.api.updateSettings({ speechOrigins: ['https://chat.example'] });
    const allowed = await preflight('https://chat.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://chat.example');
    expect((await preflight('https://evil.example')).status).toBe(401);
  });

  test('what is no request is refused in words', async () => {
    for (const [body, type, status] of [
      ['{', 'application/json', 400],
      ['[]', 'application/json', 400],
      ['hello', 'text/plain', 415],
      [
        JSON.stringify({ model: 'tts-1', voice: 'alloy', input: 'x'.repeat(3_000_000) }),
        'application/json',
        413,
      ],
    ] as const) {
      const answer = await ask('/v1/audio/speech', body, { 'content-type': type });
      expect([type, answer.status]).toEqual([type, status]);
      expect((await errorOf(answer)).message).toMatch(/\.$/);
    }
    const chinese = await ask('/v1/audio/speech', '{', { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect((await errorOf(chinese)).message).toContain('无法读取');
  });

  test('more than can wait are told to come again, and the rest are spoken', async () => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => speech({ response_format: 'pcm' })));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(64);
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(answers.find(({ status }) => status === 429)!.headers.get('retry-after')).toBe('5');
  });
});
