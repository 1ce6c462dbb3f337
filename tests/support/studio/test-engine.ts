import { setTimeout as sleep } from 'node:timers/promises';
import { readWav, writeWav } from '#audio/wav';
import { apiOf, createEvents } from '#contract/contract';
import type { Finding, PromptReport } from '#contract/domain';
import {
  engineContract,
  type Audio,
  type EngineContract,
  type EngineHandlers,
  type EngineService,
  type SynthesisRequest,
} from '#contract/engine-api';
import { BUILT_IN_ENGINE, type EngineAbilities } from '#contract/engines';
import { StudioError } from '#contract/errors';
import { createLogger } from '#contract/logger';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';
import type { InstalledPack } from '#contract/packs';
import type { Stage } from '#contract/stages';

/**
 * For tests: an engine behind EngineApi that answers fast, makes a segment of each line, and obeys words in it.
 * "slow" takes 50 ms steps and can be cancelled; "stuck" blocks its thread; "crash" prints last words and exits with 3;
 * "nan" gives samples that are not numbers; "fail" fails with a code; "hungry" runs out of memory unless it may be made
 * stage by stage on the CPU, "starving" always, "heap" as Node does, by ending the process.
 */
export function createTestEngine(): EngineService {
  const events = createEvents<EngineContract>();
  const log = createLogger('draft', (record) => events.emit('log', record));
  let modelLoaded = false;

  const obey = async (
    text: string,
    signal: AbortSignal,
    use?: Pick<SynthesisRequest, 'memoryMode' | 'providers' | 'leastMemory'>,
  ) => {
    if (text.includes('crash')) {
      process.stderr.write('Error: the vocoder fell over\n    at vocoder.ts:12\n', () => process.exit(3));
      await sleep(60_000);
    }
    if (text.includes('stuck')) for (;;);
    if (text.includes('heap')) {
      const words = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n';
      process.stderr.write(words, () => process.abort());
      await sleep(60_000);
    }
    const isSmall =
      use?.leastMemory === true || (use?.memoryMode === 'stages' && use.providers?.flow === 'cpu');
    // as the runtime says it, through the engine's own reading of it or bare
    const words = 'Failed to allocate memory for requested buffer of size 536870912';
    if (text.includes('hungry') && !isSmall) throw explainedShortage(words);
    if (text.includes('starving')) throw new Error(`bfc_arena.cc:376 AllocateRawInternal ${words}`);
    if (text.includes('fail')) throw outOfMemory({ why: 'speak' }, { neededBytes: 512 * 2 ** 20 }, undefined);
    const steps = text.includes('slow') ? 200 : 1;
    for (let step = 0; step < steps; step++) {
      signal.throwIfAborted();
      await sleep(steps === 1 ? 0 : 50);
    }
  };

  const handlers: EngineHandlers = {
    describe: () => ({
      runtimeVersion: `test engine, node ${process.versions.node}`,
      residentBytes: process.memoryUsage.rss(),
      engines: [
        { ...described, modelLoaded, id: BUILT_IN_ENGINE, name: 'Test draft', abilities: testAbilities },
        {
          ...{ ...described, modelLoaded, id: 'converter', name: 'Test converter' },
          abilities: { ...testAbilities, clones: true, converts: true, packs: true, rank: -1 },
        },
      ],
    }),
    decodeAudio: ({ bytes }) => {
      const { sampleRateHz, channels, format } = readWav(bytes);
      const samples = channels[0] ?? new Float32Array(0);
      return { sampleRateHz, samples, channels: channels.length, format, findings: [] };
    },
    listReadings: ({ character }) => (character === '行' ? [{ syllable: 'xíng', marker: '[x][íng]' }] : []),
    writeReadings: (readings) => readings.map(({ reading }) => (reading.includes('?') ? null : reading)),
    readText: ({ text, language = 'en' }) => ({
      language,
      segments: [
        { text, spoken: text.trim(), language, startChar: 0, endChar: text.length, pauseMs: 0, changes: [] },
      ],
      notes: [],
    }),
    // what leaves is a WAV of the same samples, whatever was asked for: coding is the real engine's business
    encode: ({ audio: { samples, sampleRateHz }, wav, options }) => ({
      bytes: writeWav({
        sampleRateHz: options.sampleRateHz ?? sampleRateHz,
        channels: [samples],
        bitDepth: 16,
        ...wav,
      }),
      report: {
        sampleRateHz: options.sampleRateHz ?? sampleRateHz,
        audioSec: samples.length / sampleRateHz,
        loudnessBefore: -20,
        loudnessAfter: options.loudnessLufs ?? -20,
        truePeakBefore: -6,
        truePeakAfter: -6,
        gainDb: 0,
        limitedDb: 0,
        trimmedStartSec: 0,
        trimmedEndSec: 0,
        untouched: true,
      },
    }),
    coachPrompt: (audio) => report(audio, audio.channels),
    understand: ({ instruction }) => ({ instruction, directions: [], ignored: [] }),
    enroll: async ({ engine, prompt }) => {
      if (prompt.transcript.includes('fail')) await obey('fail', new AbortController().signal);
      return { engine, key: 'test/1', version: 1, data: {} };
    },
    speak: async function* (request, signal) {
      const { takeId, engine, text, instruction, seed, speed, source, profile, part } = request;
      const lines = source ? [text] : text.split('\n');
      const starts = lines.map((_, index) => lines.slice(0, index).join('\n').length + (index === 0 ? 0 : 1));
      let at = part?.firstSample ?? 0;
      const tell = (stage: Stage, state: 'running' | 'done') => {
        if (state === 'running') log.info(`Test engine: ${stage}`, { takeId, stage });
        events.emit('progress', { takeId, stage, state, elapsedMs: state === 'done' ? 10 : 0 });
      };
      for (const stage of ['prompt', 'tokens'] as const) {
        tell(stage, 'running');
        tell(stage, 'done');
      }
      tell('flow', 'running');
      for (const [segment, line] of [...lines.entries()].slice(part?.from, part?.to)) {
        await obey(line, signal, request);
        if (at === (part?.firstSample ?? 0)) tell('vocoder', 'running');
        const spokenSec = source ? source.samples.length / source.sampleRateHz : line.length * 0.05;
        const own = request.segmentSeeds?.[segment] ?? seed;
        const samples = tone(Math.ceil((spokenSec * 24_000) / speed), 110 + (own % 50));
        if (line.includes('nan')) samples[100] = NaN;
        yield { kind: 'samples', segment, firstSample: at, samples };
        const startChar = starts[segment]!;
        yield {
          ...{ kind: 'segment', segment, of: lines.length, text: line, spoken: line, language: 'en' },
          ...{ startChar, endChar: startChar + line.length, firstSample: at, samples: samples.length },
          ...{ seed: own, warnings: [] },
        };
        at += samples.length;
      }
      tell('flow', 'done');
      tell('vocoder', 'done');
      modelLoaded = true;
      return {
        normalizedText: text.trim(),
        understood: { instruction, directions: [], ignored: [] },
        warnings: [],
        ...(profile ? {} : { profile: { engine, key: 'test/1', version: 1, data: { f0: tone(8, 100) } } }),
      };
    },
    listPacks: () => [testPack],
    verifyPack: ({ packId = testPack.id, prompt }) => {
      // a pack of somebody's own is checked like any other
      if (packId !== testPack.id && !packId.startsWith('mine-'))
        throw new StudioError('pack-not-found', { why: 'unknown', pack: packId });
      return {
        packId,
        stamp: testPack.stamp,
        runtimeVersion: `test engine, node ${process.versions.node}`,
        provider: 'cpu',
        passed: false,
        checks: [
          { id: 'files', state: 'passed', elapsedMs: 1, values: { compared: 17, recorded: 0 } },
          { id: 'vocoder', state: 'failed', elapsedMs: 2, values: { samples: prompt?.samples.length ?? 0 } },
        ],
      };
    },
    warmUp: () => {
      modelLoaded = true;
      return { warmed: true, elapsedMs: 1 };
    },
    listProviders: () => [
      { provider: 'cuda', bundled: false },
      { provider: 'cpu', bundled: true },
    ],
    probeProvider: ({ provider }) =>
      provider === 'cpu'
        ? { provider, bundled: true, works: true, reason: '', loadMs: 5, gigaflops: 80 }
        : {
            provider,
            bundled: false,
            works: false,
            reason: 'libcudart.so.12: cannot open shared object file',
          },
    unload: () => {
      modelLoaded = false;
      return undefined;
    },
  };
  return { api: apiOf(engineContract, handlers), on: events.on };
}

export const testAbilities: EngineAbilities = {
  ...{ clones: false, converts: false, advanced: true, obeysSeed: true, streams: false, packs: false },
  ...{ directions: 'any', readings: ['zh'], runs: 'here', rank: 0 },
};

const described = {
  ...{ available: true, languages: ['en'], sampleRateHz: 24_000, profileKey: 'test/1', provider: 'cpu' },
} as const;

function explainedShortage(words: string): StudioError {
  return outOfMemory({ why: 'run', role: 'flow_estimator' }, memoryShortage(words) ?? {}, new Error(words));
}

const testPack: InstalledPack = {
  id: 'test-pack',
  name: 'Test pack',
  status: 'experimental',
  usable: true,
  inUse: true,
  stamp: 'a1',
};

/** A steady tone at -6 dBFS. */
export function tone(samples: number, hz: number, sampleRateHz = 24_000): Float32Array {
  return Float32Array.from(
    { length: samples },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
  );
}

function report({ samples, sampleRateHz }: Audio, channels: number): PromptReport {
  const durationSec = samples.length / sampleRateHz;
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const findings: Finding[] = [];
  const block = (code: Finding['code']) =>
    findings.push({ code, severity: 'blocking', values: { durationSec, sampleRateHz } });
  if (durationSec < 3) block('speech-too-short');
  if (durationSec > 30) block('prompt-too-long');
  if (sampleRateHz < 16_000) block('rate-too-low');
  if (peak === 0) block('silent');
  return {
    durationSec,
    speechSec: durationSec,
    sampleRateHz,
    channels,
    peakDb: 20 * Math.log10(peak + 1e-9),
    clippedRatio: 0,
    noiseFloorDb: -60,
    snrDb: 50,
    medianF0Hz: 110,
    verdict: findings.length === 0 ? 'good' : 'unusable',
    findings,
    best: null,
    spoken: null,
  };
}
