import { expect, test } from 'vitest';
import { knownManifests } from '#contract/known-packs';
import { sourcesOf } from './sources';

const [packA] = knownManifests;
const urls = (fileId: string, settings = { mirror: '', endpoint: undefined as string | undefined }) =>
  sourcesOf(packA!, packA!.files[fileId]!, knownManifests, settings).map(({ url }) => url.href);

test('every address of a pack has its pinned revision, and what a person chose is asked first', () => {
  const path =
    'jiangzhuo9357/cosyvoice3-0.5b-onnx/resolve/d1b9350096e2099f0fbbd1001714bf27247d1582/onnx/llm_decoder.onnx';
  expect(urls('llm_head', { mirror: 'http://lan:8080/hub/', endpoint: 'https://hub.example' })).toEqual([
    `http://lan:8080/hub/${path}`,
    `https://hub.example/${path}`,
    `https://huggingface.co/${path}`,
    `https://hf-mirror.com/${path}`,
  ]);
});

test('a file that the official repository publishes as well comes from ModelScope too', () => {
  expect(urls('speech_tokenizer')).toContain(
    'https://modelscope.cn/models/FunAudioLLM/Fun-CosyVoice3-0.5B-2512/resolve/master/speech_tokenizer_v3.onnx',
  );
  expect(urls('llm_head').some((url) => url.includes('modelscope'))).toBe(false);
});

test('a file without a published hash is asked for only where its own pack is pinned', () => {
  const own = urls('voice_classic_ja');
  expect(own).toHaveLength(2);
  expect(own.every((url) => url.includes('/resolve/d1b9350096e2099f0fbbd1001714bf27247d1582/'))).toBe(true);
});

test('an address that is no http address is no source', () => {
  expect(urls('llm_head', { mirror: 'file:///etc', endpoint: 'nonsense' })).toHaveLength(2);
});
