import type { Benchmark } from './benchmark';
import { busyNeighbour } from './pack/busy-neighbour';
import { chunkedVocoder, flowLoop } from './pack/flow-and-vocoder';
import { cacheLength, decodeLoop, samplingShare } from './pack/language-model';
import { draftVoice } from './studio/draft';
import { eventLoop } from './studio/event-loop';
import { firstAudio } from './studio/first-audio';
import { cancelOfALongTake, quickCancels } from './studio/long-takes';
import { largeLibrary } from './studio/library';
import { logLines } from './studio/log';
import { logHistory } from './studio/log-history';
import { largeScript } from './studio/script';
import { signalProcessing } from './studio/signal-processing';
import { hostSoak } from './studio/soak';
import { engineStart } from './studio/start';
import { anonymousMemory, firstTake, memoryGrowth } from './studio/takes';
import { textReading } from './studio/text';
import { wireCost } from './studio/wire';

const ownGraphs = 'Needs graphs that the studio builds itself; published packs do not have them.';
const streaming = 'Needs token-level streaming, which this engine does not have yet.';

/** In the order of the table. Numbers are those of the goals in docs/performance.md. */
export const benchmarks: readonly Benchmark[] = [
  { id: '1', title: 'token loop of the engine', run: decodeLoop },
  { id: '2', title: 'share of sampling', run: samplingShare },
  { id: '3', title: 'cost of a long cache', run: cacheLength },
  { id: '4', title: 'quantised against fp32 graphs', skipped: ownGraphs },
  { id: '5', title: '8-bit step against memory bandwidth', skipped: ownGraphs },
  { id: '6', title: 'flow loop of the engine', run: flowLoop },
  { id: '7', title: 'cost of vocoder chunks', run: chunkedVocoder },
  { id: '8', title: 'first audio of a streamed sentence', skipped: streaming },
  { id: '9', title: 'first audio with a cached voice', skipped: streaming },
  { id: '10', title: "stops of the host's event loop", run: eventLoop },
  { id: '11', title: 'exported graphs against our own', skipped: ownGraphs },
  { id: '12', title: 'a busy neighbour', run: busyNeighbour },
  { id: '13', title: 'first take and loading', run: firstTake },
  { id: '14', title: 'anonymous memory', run: anonymousMemory },
  { id: '15', title: 'growth of memory', run: memoryGrowth },
  { id: 'draft', title: 'real-time factor, first take and memory of the draft voice', run: draftVoice },
  { id: 'dsp', title: 'signal processing', run: signalProcessing },
  { id: 'library', title: 'a large library', run: largeLibrary },
  { id: 'log', title: 'the log', run: logLines },
  { id: 'heard', title: 'first audio of a take, and a long one in the host', run: firstAudio },
  {
    id: 'cancel',
    title: 'cancel of a long take',
    run: async (bench) => [...(await cancelOfALongTake(bench)), await quickCancels(bench)],
  },
  { id: 'history', title: 'a log of a million lines', run: logHistory },
  { id: 'script', title: 'a script of 5,000 lines, and four hours of export', run: largeScript },
  { id: 'soak', title: 'what takes leave in the host', run: hostSoak },
  { id: 'start', title: 'start of the engine process', run: engineStart },
  { id: 'text', title: 'texts read right', run: textReading },
  { id: 'wire', title: 'audio on the wire', run: wireCost },
];
