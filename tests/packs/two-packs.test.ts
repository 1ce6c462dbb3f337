import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { CosyVoice3Engine } from '../../src/engine/cosyvoice3/cosyvoice3-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';
import { testFolder } from '../golden/compiler/tiny-model';
import { compiledPack } from './compiled-pack';
import { takeRequest, watchedContext } from './test-engine';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const folder = testFolder();
let engine: CosyVoice3Engine;
let ids: string[];
beforeAll(async () => {
  const dir = await compiledPack(folder.path, { llm: 'q8', flow: 'int8' });
  const first = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { id: string };
  const modelsDir = join(folder.path, 'two');
  cpSync(dir, join(modelsDir, 'other'), { recursive: true });
  writeFileSync(join(modelsDir, 'other', 'manifest.json'), JSON.stringify({ ...first, id: 'other' }));
  symlinkSync(dir, join(modelsDir, first.id));
  ids = [first.id, 'other'];
  engine = new CosyVoice3Engine({ presets: [], modelsDir });
});

test('a take is made with the pack that it names, and two packs of the same weights give the same take', async () => {
  const speak = (packId: string) => speakWhole(engine.speak({ ...takeRequest(), packId }, watchedContext()));
  const [one, other] = [await speak(ids[0]!), await speak(ids[1]!)];
  expect([one.pack?.id, other.pack?.id]).toEqual(ids);
  expect(other.audio.samples).toEqual(one.audio.samples);
});

test('a pack that is not there is named with those that are', async () => {
  const take = speakWhole(engine.speak({ ...takeRequest(), packId: 'gone' }, watchedContext()));
  await expect(take).rejects.toMatchObject({ code: 'pack-not-found', values: { pack: 'gone' } });
});
