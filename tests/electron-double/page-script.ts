import { decodeFrame, encodeFrame } from '#contract/frame';
import { bridgePath, type BridgeMessage } from './bridge-protocol';

/**
 * Runs in the page before its own scripts, in place of Electron's renderer half: ipcRenderer and contextBridge for the
 * preload, and permission questions that the application's own handlers answer.
 */

type Listener = (event: object, ...values: unknown[]) => void;

const listeners = new Map<string, Set<Listener>>();
const unsent: BridgeMessage[] = [];
const questions = new Map<number, (granted: boolean) => void>();
const socket = new WebSocket(`ws://${location.host}${bridgePath}`);
socket.binaryType = 'arraybuffer';

function send(message: BridgeMessage): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(encodeFrame(message)));
  else unsent.push(message);
}

socket.addEventListener('open', () => unsent.splice(0).forEach(send));
socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  const message = decodeFrame(new Uint8Array(data)) as BridgeMessage;
  if (message.kind === 'ipc') {
    for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.arguments);
  }
  if (message.kind === 'reload') location.reload();
  if (message.kind === 'permission') questions.get(message.id)?.(message.granted);
});

const ipcRenderer = {
  send: (channel: string, ...values: unknown[]) => send({ kind: 'ipc', channel, arguments: values }),
  on: (channel: string, listener: Listener) => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set.add(listener));
  },
  off: (channel: string, listener: Listener) => {
    listeners.get(channel)?.delete(listener);
  },
};

const contextBridge = {
  exposeInMainWorld: (name: string, value: object) =>
    Object.defineProperty(window, name, {
      value: Object.freeze(value),
      writable: false,
      configurable: false,
    }),
};

function mayUse(permission: string, mediaTypes: string[]): Promise<boolean> {
  const id = questions.size + 1;
  const answer = new Promise<boolean>((resolve) => questions.set(id, resolve));
  send({ kind: 'ask-permission', id, permission, mediaTypes });
  return answer;
}

const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (constraints = {}) => {
  const types = (['audio', 'video'] as const).filter((type) => Boolean(constraints[type]));
  if (await mayUse('media', types)) return getUserMedia(constraints);
  throw new DOMException('Permission denied', 'NotAllowedError');
};

/** What `require` finds in a sandboxed preload. */
export function sandboxedRequire(name: string): object {
  if (name === 'electron') return { ipcRenderer, contextBridge };
  throw new Error(`module not found: ${name} (a sandboxed preload may require only electron)`);
}
