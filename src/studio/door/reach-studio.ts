import { createConnection, type Socket } from 'node:net';
import { reviveError, StudioError } from '#contract/errors';
import type { Restored } from '#contract/library';
import type { Port } from '#contract/port';
import { connect, type Connection } from '#contract/rpc';
import { toldDoor } from '../storage/library-lock';
import type { CommandStudio } from '../studio-options';
import { doorContract, welcomeSchema, type DoorContract } from './door-contract';
import { socketPort } from './socket-port';

/** The studio that runs, as a command has it. */
export interface ReachedStudio extends CommandStudio {
  restore(path: string): Promise<Restored>;
  /** Settles when the studio is gone. */
  readonly closed: Promise<void>;
  /** Ends what this command still waits for, and hangs up. Safe to call twice. */
  leave(): Promise<void>;
}

export interface ReachOptions {
  readonly home: string;
  readonly version: string;
  /** A studio that lives has answered by then, ms; 30 000 when absent. */
  readonly answerMs?: number;
}

const ANSWER_MS = 30_000;

/**
 * @returns the studio that has the library of this data folder open, through its door; undefined where none is, or none opens
 * @throws StudioError 'library-locked' by one that cannot be talked to: of another version, or silent
 */
export async function reachStudio(options: ReachOptions): Promise<ReachedStudio | undefined> {
  const { home, version, answerMs = ANSWER_MS } = options;
  const told = toldDoor(home);
  const socket = told && (await dial(told.door.path));
  if (!socket) return undefined;
  const { door, holder } = told;
  const held = { home, ...holder };
  if (door.version !== version) {
    socket.destroy();
    throw new StudioError('library-locked', { why: 'version', ...held, version, theirs: door.version });
  }
  const port = socketPort(socket);
  if (!(await isWelcome(port, door.key, answerMs))) {
    socket.destroy();
    throw new StudioError('library-locked', { why: 'silent', ...held });
  }
  return reached(connect(doorContract, port), port);
}

/** @returns undefined where nobody listens: a killed studio leaves a socket, and a note that names it */
function dial(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection({ path });
    const gone = () => resolve(undefined);
    socket.once('error', gone).once('connect', () => {
      socket.off('error', gone);
      resolve(socket);
    });
  });
}

function isWelcome(port: Port, key: string, answerMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isWelcome: boolean) => {
      clearTimeout(impatient);
      stop();
      resolve(isWelcome);
    };
    const impatient = setTimeout(settle, answerMs, false);
    const stop = port.onMessage((message) => settle(welcomeSchema.safeParse(message).success));
    port.onClose(() => settle(false));
    port.post({ key });
  });
}

function reached({ api, on, closed }: Connection<DoorContract>, port: Port): ReachedStudio {
  return {
    ...{ api, on, closed },
    enrolled: async () => (await api.enrolled()).map((report) => reviveError(report)),
    packFiles: {
      addManifest: async (text) => (await api.addManifest({ text })).packId,
      findIn: (folder) => api.findPacksIn({ folder }),
      settled: (packId) => api.packSettled({ packId }),
    },
    useFolder: async (kind, folder, { moveFiles }) => {
      const move = await api.useFolder({ kind, folder, moveFiles });
      return move ? { over: Promise.resolve(move) } : {};
    },
    exportFolder: async (folder) => (await api.exportInto({ folder })).folderId,
    backup: (path, withTakes) => api.backupTo({ path, withTakes }),
    restore: (path) => api.restoreFrom({ path }),
    leave: async () => {
      await api.leave().catch(() => undefined);
      port.close();
    },
  };
}
