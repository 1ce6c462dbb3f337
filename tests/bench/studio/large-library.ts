import { dirname } from 'node:path';
import type { Take, Voice } from '#contract/domain';
import { waitingStages } from '#contract/stages';
import { studioFolders } from '#studio/storage/files/folders';
import { openLibraryDb } from '#studio/storage/database/open-db';
import { ChosenFolders } from '#studio/storage/chosen-folders';
import { rebuildDerived } from '#studio/storage/database/search-entries';
import { TakeStore } from '#studio/takes/take-store';
import { VoiceStore } from '#studio/voices/voice-store';

export const LARGE = { voices: 5000, takes: 50_000 } as const;

/** Each fills one place in eight or so, so that a search meets thousands of rows. */
const weather = [
  '天气很好',
  '明天下雨',
  '晚上有雾',
  '风很大',
  '太阳出来了',
  '下雪了',
  '气温下降',
  '一切正常',
];
const topics = ['weather', 'evening news', 'harbour', 'chapter', 'garden', 'recipe', 'station', 'letter'];
const tags = ['radio', 'book', '新闻', '广告'];
const hash = 'a'.repeat(64);
const PEAKS = Array.from({ length: 400 }, (_, n) => Math.round(500 + 400 * Math.sin(n / 9)) / 1000);

/** Writes a library of many voices and takes into a database file, as the studio's own stores write them. */
export function writeLargeLibrary(path: string): void {
  const db = openLibraryDb(path);
  try {
    rebuildDerived(db);
    const outputs = ChosenFolders.open(studioFolders(dirname(path)), 'outputs', db);
    const [voices, takes] = [new VoiceStore(db), new TakeStore(db, outputs)];
    db.transaction(() => {
      for (let n = 0; n < LARGE.voices; n++) voices.insert(voiceOf(n));
      for (let n = 0; n < LARGE.takes; n++) {
        const take = takeOf(n);
        takes.insert(take);
        takes.update(take, '/outputs');
      }
    });
  } finally {
    db.close();
  }
}

const voiceId = (n: number) => `voice-${n}`;
const voiceName = (n: number) => (n % 2 === 0 ? `Speaker ${n}` : `播音员 ${n}`);
const timeOf = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
const of = (words: readonly string[], n: number) => words[n % words.length]!;

export function voiceOf(n: number): Voice {
  const facts = {
    createdAt: timeOf(n),
    transcript: `${of(weather, n)}，${of(topics, n)} number ${n}.`,
    promptSec: 6,
    sampleRateHz: 24_000,
    promptSha256: hash,
    peaks: PEAKS,
    verdict: 'good' as const,
    findings: [],
  };
  return {
    ...facts,
    id: voiceId(n),
    name: voiceName(n),
    promptId: voiceId(n),
    prompts: [{ ...facts, id: voiceId(n), name: 'Prompt 1' }],
    synthetic: false,
    tags: [of(tags, n)],
    colour: '',
    language: n % 2 === 0 ? 'en-GB' : 'zh-CN',
    notes: '',
    favourite: n % 10 === 0,
    defaults: {},
    takeCount: 0,
    kept: true,
  };
}

export function takeOf(n: number): Take {
  const speaker = (n * 7) % LARGE.voices;
  const text = `${of(weather, n)}，这是第${n}条。The ${of(topics, n)} of line ${n}, read once more.`;
  return {
    id: `take-${n}`,
    number: n,
    createdAt: timeOf(n),
    state: 'done',
    recipe: {
      text,
      normalizedText: text,
      engine: 'draft',
      mode: 'zero_shot',
      instruction: '',
      seed: 7,
      speed: 1,
      voiceId: voiceId(speaker),
      voiceName: voiceName(speaker),
      promptSha256: hash,
      transcript: of(weather, speaker),
      appVersion: '1.0.0',
      runtimeVersion: '',
    },
    understood: { instruction: '', directions: [], ignored: [] },
    stages: waitingStages().map((lane) => ({ ...lane, state: 'done', elapsedMs: 120 })),
    segments: [{ text, language: 'zh', audioSec: 4 }],
    warnings: [],
    file: `output_${n}.wav`,
    sampleRateHz: 24_000,
    audioSec: 4,
    wallSec: 1,
    realTimeFactor: 0.25,
    pcmSha256: hash,
    peaks: PEAKS,
    projectId: 'inbox',
    name: '',
    favourite: n % 50 === 0,
    rating: 0,
    note: '',
  };
}
