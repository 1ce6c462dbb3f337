import type { Span } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Playable } from './playable';
import { playheadAt, startOffset, type Playhead } from './player-position';
import { createSoundKeep } from './sound-keep';
import { StreamPlay, type SoundStream } from './stream-play';

/** `waiting`: it plays by itself once enough of it has been made. */
export type PlayStatus = 'idle' | 'loading' | 'waiting' | 'playing' | 'paused';

export interface PlayerState {
  /** What was last played or sought; undefined before anything was. */
  readonly key: string | undefined;
  readonly status: PlayStatus;
  /** While it waits: in how many seconds enough of it will be there; undefined when nobody knows. */
  readonly startsInSec: number | undefined;
  readonly error: StudioError | undefined;
  readonly playable: Playable | undefined;
  /** Of `playable`, as decoded once it is; 0 while nobody knows. */
  readonly durationSec: number;
  /** Whether sounds begin again when they end. */
  readonly repeats: boolean;
  /** 0 to 1; what is heard is its square, which sounds even. */
  readonly volume: number;
  /** How many times as fast as it was spoken, at the same pitch. */
  readonly rate: number;
}

/** The window's one loudspeaker: starting a sound stops the one before it. */
export interface Player {
  readonly getState: () => PlayerState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Plays from `fromSec`, or from where it was paused; inside `loop` for ever when there is one. */
  play(playable: Playable, options?: { readonly fromSec?: number; readonly loop?: Span }): Promise<void>;
  pause(): void;
  /** A sound that waits until enough is made is heard at once instead, as far as it has come. */
  toggle(playable: Playable, options?: { readonly loop?: Span }): void;
  /** Moves the position, playing or not. */
  seek(playable: Playable, sec: number): void;
  /** Changes the loop of what plays now; without a gap when the position is inside it. */
  setLoop(loop: Span | undefined): void;
  setRepeats(repeats: boolean): void;
  setVolume(volume: number): void;
  /** What plays goes on from where it is. */
  setRate(rate: number): void;
  /** Position in seconds of `key`; 0 for everything that is not in hand. */
  position(key: string): number;
  /** A sound that is in hand and does not play is as it is told now: longer than before, or over. */
  renew(playable: Playable): void;
  /** What Space acts on: the last sound that was focused or played. */
  focus(playable: Playable): void;
  toggleFocused(): void;
  /** Frees the audio device and forgets what is in hand. */
  dispose(): void;
}

/** @param createContext a seam for tests: a Node process has no audio device */
export function createPlayer(createContext: () => AudioContext = () => new AudioContext()): Player {
  const listeners = new Set<() => void>();
  const sounds = createSoundKeep();
  let context: AudioContext | undefined;
  let source: AudioBufferSourceNode | undefined;
  let head: Playhead | undefined;
  let streaming: StreamPlay | undefined;
  let current: Playable | undefined;
  let focused: Playable | undefined;
  let pausedAtSec = 0;
  let repeats = false;
  let volume = 1;
  let rate = 1;
  let state: PlayerState = {
    ...{ key: undefined, status: 'idle', startsInSec: undefined, error: undefined, playable: undefined },
    ...{ durationSec: 0, repeats, volume, rate },
  };
  let request = 0;
  let master: GainNode | undefined;

  const set = (status: PlayStatus, error?: StudioError, startsInSec?: number) => {
    const durationSec = (current && sounds.durationSec(current.key)) ?? current?.durationSec ?? 0;
    state = {
      key: current?.key,
      status,
      startsInSec,
      error,
      playable: current,
      durationSec,
      repeats,
      volume,
      rate,
    };
    for (const listener of [...listeners]) listener();
  };
  const now = () => context?.currentTime ?? 0;
  const positionSec = () => streaming?.position() ?? (head ? playheadAt(head, now()) : pausedAtSec);

  const silence = () => {
    streaming?.stop();
    streaming = undefined;
    if (!source) return;
    source.onended = null;
    source.stop();
    source.disconnect();
    source = undefined;
    head = undefined;
  };

  const outputOf = (audio: AudioContext, gainDb: number): AudioNode => {
    if (!master) {
      master = audio.createGain();
      master.gain.value = volume ** 2;
      master.connect(audio.destination);
    }
    if (gainDb === 0) return master;
    const gain = audio.createGain();
    gain.gain.value = 10 ** (gainDb / 20);
    gain.connect(master);
    return gain;
  };

  const loopIn = (node: AudioBufferSourceNode, loop: Span | undefined) => {
    node.loop = loop !== undefined;
    if (!loop) return;
    node.loopStart = loop.startSec / rate;
    node.loopEnd = loop.endSec / rate;
  };

  const start = (
    buffer: AudioBuffer,
    fromSec: number,
    span: Span | undefined,
    audio: AudioContext,
    gainDb = 0,
  ) => {
    silence();
    const loop = span ?? (repeats ? { startSec: 0, endSec: buffer.duration } : undefined);
    const offsetSec = startOffset(fromSec, buffer.duration, loop);
    source = audio.createBufferSource();
    source.buffer = sounds.atRate(buffer, rate, audio);
    loopIn(source, loop);
    source.connect(outputOf(audio, gainDb));
    source.onended = () => {
      silence();
      pausedAtSec = 0;
      set('paused');
    };
    source.start(0, offsetSec / rate);
    head = { startedAtSec: audio.currentTime, offsetSec, durationSec: buffer.duration, loop, rate };
    set('playing');
  };

  const startStream = (stream: SoundStream, fromSec: number, audio: AudioContext, gainDb = 0) => {
    silence();
    const { growing, madeSec } = stream.getExtent();
    const over = (error?: StudioError) => {
      pausedAtSec = error ? positionSec() : 0;
      silence();
      set('paused', error);
    };
    const play = new StreamPlay({
      ...{ context: audio, output: outputOf(audio, gainDb), stream, rate, repeats: () => repeats },
      fromSec: growing ? fromSec : startOffset(fromSec, madeSec, undefined),
      onState: (told) => {
        if (streaming !== play) return;
        if (told.status === 'ended') over();
        else if (told.status === 'failed') over(told.error);
        else set(told.status, undefined, told.status === 'waiting' ? told.startsInSec : undefined);
      },
    });
    streaming = play;
    void play.run();
  };

  const player: Player = {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: async (playable, { fromSec, loop } = {}) => {
      const mine = ++request;
      const resumeSec = current?.key === playable.key ? positionSec() : 0;
      silence();
      current = playable;
      focused = playable;
      pausedAtSec = fromSec ?? resumeSec;
      set('loading');
      try {
        context ??= createContext();
        // a context made before the first click of the window starts suspended
        if (context.state === 'suspended') await context.resume();
        if (playable.stream && mine === request) {
          startStream(playable.stream, pausedAtSec, context, playable.gainDb);
          return;
        }
        const buffer = await sounds.bufferOf(playable, context);
        if (mine === request) start(buffer, pausedAtSec, loop, context, playable.gainDb);
      } catch (thrown) {
        if (mine === request) set('paused', StudioError.from(thrown));
      }
    },
    pause: () => {
      request++;
      if (!current) return;
      pausedAtSec = positionSec();
      silence();
      set('paused');
    },
    toggle: (playable, options) => {
      const mine = state.key === playable.key;
      const { growing = false, madeSec = 0 } = playable.stream?.getExtent() ?? {};
      if (mine && state.status === 'waiting' && growing && madeSec > positionSec()) streaming?.start();
      else if (mine && isBusy(state.status)) player.pause();
      else void player.play(playable, options);
    },
    seek: (playable, sec) => {
      const at = Math.min(Math.max(sec, 0), playable.stream?.getExtent().madeSec ?? playable.durationSec);
      if (current?.key === playable.key && isBusy(state.status)) {
        void player.play(playable, { fromSec: at, ...(head?.loop ? { loop: head.loop } : {}) });
        return;
      }
      request++;
      silence();
      current = playable;
      focused = playable;
      pausedAtSec = at;
      set('paused');
    },
    setLoop: (loop) => {
      if (!source || !head || !current) return;
      const offsetSec = positionSec();
      if (loop && (offsetSec < loop.startSec || offsetSec >= loop.endSec)) {
        void player.play(current, { loop });
        return;
      }
      loopIn(source, loop);
      head = { ...head, startedAtSec: now(), offsetSec, loop };
    },
    setRepeats: (wanted) => {
      repeats = wanted;
      const whole = head && { startSec: 0, endSec: head.durationSec };
      // a selection that is looped stays what it is
      if (whole && (!head?.loop || isWhole(head))) player.setLoop(wanted ? whole : undefined);
      set(state.status, state.error);
    },
    setVolume: (wanted) => {
      volume = wanted;
      if (master) master.gain.value = volume ** 2;
      set(state.status, state.error);
    },
    setRate: (wanted) => {
      const before = rate;
      if (current && isBusy(state.status) && wanted !== before) {
        const fromSec = positionSec();
        rate = wanted;
        const loop = head?.loop;
        void player.play(current, { fromSec, ...(loop && !(head && isWhole(head)) ? { loop } : {}) });
        return;
      }
      rate = wanted;
      set(state.status, state.error);
    },
    position: (key) => (current?.key === key ? positionSec() : 0),
    renew: (playable) => {
      if (current?.key !== playable.key || current === playable || isBusy(state.status)) return;
      const same = current.durationSec === playable.durationSec && current.stream === playable.stream;
      current = playable;
      if (!same) {
        if (playable.durationSec > 0) sounds.forget(playable.key);
        set(state.status, state.error);
      }
    },
    focus: (playable) => {
      focused = playable;
    },
    toggleFocused: () => {
      if (focused) player.toggle(focused);
    },
    dispose: () => {
      request++;
      silence();
      sounds.clear();
      current = focused = undefined;
      pausedAtSec = 0;
      set('idle');
      void context?.close();
      context = master = undefined;
    },
  };
  return player;
}

const isBusy = (status: PlayStatus): boolean =>
  status === 'playing' || status === 'loading' || status === 'waiting';

const isWhole = ({ loop, durationSec }: Playhead): boolean =>
  loop?.startSec === 0 && loop.endSec >= durationSec;

/** The window's loudspeaker. */
export const player = createPlayer();
