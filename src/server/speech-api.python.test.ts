import { spawnSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import { testResources } from '../../tests/support/studio/test-studio';
import { startServer, type RunningServer } from './server';

/** The official client for Python, where it is installed: pip install openai */
const isInstalled = spawnSync('python3', ['-c', 'import openai']).status === 0;

let home = '';
let server: RunningServer;
beforeAll(async () => {
  if (!isInstalled) return;
  home = await mkdtemp(join(tmpdir(), 'speech-api-'));
  server = await startServer({
    home,
    engine: memoryEngine,
    resourcesDir: testResources(),
    rendererDir: home,
  });
});
afterAll(async () => {
  if (!isInstalled) return;
  await server.close();
  await rm(home, { recursive: true, force: true });
});

const program = `
import openai, sys
client = openai.OpenAI(base_url=sys.argv[1] + "v1", api_key=sys.argv[2], max_retries=0)
spoken = dict(model="tts-1", voice="alloy", input="Hello there", response_format="pcm")
whole = client.audio.speech.create(**spoken, extra_body={"stream": False}).content
pieces = 0
with client.audio.speech.with_streaming_response.create(**spoken) as response:
    for piece in response.iter_bytes(4096):
        pieces += len(piece)
try:
    client.audio.speech.create(model="tts-1", voice="Nobody", input="Hello")
except openai.NotFoundError as error:
    print(len(whole), pieces, error.code)
`;

test.skipIf(!isInstalled)(
  'the official Python client speaks, streams, and is told of a voice that is not there (skipped without "pip install openai")',
  async () => {
    const { secret } = await server.studio.api.addApiKey({ name: 'python' });
    const child = spawn('python3', ['-c', program, server.url, secret]);
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    const [whole, pieces, code] = said.out.trim().split(' ');
    expect(said.err).toBe('');
    expect(Number(whole)).toBeGreaterThan(1000);
    expect(pieces).toBe(whole);
    expect(code).toBe('voice_not_found');
  },
);
