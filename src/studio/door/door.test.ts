import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { encodeFrame } from '#contract/frame';
import { memoryEngine } from '../../../tests/support/studio/test-launchers';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { toldDoor } from '../storage/library-lock';
import { StudioLifecycle } from '../studio-lifecycle';
import { doorPlaces } from './door-place';
import { openDoor, type Door, type DoorOptions } from './open-door';
import { reachStudio, type ReachedStudio } from './reach-studio';
import { MOST_BYTES } from './socket-port';

const version = '1.2.3';
const open: { studio: TestStudio; door: Door }[] = [];
const reached: ReachedStudio[] = [];
afterEach(async () => {
  for (const each of reached.splice(0)) await each.leave();
  for (const { studio, door } of open.splice(0)) {
    await door.close();
    await studio.close();
  }
});
afterAll(removeTemporaryFolders);

async function openWithDoor(options: Partial<DoorOptions> = {}): Promise<{ studio: TestStudio; door: Door }> {
  const studio = await openTestStudio(options.home === undefined ? {} : { home: options.home });
  const door = await openDoor(studio, { version, ...options, home: studio.home });
  open.push({ studio, door: door! });
  return open.at(-1)!;
}

async function command(home: string): Promise<ReachedStudio> {
  const studio = await reachStudio({ home, version });
  reached.push(studio!);
  return studio!;
}

const posix = process.platform !== 'win32';

test('a command asks the studio that runs, and its take arrives there as any other', async () => {
  const { studio } = await openWithDoor();
  const voice = await studio.makeVoice();
  const { api, on } = await command(studio.home);
  expect((await api.listVoices()).voices).toEqual([voice]);
  const heard: string[] = [];
  studio.on('takeChanged', ({ state }) => heard.push(state));
  const over = new Promise((resolve) => on('takeChanged', (take) => isOver(take) && resolve(take)));
  const { id } = await api.startTake({ voiceId: voice.id, text: 'Hello world', seed: 7 });
  expect(await over).toMatchObject({ id, state: 'done' });
  expect(heard).toContain('running');
  const { samples } = await api.getTakeAudio({ takeId: id });
  expect(samples).toEqual((await studio.api.getTakeAudio({ takeId: id })).samples);
});

test.runIf(posix)('the socket is its user’s alone, and goes with its studio', async () => {
  const { studio, door } = await openWithDoor();
  expect(door.path).toBe(join(studio.home, 'studio.sock'));
  expect(lstatSync(door.path).mode & 0o777).toBe(0o600);
  expect(lstatSync(studio.home).mode & 0o777).toBe(0o700);
  expect(lstatSync(join(studio.home, 'studio-lock.json')).mode & 0o777).toBe(0o600);
  await door.close();
  expect(existsSync(door.path)).toBe(false);
  expect(await reachStudio({ home: studio.home, version })).toBeUndefined();
});

test.runIf(posix)('a long path has its socket in a private folder of the temporary one', async () => {
  const home = join(temporaryFolder(), 'long'.repeat(30));
  const { studio, door } = await openWithDoor({ home });
  expect(door.path.startsWith(tmpdir())).toBe(true);
  expect(Buffer.byteLength(door.path)).toBeLessThan(104);
  expect(lstatSync(dirname(door.path)).mode & 0o777).toBe(0o700);
  expect((await (await command(home)).api.getStatus()).host).toBe('test');
  await door.close();
  expect(existsSync(dirname(door.path))).toBe(false);
  expect(studio.home).toBe(home);
});

test.runIf(posix)('a folder of that name that others may open is not used', async () => {
  const home = join(temporaryFolder(), 'long'.repeat(30));
  const [place = ''] = doorPlaces(home);
  mkdirSync(dirname(place), { mode: 0o755 });
  const studio = await openTestStudio({ home });
  expect(await openDoor(studio, { home, version })).toBeUndefined();
  const said = await studio.api.readLog({ limit: 20 });
  expect(said.map(({ message }) => message).join()).toContain('no local socket can be made');
  await studio.close();
});

test('on Windows a pipe has the name of its data folder, however its letters are written', () => {
  const [pipe = '', ...others] = doorPlaces(String.raw`C:\Users\Anna\CosyVoice Studio`, 'win32');
  expect(others).toEqual([]);
  expect(pipe).toMatch(/^\\\\\.\\pipe\\cosyvoice-studio-[0-9a-f]{24}$/);
  expect(doorPlaces(String.raw`c:\users\anna\cosyvoice studio`, 'win32')).toEqual([pipe]);
  expect(doorPlaces(String.raw`C:\Users\Bea\CosyVoice Studio`, 'win32')).not.toEqual([pipe]);
  expect(doorPlaces(`C:\\${'long'.repeat(60)}`, 'win32')[0]).toHaveLength(pipe.length);
});

test('what a command ordered ends when it leaves, waiting and running; what others ordered stays', async () => {
  const { studio } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  const mine = await command(studio.home);
  const slow = await mine.api.startTake({ voiceId, text: 'slow', seed: 1 });
  const waiting = await mine.api.startTake({ voiceId, text: 'waiting', seed: 1 });
  const other = await studio.api.startTake({ voiceId, text: 'other', seed: 1 });
  await studio.when(slow.id, ({ state }) => state === 'running');
  await mine.leave();
  expect((await studio.when(slow.id, isOver)).state).toBe('cancelled');
  expect((await studio.when(waiting.id, isOver)).state).toBe('cancelled');
  expect((await studio.when(other.id, isOver)).state).toBe('done');
});

test('a command that is cut off ends what it ordered, too', async () => {
  const { studio, door } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  const socket = await dial(door.path);
  say(socket, { key: toldDoor(studio.home)!.door.key });
  const begun = new Promise<string>((resolve) => studio.on('takeChanged', ({ id }) => resolve(id)));
  say(socket, { kind: 'call', id: 1, name: 'startTake', input: { voiceId, text: 'slow', seed: 1 } });
  const takeId = await begun;
  socket.destroy();
  expect((await studio.when(takeId, isOver)).state).toBe('cancelled');
});

test('what a command asks for is made while the queue of the window is paused, and nothing else', async () => {
  const { studio } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  await studio.api.updateSettings({ queuePaused: true });
  const before = await studio.api.startTake({ voiceId, text: 'before', seed: 1 });
  const { api } = await command(studio.home);
  const { id } = await api.startTake({ voiceId, text: 'mine', seed: 1 });
  expect((await studio.when(id, isOver)).state).toBe('done');
  expect((await studio.api.getTake({ takeId: before.id })).state).toBe('queued');
});

test('a command hears the lines of its own takes, all of them before it leaves', async () => {
  const { studio } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  const mine = await command(studio.home);
  const lines: { takeId?: string | undefined; message: string }[] = [];
  mine.on('log', (entries) => lines.push(...entries));
  const { id } = await mine.api.startTake({ voiceId, text: 'mine', seed: 1 });
  await studio.when(id, isOver);
  await studio.speak({ voiceId, text: 'other' });
  await mine.leave();
  expect(new Set(lines.map(({ takeId }) => takeId))).toEqual(new Set([id]));
  expect(lines[0]?.message).toContain('Received synthesis request');
  expect(lines.map(({ message }) => message).join()).toContain('Audio saved');
});

test('a studio that closes says so to who waits', async () => {
  const { studio, door } = await openWithDoor();
  const { api, closed } = await command(studio.home);
  await api.getStatus();
  await door.close();
  await closed;
  await expect(api.getStatus()).rejects.toMatchObject({ code: 'connection-lost' });
});

test('a restore opens the restored library to those who come, and hangs up on those who wait', async () => {
  const other = await openTestStudio();
  await other.makeVoice('Chen');
  const { path } = await other.backup(join(temporaryFolder(), 'all.cvbackup'), true);
  await other.close();

  const home = temporaryFolder();
  let opened: () => void = () => undefined;
  const events = { onOpen: () => opened(), onFailure: () => undefined };
  const lifecycle = await StudioLifecycle.open(
    { home, resourcesDir: testResources(), version, host: 'test', engine: memoryEngine },
    events,
  );
  const waits = await command(home);
  const restores = await command(home);
  const again = new Promise<void>((resolve) => (opened = resolve));
  expect(await restores.restore(path)).toMatchObject({ files: expect.any(Number) as number });
  await waits.closed;
  await again;
  const { voices } = await (await command(home)).api.listVoices();
  expect(voices).toMatchObject([{ name: 'Chen' }]);
  await lifecycle.close();
});

test('a studio of another version, and one that does not answer, are named', async () => {
  const { studio, door } = await openWithDoor();
  await expect(reachStudio({ home: studio.home, version: '9.9.9' })).rejects.toMatchObject({
    code: 'library-locked',
    values: { why: 'version', version: '9.9.9', theirs: version, pid: process.pid },
  });
  await door.close();
  const deaf = createServer().listen(door.path);
  await expect(reachStudio({ home: studio.home, version, answerMs: 50 })).rejects.toMatchObject({
    code: 'library-locked',
    values: { why: 'silent' },
  });
  deaf.close();
});

test('a note that names a place where nobody listens, or no place at all, counts for nothing', async () => {
  const { studio, door } = await openWithDoor();
  const file = join(studio.home, 'studio-lock.json');
  const { holder } = toldDoor(studio.home)!;
  await door.close();
  expect(await reachStudio({ home: studio.home, version })).toBeUndefined();
  for (const wrong of ['', '{', JSON.stringify({ ...holder, door: 7 }), JSON.stringify(holder)]) {
    writeFileSync(file, wrong);
    expect(await reachStudio({ home: studio.home, version })).toBeUndefined();
  }
});

/** Its frame as it goes over a socket. */
function bytesOf(message: unknown): Buffer {
  const frame = encodeFrame(message);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(frame.length);
  return Buffer.concat([head, frame]);
}
const say = (socket: Socket, message: unknown) => socket.write(bytesOf(message));
const dial = (path: string) =>
  new Promise<Socket>((resolve) => {
    const socket = createConnection({ path }, () => resolve(socket));
    socket.on('error', () => undefined);
  });
const hungUp = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.resume();
    socket.once('close', () => resolve());
  });

const length = (bytes: number) => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(bytes);
  return head;
};

test.each([
  ['noise', () => [Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 73) % 251))]],
  ['a frame that is none', () => [length(12), Buffer.alloc(12, 0xff)]],
  ['a long knock', () => [length(2000)]],
  ['a huge frame', () => [length(0xffffffff)]],
  ['a wrong key', () => [bytesOf({ key: 'ff'.repeat(32) })]],
  ['a key of another length', () => [bytesOf({ key: 'ff' })]],
  ['a call before the key', () => [bytesOf({ kind: 'call', id: 1, name: 'getStatus' })]],
  ['a huge frame after the key', (key: string) => [bytesOf({ key }), length(MOST_BYTES + 1)]],
  ['no frame after the key', (key: string) => [bytesOf({ key }), length(8), Buffer.alloc(8, 1)]],
])('whoever says %s is hung up, and the next one is served', async (_name, words) => {
  const { studio, door } = await openWithDoor();
  const socket = await dial(door.path);
  for (const word of words(toldDoor(studio.home)!.door.key)) socket.write(word);
  await hungUp(socket);
  expect(await (await command(studio.home)).api.getStatus()).toMatchObject({ host: 'test' });
});

test('whoever says nothing is hung up after a while', async () => {
  const { door } = await openWithDoor({ knockMs: 20 });
  await hungUp(await dial(door.path));
});

test('a frame that comes byte by byte, and two that come at once, are understood', async () => {
  const { studio, door } = await openWithDoor();
  const socket = await dial(door.path);
  for (const byte of bytesOf({ key: toldDoor(studio.home)!.door.key })) {
    await new Promise((resolve) => socket.write(Buffer.from([byte]), resolve));
  }
  const calls = [1, 2].map((id) => bytesOf({ kind: 'call', id, name: 'listProjects' }));
  let heard = '';
  const both = new Promise<void>((resolve) =>
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
      if (heard.includes('"id":1') && heard.includes('"id":2')) resolve();
    }),
  );
  socket.write(Buffer.concat(calls));
  await both;
  socket.destroy();
});

test('whoever asks and never reads does not hold up others', async () => {
  const { studio, door } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  const deaf = await dial(door.path);
  deaf.pause();
  say(deaf, { key: toldDoor(studio.home)!.door.key });
  for (let id = 0; id < 200; id++) say(deaf, { kind: 'call', id, name: 'getVoiceAudio', input: { voiceId } });
  const { api } = await command(studio.home);
  expect((await api.listVoices()).voices).toHaveLength(1);
  await door.close();
  deaf.destroy();
});

test('a hundred commands at once are each answered, and each gets its own', async () => {
  const { studio } = await openWithDoor();
  const { id: voiceId } = await studio.makeVoice();
  const names = Array.from({ length: 100 }, (_, at) => `command ${at}`);
  const answers = await Promise.all(
    names.map(async (name, at) => {
      const { api, on } = await command(studio.home);
      if (at % 5 > 0) return (await api.createProject({ name })).name;
      const ended = new Map<string, string>();
      let wake: () => void = () => undefined;
      on('takeChanged', (take) => {
        if (!isOver(take)) return;
        ended.set(take.id, take.recipe.text);
        wake();
      });
      const { id } = await api.startTake({ voiceId, text: name, seed: 7 });
      while (!ended.has(id)) await new Promise<void>((resolve) => (wake = resolve));
      // it hears of its own take alone
      expect([...ended.keys()]).toEqual([id]);
      return ended.get(id);
    }),
  );
  expect(answers).toEqual(names);
});
