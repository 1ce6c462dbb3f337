import type { IncomingVoice } from '#contract/exchange';
import type { StudioApi } from '#contract/studio-api';

const fakeIncoming: readonly IncomingVoice[] = [
  {
    index: 0,
    name: 'Mei, calm',
    importName: 'Mei, calm',
    promptSec: 6.2,
    prompts: 2,
    transcript: '今天的天气真好，我们去公园走走吧。',
    language: 'zh-CN',
    tags: ['podcast', '温柔'],
    consent: { kind: 'permitted', by: 'Mei Lin', scope: 'podcast, two seasons', date: '2026-10-02' },
    hasStatement: true,
    warnings: [],
  },
  {
    index: 1,
    name: 'Anna, narrator',
    importName: 'Anna, narrator 2',
    promptSec: 4.8,
    prompts: 1,
    transcript: 'The evening was quiet.',
    language: 'en',
    tags: [],
    hasStatement: false,
    sameAs: { voiceId: 'voice-0', name: 'Anna, narrator' },
    warnings: [],
  },
];

/** The exchange of a fake studio: a pack of two voices, one of them here already. */
export const fakeExchange = {
  exportVoices: async ({ voiceIds }) => ({
    name: `${voiceIds.length} voices.cvvoice`,
    type: 'application/zip',
    bytes: new Uint8Array([80, 75, 3, 4]),
  }),
  previewImport: async () => ({ kind: 'voice-pack', voices: [...fakeIncoming] }),
  importVoices: async () => ({ voices: [], warnings: [] }),
} satisfies Partial<StudioApi>;
