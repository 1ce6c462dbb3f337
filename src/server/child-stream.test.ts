import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readItems } from '#contract/item-stream';
import { connect } from '#contract/rpc';
import { READ_AHEAD } from '#contract/stream-reader';
import { type BuiltScript, buildScript } from '../../tests/support/studio/test-launchers';
import { chunkContract } from '../../tests/support/studio/test-stream';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { forkProgram } from './fork-program';

describe('a stream from a child process', () => {
  let script: BuiltScript;
  beforeAll(async () => {
    script = await buildScript('test-stream-process.ts');
  });
  afterAll(() => script.remove());

  const start = () => {
    const child = engineLauncher(forkProgram, {
      ...{ entry: script.file, resourcesDir: '/nowhere', modelsDir: '/nowhere' },
    }).launch();
    const { api, on } = connect(chunkContract, child.port);
    const made: number[] = [];
    on('made', (count) => made.push(count));
    const stopped = new Promise<number>((resolve) => on('stopped', resolve));
    return { api, made, stopped, end: () => child.kill() };
  };

  test('arrives in order, with its samples and its result', async () => {
    const { api, end } = start();
    const heard: number[] = [];
    const result = await readItems(api.chunks({ chunks: 40 }), (chunk) => {
      expect(chunk).toHaveLength(24_000);
      heard.push(chunk[0]!);
    });
    expect(heard).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(result).toBe(40);
    end();
  });

  test('makes the child wait while nobody reads, and stop when the loop is left', async () => {
    const { api, made, stopped, end } = start();
    for await (const chunk of api.chunks({ chunks: 1_000_000 })) {
      const heard = chunk[0]!;
      // every message that was sent before this answer has arrived by then
      await api.chunks({ chunks: 0 }).next();
      expect(Math.max(...made)).toBeLessThanOrEqual(heard + READ_AHEAD);
      if (heard === 30) break;
    }
    expect(await stopped).toBeLessThanOrEqual(30 + READ_AHEAD);
    end();
  });

  test('ends with its failure behind the chunks before it', async () => {
    const { api, end } = start();
    let heard = 0;
    const reading = readItems(api.chunks({ chunks: 9, failAfter: 7 }), () => {
      heard += 1;
    });
    await expect(reading).rejects.toMatchObject({ code: 'disk-full' });
    expect(heard).toBe(7);
    end();
  });

  test('fails when the child dies in the middle', async () => {
    const { api } = start();
    const reading = readItems(api.chunks({ chunks: 1_000_000, exitAfter: 20 }), () => undefined);
    await expect(reading).rejects.toMatchObject({ code: 'connection-lost' });
  });
});
