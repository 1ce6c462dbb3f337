import { StudioError } from '#contract/errors';
import { createPcmAssembly, distinctChannels, levelOf, type Block, type Level } from './audio-capture-pcm';
import workletAddress from './recorder-worklet?worker&url';
import { createScope } from './scope';

export interface CapturedAudio {
  readonly sampleRateHz: number;
  readonly channels: Float32Array[];
}

export interface MicrophoneOptions {
  /** Empty means the system's default. */
  readonly deviceId: string;
  /** About 47 times a second, also before `keep`. */
  readonly onLevel: (level: Level) => void;
  /** The device went away; the microphone is closed already, what was kept can still be finished. */
  readonly onLost: () => void;
}

/** An open microphone. It listens from the start and keeps what it hears from `keep` on. */
export interface Microphone {
  readonly sampleRateHz: number;
  keep(): void;
  /** Seconds kept so far. */
  readonly keptSec: number;
  /** Ends keeping and closes the device. */
  finish(): Promise<CapturedAudio>;
  /** Closes the device and forgets what was kept. Idempotent. */
  close(): void;
}

export type OpenMicrophone = (options: MicrophoneOptions) => Promise<Microphone>;

/** How long to wait for the audio thread's last block before going on without it. */
const LAST_BLOCK_MS = 500;

/**
 * Opens a microphone with all processing off: echo cancellation, noise suppression and gain control change a voice.
 * PCM comes through an AudioWorklet at the device's native rate; a lossy recorder is never involved.
 * @throws StudioError 'microphone-denied', 'microphone-missing', 'microphone-busy', 'not-supported-here'
 */
export const openMicrophone: OpenMicrophone = async ({ deviceId, onLevel, onLost }) => {
  const scope = createScope();
  try {
    const stream = await askForStream(deviceId);
    scope.own(() => stream.getTracks().forEach((track) => track.stop()));
    const context = new AudioContext({ latencyHint: 'interactive' });
    scope.own(() => void context.close());
    await context.audioWorklet.addModule(workletAddress);
    await context.resume();

    const node = new AudioWorkletNode(context, 'recorder', { numberOfInputs: 1, numberOfOutputs: 1 });
    const source = context.createMediaStreamSource(stream);
    // an unconnected node may be skipped by the browser; this one's output stays silent
    source.connect(node).connect(context.destination);
    scope.own(() => source.disconnect());
    scope.own(() => node.disconnect());

    const assembly = createPcmAssembly();
    let keeping = false;
    let lastBlock: (() => void) | undefined;
    node.port.onmessage = ({ data }: MessageEvent<Block>) => {
      if (data.length === 0) return lastBlock?.();
      if (keeping) assembly.add(data);
      onLevel(levelOf(data));
    };
    const track = stream.getAudioTracks()[0];
    if (track) scope.listen(track, 'ended', onLost);

    return {
      sampleRateHz: context.sampleRate,
      keep: () => {
        keeping = true;
      },
      get keptSec() {
        return assembly.length / context.sampleRate;
      },
      finish: async () => {
        await new Promise<void>((resolve) => {
          lastBlock = resolve;
          setTimeout(resolve, LAST_BLOCK_MS);
          node.port.postMessage('finish');
        });
        keeping = false;
        scope.dispose();
        return { sampleRateHz: context.sampleRate, channels: distinctChannels(assembly.join()) };
      },
      close: () => scope.dispose(),
    };
  } catch (thrown) {
    scope.dispose();
    throw microphoneError(thrown);
  }
};

async function askForStream(deviceId: string): Promise<MediaStream> {
  // the type promises mediaDevices, but pages on plain http from another machine have none
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new StudioError('not-supported-here', { why: 'insecure' });
  return devices.getUserMedia({
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      ...(deviceId === '' ? {} : { deviceId: { exact: deviceId } }),
    },
  });
}

/** @returns what getUserMedia's refusal means for the person in front of it. */
function microphoneError(thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown;
  // by name and not by class: a DOMException is not an Error of every realm
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? thrown.name : undefined;
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new StudioError('microphone-denied', {}, thrown);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new StudioError('microphone-missing', {}, thrown);
    case 'NotReadableError':
    case 'AbortError':
      return new StudioError('microphone-busy', {}, thrown);
    default:
      return StudioError.from(thrown);
  }
}
