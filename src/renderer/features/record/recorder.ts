import type { Recording } from '#contract/domain';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { CapturedAudio, Microphone, OpenMicrophone } from '../../lib/audio-capture';
import { silence, type Level } from '../../lib/audio-capture-pcm';
import { createStore, type Store } from '../../lib/store';

export type RecorderState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'opening' }
  /** The microphone is open to try its level; nothing is kept. */
  | { readonly phase: 'testing' }
  | { readonly phase: 'countdown'; readonly left: number }
  | { readonly phase: 'recording' }
  | { readonly phase: 'saving' }
  | { readonly phase: 'failed'; readonly error: StudioError };

export interface RecorderOptions {
  readonly openMicrophone: OpenMicrophone;
  readonly save: (audio: CapturedAudio) => Promise<Recording>;
  readonly onSaved: (recording: Recording) => void;
}

/** Microphone -> recording, step by step. Every command is safe in every phase. */
export interface Recorder extends Pick<Store<RecorderState>, 'get' | 'subscribe'> {
  /** Opens the microphone to watch its level, or closes it again. */
  toggleTest(deviceId: string): void;
  /** Opens the microphone if needed, then counts down. */
  record(deviceId: string): void;
  skipCountdown(): void;
  /** Ends the recording and keeps it. */
  stop(): void;
  /** Ends whatever runs and keeps nothing. */
  cancel(): void;
  readonly elapsedSec: () => number;
  readonly level: () => Level;
  /** Loudest sample of each block since the microphone was opened, newest last, linear 0 to 1; at most `historyBlocks`. */
  readonly history: () => readonly number[];
}

const COUNTDOWN_FROM = 3;
const COUNTDOWN_STEP_MS = 700;
/** About eight seconds of blocks of 21 ms: what the live waveform shows. */
export const historyBlocks = 384;

export function createRecorder({ openMicrophone, save, onSaved }: RecorderOptions): Recorder {
  const store = createStore<RecorderState>({ phase: 'idle' });
  let microphone: Microphone | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let level = silence;
  let history: number[] = [];
  /** Grows with every cancel, so that what was awaited before it is dropped. */
  let run = 0;

  const phase = () => store.get().phase;
  const release = () => {
    run += 1;
    clearTimeout(timer);
    microphone?.close();
    microphone = undefined;
    level = silence;
    history = [];
  };
  const fail = (thrown: unknown) => {
    release();
    store.set({ phase: 'failed', error: StudioError.from(thrown) });
  };
  const hear = (heard: Level) => {
    level = heard;
    history.push(10 ** (heard.peakDb / 20));
    if (history.length > historyBlocks) history.shift();
    if (phase() === 'recording' && (microphone?.keptSec ?? 0) >= limits.recordingSec.max) recorder.stop();
  };
  const lose = () => {
    if (phase() === 'recording') recorder.stop();
    else if (microphone) fail(new StudioError('microphone-missing', { why: 'unplugged' }));
  };

  /** @returns whether the microphone is open and still wanted */
  const open = async (deviceId: string): Promise<boolean> => {
    if (microphone) return true;
    const mine = ++run;
    store.set({ phase: 'opening' });
    try {
      const opened = await openMicrophone({ deviceId, onLevel: hear, onLost: lose });
      if (mine !== run) {
        opened.close();
        return false;
      }
      microphone = opened;
      return true;
    } catch (thrown) {
      if (mine === run) fail(thrown);
      return false;
    }
  };
  const countDown = (left: number) => {
    clearTimeout(timer);
    if (left === 0) {
      microphone?.keep();
      return store.set({ phase: 'recording' });
    }
    store.set({ phase: 'countdown', left });
    timer = setTimeout(() => countDown(left - 1), COUNTDOWN_STEP_MS);
  };
  const finish = async (open: Microphone) => {
    const mine = run;
    store.set({ phase: 'saving' });
    try {
      const recording = await save(await open.finish());
      if (mine !== run) return;
      release();
      store.set({ phase: 'idle' });
      onSaved(recording);
    } catch (thrown) {
      if (mine === run) fail(thrown);
    }
  };

  const recorder: Recorder = {
    get: store.get,
    subscribe: store.subscribe,
    toggleTest: (deviceId) => {
      if (phase() === 'testing') return recorder.cancel();
      if (phase() !== 'idle' && phase() !== 'failed') return;
      void open(deviceId).then((opened) => {
        if (opened) store.set({ phase: 'testing' });
      });
    },
    record: (deviceId) => {
      if (phase() !== 'idle' && phase() !== 'failed' && phase() !== 'testing') return;
      void open(deviceId).then((opened) => {
        if (opened) countDown(COUNTDOWN_FROM);
      });
    },
    skipCountdown: () => {
      if (phase() === 'countdown') countDown(0);
    },
    stop: () => {
      if (phase() === 'recording' && microphone) void finish(microphone);
    },
    cancel: () => {
      release();
      store.set({ phase: 'idle' });
    },
    elapsedSec: () => (phase() === 'recording' ? (microphone?.keptSec ?? 0) : 0),
    level: () => level,
    history: () => history,
  };
  return recorder;
}
