import type { Emit } from '#contract/contract';
import { StudioError } from '#contract/errors';
import type { Download, FoundPack, Pack } from '#contract/packs';
import type { StudioApi, StudioContract } from '#contract/studio-api';

type PackCalls = Pick<
  StudioApi,
  | 'listPacks'
  | 'getModelsFolder'
  | 'downloadPack'
  | 'pauseDownload'
  | 'cancelDownload'
  | 'findPacks'
  | 'importPack'
  | 'removePack'
  | 'restorePack'
  | 'clearPackBin'
  | 'verifyPack'
>;

export const fakePack = (change: Partial<Pack> = {}): Pack => ({
  id: 'cosyvoice3-jiangzhuo-int4',
  name: 'CosyVoice 3 0.5B (int4 LLM, fp32 audio)',
  status: 'established',
  usable: false,
  inUse: false,
  stamp: '',
  state: 'not-installed',
  description: 'Complete pack for any computer.',
  precision: 'int4 + fp32',
  license: 'Apache-2.0',
  modelCard: 'https://example.org/card',
  bytes: 3_721_000_000,
  bytesKnown: true,
  missingBytes: 3_721_000_000,
  unpublishedFiles: 0,
  fetchable: true,
  advice: {
    code: 'recommended',
    values: { memoryBytes: 16e9, minMemoryBytes: 6e9, freeBytes: 48e9, missingBytes: 3_721_000_000 },
  },
  ...change,
});

export const fakeDownload = (change: Partial<Download> = {}): Download => ({
  packId: 'cosyvoice3-jiangzhuo-int4',
  state: 'running',
  kind: 'downloading',
  totalBytes: 3_721_000_000,
  doneBytes: 1_200_000_000,
  bytesPerSec: 24_000_000,
  secondsLeft: 105,
  files: [
    {
      path: 'onnx/flow_estimator.onnx',
      bytes: 1_326_776_646,
      doneBytes: 640_000_000,
      state: 'running',
      bytesPerSec: 14_000_000,
      source: 'huggingface.co',
      firstUse: false,
    },
    {
      path: 'onnx/speech_tokenizer_v3.onnx',
      bytes: 969_451_503,
      doneBytes: 300_000_000,
      state: 'retrying',
      bytesPerSec: 0,
      source: 'hf-mirror.com',
      firstUse: false,
    },
    {
      path: 'vocab.json',
      bytes: 3_535_130,
      doneBytes: 3_535_130,
      state: 'done',
      bytesPerSec: 0,
      source: 'huggingface.co',
      firstUse: false,
    },
    {
      path: 'voices/classic-ja.wav',
      bytes: 295_724,
      doneBytes: 0,
      state: 'waiting',
      bytesPerSec: 0,
      source: '',
      firstUse: true,
    },
  ],
  notes: [
    {
      at: '2026-11-25T12:00:00.000Z',
      code: 'source-left',
      message: 'huggingface.co was left for onnx/speech_tokenizer_v3.onnx: no byte for 30 s.',
      values: { file: 'onnx/speech_tokenizer_v3.onnx', source: 'huggingface.co', reason: 'no byte for 30 s' },
    },
  ],
  ...change,
});

const fakeFound: FoundPack = {
  foundId: 'f1',
  packId: 'cosyvoice3-jiangzhuo-int4',
  name: 'CosyVoice 3 0.5B (int4 LLM, fp32 audio)',
  place: 'hugging-face-cache',
  folder: '/srv/cache/huggingface/hub/models--jiangzhuo9357--cosyvoice3-0.5b-onnx/snapshots/d1b9350',
  foundFiles: 20,
  files: 20,
  foundBytes: 3_721_000_000,
  missingBytes: 0,
  ways: ['link', 'copy', 'in-place'],
};

/** Packs in memory: downloads start and stop, and end only when a test emits so. */
export function fakePacks(first: readonly Pack[], emit: Emit<StudioContract>): PackCalls {
  let packs = [...first];
  const removed = new Map<string, Pack>();
  const find = (packId: string): Pack => {
    const pack = packs.find(({ id }) => id === packId);
    if (pack) return pack;
    throw new StudioError('pack-not-found', { pack: packId });
  };
  const change = (packId: string, to: (pack: Pack) => Pack) => {
    packs = packs.map((pack) => (pack.id === packId ? to(pack) : pack));
    emit('packsChanged', { packId });
  };
  const download = (packId: string, state: Download['state']): Download => {
    const next = { ...fakeDownload(), packId, state };
    change(packId, (pack) => ({
      ...pack,
      state: state === 'running' ? 'downloading' : 'paused',
      download: next,
    }));
    return next;
  };
  const rest = (packId: string) =>
    change(packId, (pack) => ({ ...pack, state: 'not-installed', download: undefined }));
  return {
    listPacks: async () => packs,
    getModelsFolder: async () => ({
      folder: '/srv/studio/CosyVoice Studio/models',
      freeBytes: 48e9,
      memoryBytes: 16e9,
      removed: [...removed.values()].map(({ id, name, bytes }) => ({
        packId: id,
        name,
        bytes,
        removedAt: '2026-11-25T12:00:00.000Z',
      })),
    }),
    downloadPack: async ({ packId }) => download(find(packId).id, 'running'),
    pauseDownload: async ({ packId }) => {
      download(packId, 'paused');
      return undefined;
    },
    cancelDownload: async ({ packId }) => {
      rest(packId);
      return undefined;
    },
    findPacks: async () => [fakeFound],
    importPack: async () => download(fakeFound.packId, 'running'),
    removePack: async ({ packId }) => {
      removed.set(packId, find(packId));
      rest(packId);
      return undefined;
    },
    restorePack: async ({ packId }) => {
      const pack = removed.get(packId);
      removed.delete(packId);
      if (pack) change(packId, () => pack);
      return undefined;
    },
    clearPackBin: async () => {
      const freedBytes = [...removed.values()].reduce((sum, { bytes }) => sum + bytes, 0);
      removed.clear();
      return { freedBytes };
    },
    verifyPack: async ({ packId = '' }) => {
      const found = find(packId);
      const verified = {
        packId,
        stamp: found.stamp,
        runtimeVersion: 'onnxruntime-node 1.27.0',
        provider: 'cpu',
        passed: true,
        checks: [],
        verifiedAt: '2026-11-25T12:00:00.000Z',
      };
      change(packId, (pack) => ({ ...pack, state: 'verified', verified }));
      return verified;
    },
  };
}
