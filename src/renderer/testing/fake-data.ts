import type { EngineAbilities } from '#contract/engines';
import type {
  Finding,
  InstructionPreset,
  PromptReport,
  Recording,
  Sample,
  Take,
  Understood,
  Voice,
} from '#contract/domain';
import { INBOX, limits } from '#contract/domain';
import type { Audio, EngineDescription } from '#contract/engine-api';
import type { Settings, Status } from '#contract/studio-state';
import { waitingStages } from '#contract/stages';
import { fakeSpeech, peaksOf } from './fake-audio';

/** Plausible data for screens and tests, each a whole object that tests vary by a few members. */

const draftAbilities: EngineAbilities = {
  ...{ clones: false, converts: false, advanced: false, obeysSeed: true, streams: false, packs: false },
  ...{ directions: [], readings: [], runs: 'here', rank: 0 },
};

const fakeDraft: EngineDescription = {
  id: 'draft',
  available: true,
  name: 'Draft voice',
  abilities: draftAbilities,
  languages: ['zh', 'en', 'yue', 'ja', 'ko', 'de', 'fr', 'es'],
  modelLoaded: true,
  sampleRateHz: 24_000,
  profileKey: 'draft-3',
  provider: 'cpu',
};

const fakeCosyVoice: EngineDescription = {
  ...fakeDraft,
  id: 'cosyvoice3',
  available: false,
  name: 'CosyVoice 3',
  abilities: {
    ...draftAbilities,
    clones: true,
    converts: true,
    advanced: true,
    obeysSeed: true,
    directions: 'any',
    readings: ['zh'],
    packs: true,
    rank: 10,
  },
  limit: { code: 'no-pack', values: {} },
  modelLoaded: false,
};

export const fakeStatus: Status = {
  version: '0.1.0',
  host: 'test',
  readOnly: false,
  canReveal: true,
  canChooseFolder: true,
  engine: {
    state: 'ready',
    preferred: 'draft',
    engines: [fakeDraft, fakeCosyVoice],
    runtimeVersion: 'onnxruntime-node 1.27.0, node 20.20.2',
    residentBytes: 312_000_000,
    restarts: 0,
  },
  queueLength: 0,
  logFile: '/srv/studio/.config/cosyvoice-studio/logs/runtime.log',
  privateLog: 'off',
  outputsFolder: '/srv/studio/CosyVoice Studio/outputs',
  freeBytes: 48_000_000_000,
  lowSpace: false,
  memory: { totalBytes: 34_000_000_000, availableBytes: 18_000_000_000 },
};

export const fakeSettings: Settings = {
  language: 'system',
  theme: 'system',
  engine: 'auto',
  memoryMode: 'auto',
  microphoneId: '',
  seed: 12345,
  seedLocked: false,
  logDockOpen: false,
  playAtOnce: false,
  concurrency: 1,
  queuePaused: false,
  privateLog: false,
  logMegabytes: 512,
  savedLogFilters: [],
  logBookmarks: [],
  logHighlights: [],
  welcomed: true,
  packOffered: false,
  packMirror: '',
  providers: { enroll: 'auto', llm: 'auto', flow: 'auto', vocoder: 'auto' },
  retrySmaller: true,
  unloadAfterMinutes: 10,
  keepTakesDays: 0,
  developerTools: false,
  speechTakesKept: true,
  speechVoices: {},
  speechOrigins: [],
};

export const fakeSamples: readonly Sample[] = [
  {
    id: 'sample-mei',
    name: { en: 'Mei, Mandarin', zh: '小美，普通话' },
    language: 'zh',
    transcript: '今天天气很好，我们一起去公园走走吧。',
    durationSec: 4.1,
  },
  {
    id: 'sample-tom',
    name: { en: 'Tom, English', zh: '汤姆，英语' },
    language: 'en',
    transcript: 'The morning was quiet, and the sea was almost flat.',
    durationSec: 3.8,
  },
  {
    id: 'sample-ana',
    name: { en: 'Ana, Spanish', zh: '安娜，西班牙语' },
    language: 'es',
    transcript: 'Esta noche vamos a cenar en casa de mis padres.',
    durationSec: 3.6,
  },
];

export const fakePresets: readonly InstructionPreset[] = [
  { id: 'sichuan', kind: 'dialect', instruction: '请用四川话表达。', en: 'Sichuan dialect', zh: '四川话' },
  { id: 'cantonese', kind: 'dialect', instruction: '请用广东话表达。', en: 'Cantonese', zh: '广东话' },
  { id: 'happy', kind: 'emotion', instruction: '请非常开心地说一句话。', en: 'Happy', zh: '开心' },
  { id: 'sad', kind: 'emotion', instruction: '请非常伤心地说一句话。', en: 'Sad', zh: '伤心' },
  { id: 'fast', kind: 'rate', instruction: '请用尽可能快地语速说一句话。', en: 'Fast', zh: '快速' },
  { id: 'slow', kind: 'rate', instruction: '请用尽可能慢地语速说一句话。', en: 'Slow', zh: '慢速' },
  {
    id: 'loud',
    kind: 'volume',
    instruction: 'Please say a sentence as loudly as possible.',
    en: 'Loud',
    zh: '大声',
  },
  {
    id: 'soft',
    kind: 'volume',
    instruction: 'Please say a sentence in a very soft voice.',
    en: 'Soft',
    zh: '轻声',
  },
];

/** @returns what a coach would say about a clean recording of that length. */
export function fakeReport(durationSec: number, over: Partial<PromptReport> = {}): PromptReport {
  const speechSec = Math.round(durationSec * 10) / 10;
  const findings: Finding[] = [];
  if (speechSec < limits.promptSec.min)
    findings.push({
      code: 'speech-too-short',
      severity: 'blocking',
      values: { speechSec, minSec: limits.promptSec.min },
    });
  return {
    durationSec,
    speechSec,
    sampleRateHz: 48_000,
    channels: 1,
    peakDb: -3.4,
    clippedRatio: 0,
    noiseFloorDb: -62,
    snrDb: 41,
    medianF0Hz: 162,
    verdict: findings.length > 0 ? 'unusable' : 'good',
    findings,
    spoken: { startSec: 0, endSec: durationSec },
    best: durationSec >= 3 ? { startSec: 0.4, endSec: 3.4 } : null,
    ...over,
  };
}

export function fakeRecording(id: string, audio: Audio, over: Partial<Recording> = {}): Recording {
  const durationSec = audio.samples.length / audio.sampleRateHz;
  return {
    id,
    name: 'Recording',
    createdAt: new Date().toISOString(),
    durationSec,
    sampleRateHz: audio.sampleRateHz,
    channels: 1,
    format: 'microphone',
    peaks: peaksOf(audio.samples, 400),
    report: fakeReport(durationSec),
    ...over,
  };
}

const voiceNames = ['小安，平静', 'Anna, narrator', '老王说书', 'Tom at the sea', '客服小美', 'Grandfather'];

const knownPeaks = new Map<number, number[]>();

/** Drawn once each: a library of thousands is asked for, too. */
function promptPeaks(kind: number): number[] {
  const peaks = knownPeaks.get(kind) ?? peaksOf(fakeSpeech(4, 120 + 20 * kind).samples, 200);
  knownPeaks.set(kind, peaks);
  return peaks;
}

export function fakeVoice(index: number, over: Partial<Voice> = {}): Voice {
  const promptSec = 3.2 + (index % 5) * 1.3;
  const id = over.id ?? `voice-${index + 1}`;
  const facts = {
    createdAt: new Date(Date.now() - index * 86_400_000).toISOString(),
    transcript: index % 2 === 0 ? '今天天气很好，我们一起去公园走走吧。' : '',
    promptSec,
    sampleRateHz: 48_000,
    promptSha256: 'a'.repeat(64),
    peaks: promptPeaks(index % 8),
    verdict: index % 4 === 3 ? 'usable' : 'good',
    findings: [],
  } as const satisfies Partial<Voice>;
  return {
    ...facts,
    id,
    name: voiceNames[index] ?? `Voice ${index + 1}`,
    promptId: id,
    prompts: [{ ...facts, id, name: 'Recording' }],
    synthetic: index === 1,
    ...{
      tags: [],
      colour: '',
      language: '',
      notes: '',
      favourite: false,
      defaults: {},
      takeCount: 0,
      kept: true,
    },
    ...(index === 1 ? { consent: { kind: 'synthetic' } } : {}),
    ...over,
  };
}

export const nothingUnderstood = (instruction: string): Understood => ({
  instruction,
  directions: [],
  ignored: instruction === '' ? [] : [instruction],
});

/** A finished take; newer takes have smaller indexes. */
export function fakeTake(index: number, voice: Voice, over: Partial<Take> = {}): Take {
  const createdAt = new Date(Date.now() - index * 95_000);
  const audioSec = 2.4 + (index % 6) * 0.7;
  const stamp = createdAt.toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15);
  return {
    id: `take-${index + 1}`,
    number: 1000 - index,
    createdAt: createdAt.toISOString(),
    state: 'done',
    recipe: {
      text: index % 2 === 0 ? '你好世界，今天是个好日子。' : 'The sea was almost flat this morning.',
      normalizedText: '你好世界，今天是个好日子。',
      engine: 'draft',
      mode: 'zero_shot',
      instruction: index % 3 === 0 ? '请用四川话表达。' : '',
      seed: 12_345 + index,
      speed: index % 4 === 2 ? 1.2 : 1,
      voiceId: voice.id,
      voiceName: voice.name,
      promptSha256: voice.promptSha256,
      transcript: voice.transcript,
      appVersion: '0.1.0',
      runtimeVersion: fakeStatus.engine.runtimeVersion,
    },
    understood:
      index % 3 === 0
        ? {
            instruction: '请用四川话表达。',
            directions: [{ kind: 'dialect', id: 'sichuan', en: 'Sichuan dialect', zh: '四川话' }],
            ignored: [],
          }
        : nothingUnderstood(''),
    stages: waitingStages().map((lane, at) => ({ ...lane, state: 'done', elapsedMs: 40 + at * 130 })),
    segments: [{ text: '你好世界，今天是个好日子。', language: 'zh', audioSec }],
    warnings: [],
    file: `output_${stamp}.wav`,
    sampleRateHz: 24_000,
    audioSec,
    wallSec: audioSec * 0.21,
    realTimeFactor: 0.21,
    pcmSha256: 'b'.repeat(64),
    peaks: peaksOf(fakeSpeech(audioSec, 140 + 9 * (index % 7)).samples, 200),
    projectId: INBOX,
    ...{ name: '', favourite: false, rating: 0, note: '' },
    ...over,
  };
}
