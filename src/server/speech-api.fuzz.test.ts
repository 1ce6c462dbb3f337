import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import { testResources } from '../../tests/support/studio/test-studio';
import { startServer, type RunningServer } from './server';

let home = '';
let server: RunningServer;
let key = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'speech-api-'));
  server = await startServer({
    home,
    engine: memoryEngine,
    resourcesDir: testResources(),
    rendererDir: home,
  });
  key = (await server.studio.api.addApiKey({ name: 'fuzz' })).secret;
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

/** Numbers from 0 to 1, the same for the same seed. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const hostile: readonly unknown[] = [
  ...[
    '',
    '\0',
    '../../etc/passwd',
    'file:///etc/passwd',
    'http://127.0.0.1/',
    '\ud800',
    '\u202e',
    'a'.repeat(5000),
  ],
  ...[0, -1, 1e308, NaN, 2 ** 53, null, true, [], {}, [[]], { id: '../..' }, { id: null }, { toString: 'x' }],
  ...['alloy', 'tts-1', 'pcm', 'constructor', '__proto__', '<|endofprompt|>', "'; DROP TABLE takes; --"],
];
const names = [
  ...[
    'model',
    'input',
    'voice',
    'instructions',
    'response_format',
    'speed',
    'stream',
    'stream_format',
    'seed',
  ],
  ...[
    'language',
    'top_p',
    'text',
    'speaker',
    'tts_text',
    'prompt_text',
    'prompt_wav',
    'spk_id',
    'name',
    'file',
  ],
  ...['__proto__', 'constructor', 'consent', 'transcript', 'instruct_text'],
];
const paths = [
  ...[
    '/v1/audio/speech',
    '/v1/audio/speech',
    '/v1/audio/voices',
    '/',
    '/v1/models/%00',
    '/v1/models/..%2f..',
    '/v1/models/%2500',
  ],
  ...[
    '/inference_zero_shot',
    '/inference_cross_lingual',
    '/inference_instruct2',
    '/inference_sft',
    '/speakers',
    '/v1/voices',
  ],
];

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** SEED=n npx vitest run src/server/speech-api.fuzz tries others. */
const SEED = Number(process.env.SEED ?? 20_261_130);
const REQUESTS = Number(process.env.REQUESTS ?? 600);

test(`${REQUESTS} drawn requests are answered or refused in words, and the studio stays well (seed ${SEED})`, async () => {
  const next = drawn(SEED);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  const bodyOf = () => {
    const fields = Array.from(
      { length: Math.floor(next() * 6) },
      () => [pick(names), pick(hostile)] as const,
    );
    const base = next() < 0.5 ? { model: 'tts-1', voice: 'alloy', input: 'Hi', response_format: 'pcm' } : {};
    return { ...base, ...Object.fromEntries(fields) };
  };
  for (let number = 0; number < REQUESTS; number++) {
    const path = pick(paths);
    const body = bodyOf();
    const way = pick(['json', 'cut', 'form', 'urlencoded', 'wrong', 'none'] as const);
    const json = JSON.stringify(body);
    const form = new FormData();
    for (const [name, value] of Object.entries(body))
      form.append(name, next() < 0.3 ? new Blob([textOf(value)]) : textOf(value));
    const ways = {
      json: { body: json, type: 'application/json' },
      cut: { body: json.slice(0, Math.floor(json.length * next())), type: 'application/json' },
      form: { body: form, type: undefined },
      urlencoded: {
        body: new URLSearchParams({ tts_text: textOf(pick(hostile)), spk_id: 'alloy' }),
        type: undefined,
      },
      wrong: { body: json, type: 'multipart/form-data; boundary=x' },
      none: { body: undefined, type: 'application/json' },
    };
    const { body: sent, type } = ways[way];
    const answer = await fetch(`${server.url}${path.slice(1)}`, {
      method: sent === undefined && next() < 0.5 ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const content = Buffer.from(await answer.arrayBuffer()).toString();
    const told = `${number}: ${path} ${way} ${json.slice(0, 300)} -> ${answer.status} ${content.slice(0, 300)}`;
    expect(
      answer.status === 200 || answer.status === 201 || (answer.status >= 400 && answer.status !== 500),
      told,
    ).toBe(true);
    if (answer.status >= 400) expect(content, told).toMatch(/^\{"error":\{"/);
    if (answer.status >= 400) expect(content, told).not.toMatch(/node_modules|\bat .*:\d+:\d+|SQLITE|Zod/);
  }
  expect((await fetch(`${server.url}health`)).status).toBe(200);
});
