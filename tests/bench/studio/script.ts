import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '#audio/wav';
import type { ProgrammeJob } from '#contract/programme';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { writeProgramme } from '#engine/programme/write-programme';
import { ChosenFolders } from '#studio/storage/chosen-folders';
import { openLibraryDb } from '#studio/storage/database/open-db';
import { studioFolders } from '#studio/storage/files/folders';
import { createStudio, type Studio } from '#studio/studio';
import { TakeStore } from '#studio/takes/take-store';
import { VoiceStore } from '#studio/voices/voice-store';
import { median } from '../../../src/cli/bench/statistics';
import { plain, ratio, type Bench, type Measurement } from '../benchmark';
import { interleaved, timed } from '../rounds';
import { takeOf, voiceOf } from './large-library';

const LINES = 5000;
/** What does not grow with the script takes as long in this one. */
const SHORT_LINES = 500;
const SPEAKERS = 3;
/** What a person waits for without noticing, ms. */
const GOALS = { open: 300, edit: 50, stale: 200 } as const;
const HOURS = 4;
const PIECE_SEC = 10;
/** An edit of the long script, over one of the short one. */
const EDIT_RATIO_GOAL = 3;
/** An export of any length stays in this, MB. */
const MEMORY_GOAL_MB = 100;

/** A script of 5,000 lines, half of them spoken, some stale: to open, to edit, to ask what is stale; and four hours of export. */
export async function largeScript({ rounds, resourcesDir }: Bench): Promise<Measurement[]> {
  const home = mkdtempSync(join(tmpdir(), 'cosyvoice-bench-script-'));
  try {
    const long = await writeScript(home, resourcesDir, 'long', LINES);
    const short = await writeScript(home, resourcesDir, 'short', SHORT_LINES);
    let studio = await open(home, resourcesDir);
    const first: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // what a person waits for who comes to a script that nobody has opened since the start
      await studio.close();
      studio = await open(home, resourcesDir);
      first.push(await timed(() => studio.api.getScript({ projectId: long.projectId })));
    }
    const { api } = studio;
    let edits = 0;
    const edit = ({ projectId, name, lines }: WrittenScript) => {
      const lineId = lineOf(name, (edits++ * 997) % lines);
      const change = { do: 'change' as const, lineId, change: { text: `Another word ${edits}.` } };
      return timed(async () => {
        await api.changeScript({ projectId, operations: [change] });
        await api.getScript({ projectId, lineIds: [lineId] });
      });
    };
    const timings = await interleaved(rounds, {
      edit: () => edit(long),
      shortEdit: () => edit(short),
      stale: () => timed(() => api.planScript({ projectId: long.projectId })),
    });
    await studio.close();
    const about = `${LINES} lines, ${SPEAKERS} speakers`;
    return [
      ratio('edit a line of 5,000 / of 500', timings.edit, timings.shortEdit, {
        goal: EDIT_RATIO_GOAL,
        detail: `${median(timings.edit).toFixed(1)} / ${median(timings.shortEdit).toFixed(1)} ms`,
      }),
      plain('open, the first time', 'ms', first, { goal: GOALS.open, detail: about }),
      plain('edit a line, and see it', 'ms', timings.edit, { goal: GOALS.edit, detail: about }),
      plain('what is missing or stale', 'ms', timings.stale, { goal: GOALS.stale, detail: about }),
      await longExport(home),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface WrittenScript {
  readonly projectId: string;
  readonly name: string;
  readonly lines: number;
}

const lineOf = (name: string, n: number) => `${name}-${n}`;

async function writeScript(
  home: string,
  resourcesDir: string,
  name: string,
  count: number,
): Promise<WrittenScript> {
  const { database } = studioFolders(home);
  const db = openLibraryDb(database);
  const voices = new VoiceStore(db);
  for (let n = 0; n < SPEAKERS; n++)
    if (!voices.find(voiceOf(n).id, { deleted: false })) voices.insert(voiceOf(n));
  db.close();
  const studio = await open(home, resourcesDir);
  const { id: projectId } = await studio.api.createProject({ name });
  const lines = Array.from({ length: count }, (_, n) => ({
    ...{ id: lineOf(name, n), speaker: `Speaker ${n % SPEAKERS}` },
    ...(n % 100 === 0
      ? { kind: 'chapter' as const, text: `Chapter ${n / 100 + 1}` }
      : { text: takeOf(n).recipe.text }),
  }));
  await studio.api.changeScript({
    projectId,
    operations: [
      { do: 'insert', after: null, lines },
      ...Array.from({ length: SPEAKERS }, (_, n) => ({
        do: 'cast' as const,
        member: { speaker: `Speaker ${n}`, voiceId: voiceOf(n).id },
      })),
    ],
  });
  await studio.close();
  const again = openLibraryDb(database);
  const takes = new TakeStore(again, ChosenFolders.open(studioFolders(home), 'outputs', again));
  again.transaction(() => {
    for (let n = 0; n < count; n += 2) {
      const { recipe, ...take } = takeOf(n);
      const voice = voiceOf(n % SPEAKERS);
      // every fifth was spoken with other words
      const text = n % 10 === 0 ? `${recipe.text} Once.` : recipe.text;
      const spoken = { ...recipe, text, voiceId: voice.id, voiceName: voice.name };
      const whole = { ...take, id: `take-${name}-${n}`, recipe: spoken, projectId, lineId: lineOf(name, n) };
      takes.insert(whole);
      takes.update(whole, studioFolders(home).outputs);
    }
  });
  again.close();
  return { projectId, name, lines: count };
}

function open(home: string, resourcesDir: string): Promise<Studio> {
  return createStudio({
    ...{ home, resourcesDir, version: '1.0.0', host: 'test', warmEngine: false },
    engine: {
      launch: () => {
        throw new Error('Nothing here needs an engine.');
      },
    },
  });
}

/** @returns how much more memory four hours of a joined file took than four minutes */
async function longExport(home: string): Promise<Measurement> {
  const piece = join(home, 'piece.wav');
  const samples = Float32Array.from({ length: PIECE_SEC * SPEECH_RATE_HZ }, (_, at) => Math.sin(at / 20) / 4);
  writeFileSync(piece, writeWav({ sampleRateHz: SPEECH_RATE_HZ, channels: [samples], bitDepth: 16 }));
  const short = await peakOf(piece, join(home, 'short.wav'), 24);
  const long = await peakOf(piece, join(home, 'long.wav'), (HOURS * 3600) / PIECE_SEC);
  return plain(
    `memory of ${HOURS} h of joined export, over that of 4 min`,
    'MB',
    [(long.bytes - short.bytes) / 1e6],
    {
      goal: MEMORY_GOAL_MB,
      detail: `WAV in ${(long.ms / 1000).toFixed(0)} s, ${(long.bytes / 1e6).toFixed(0)} MB resident`,
    },
  );
}

async function peakOf(piece: string, file: string, pieces: number) {
  const each = PIECE_SEC * SPEECH_RATE_HZ;
  const tags = {
    title: '',
    artist: '',
    comment: '',
    software: '',
    date: '2026-01-01',
    copyright: '',
    stamp: '{}',
  };
  const job: ProgrammeJob = {
    ...{ sampleRateHz: SPEECH_RATE_HZ, samples: pieces * each, coding: { format: 'wav', bitDepth: 16 } },
    pieces: Array.from({ length: pieces }, (_, at) => ({ file: piece, at: at * each, samples: each })),
    outputs: [{ file, spans: [{ from: 0, to: pieces * each }], keepsTime: false, chapters: [], tags }],
  };
  let bytes = 0;
  const watch = {
    onProgress: () => (bytes = Math.max(bytes, process.memoryUsage.rss())),
    signal: new AbortController().signal,
  };
  const ms = await timed(() => writeProgramme(job, watch));
  rmSync(file);
  return { bytes, ms };
}
