import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Port } from '#contract/port';
import { serve } from '#contract/rpc';
import type { Errand } from '../lib/errands';
import { tellDoor } from '../storage/library-lock';
import type { Studio } from '../studio-options';
import { doorContract, knockSchema } from './door-contract';
import { doorPlaces, preparePlace } from './door-place';
import { doorService, endErrand } from './door-service';
import { MOST_BYTES, socketPort } from './socket-port';

/** Where commands of the same user find the studio that runs. */
export interface Door {
  readonly path: string;
  /** Hangs up on the commands that are there, and ends what they wait for. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly home: string;
  readonly version: string;
  /** Who has not said the key by then never will, ms; 5 000 when absent. */
  readonly knockMs?: number;
}

const KNOCK_MS = 5_000;
/** A key and its frame; who knocks has nothing else to say. */
const KNOCK_BYTES = 1024;
const MOST_COMMANDS = 1024;

/**
 * Opens the door of the data folder whose library this process holds, and tells where it is in the lock's note.
 * @returns undefined where no socket can be; the studio's log says why
 */
export async function openDoor(studio: Studio, options: DoorOptions): Promise<Door | undefined> {
  const home = resolve(options.home);
  const key = randomBytes(32);
  const ports = new Set<Port>();
  const server = createServer((socket) => receive(socket, studio, { ...options, key, ports }));
  server.maxConnections = MOST_COMMANDS;
  const troubles: string[] = [];
  for (const path of doorPlaces(home)) {
    try {
      preparePlace(path, home);
      await listen(server, path);
      tellDoor(home, { path, key: key.toString('hex'), version: options.version });
      return { path, close: () => close(server, path, ports, home) };
    } catch (thrown) {
      troubles.push(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  server.close();
  studio.logger.warn('Commands cannot reach this studio: no local socket can be made', {
    reasons: troubles.join('; '),
  });
  return undefined;
}

interface Receiving extends DoorOptions {
  readonly key: Buffer;
  readonly ports: Set<Port>;
}

/** Serves who says the key first. */
function receive(socket: Socket, studio: Studio, { key, ports, knockMs = KNOCK_MS }: Receiving): void {
  let isKnown = false;
  const port = socketPort(socket, () => (isKnown ? MOST_BYTES : KNOCK_BYTES));
  ports.add(port);
  const impatient = setTimeout(() => socket.destroy(), knockMs);
  port.onClose(() => {
    clearTimeout(impatient);
    ports.delete(port);
  });
  const stop = port.onMessage((message) => {
    stop();
    clearTimeout(impatient);
    if (!isKey(message, key)) return socket.destroy();
    isKnown = true;
    const errand: Errand = { takeIds: new Set(), isOver: false };
    port.post({ welcome: true });
    serve(doorContract, doorService(studio, errand), port);
    port.onClose(() => void endErrand(studio, errand));
  });
}

function isKey(message: unknown, key: Buffer): boolean {
  const knock = knockSchema.safeParse(message);
  const said = Buffer.from(knock.data?.key ?? '', 'hex');
  return said.length === key.length && timingSafeEqual(said, key);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((listening, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      // one connection that fails is not the door
      server.on('error', () => undefined);
      // its folder is closed to others already
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      listening();
    });
  });
}

async function close(server: Server, path: string, ports: ReadonlySet<Port>, home: string): Promise<void> {
  const closed = new Promise<void>((over) => server.close(() => over()));
  for (const port of [...ports]) port.close();
  await closed;
  // the socket went with its server; a folder of its own in the system's temporary one goes, too
  if (process.platform !== 'win32' && dirname(path) !== home)
    rmSync(dirname(path), { recursive: true, force: true });
}
