import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Archive } from './archive';
import { isSafeName } from './archive-names';
import { evilZip, type EvilEntry, type EvilZip } from '../../../../tests/support/studio/test-zip';

const limits = { entries: 5, entryBytes: 8_000_000, totalBytes: 10_000_000 };

const open = (entries: readonly EvilEntry[], shape?: EvilZip) =>
  Archive.open(evilZip(entries, shape), 'evil.zip', limits);

const readAll = async (entries: readonly EvilEntry[], shape?: EvilZip) => {
  const archive = await open(entries, shape);
  return Promise.all(archive.names.map((name) => archive.read(name)));
};

test('an honest archive gives its files, stored and deflated', async () => {
  const archive = await open([
    { name: 'manifest.json', bytes: '{}', deflate: true },
    { name: 'voices/a b-声.wav', bytes: 'sound' },
  ]);
  expect(archive.names).toEqual(['manifest.json', 'voices/a b-声.wav']);
  expect(new TextDecoder().decode(await archive.read('manifest.json'))).toBe('{}');
  expect(archive.sizeOf('voices/a b-声.wav')).toBe(5);
});

describe('names that reach outside, or mean something else somewhere', () => {
  test.each([
    '../up.wav',
    'a/../../up.wav',
    '/etc/passwd',
    'C:/windows.wav',
    'C:windows.wav',
    'a\\b.wav',
    '..\\up.wav',
    'a//b.wav',
    './a.wav',
    'nul\u0000.wav',
    'bell\u0007.wav',
    'CON',
    'a/nul.wav',
    'com1.json',
    'LPT³.wav',
    'ends-with-dot.',
    'ends-with-blank ',
    'stream.wav:hidden',
    'star*.wav',
    '...',
    'x'.repeat(201),
  ])('%j is refused', async (name) => {
    expect(isSafeName(name)).toBe(false);
    // what the reader itself calls invalid never gets as far as our own rule
    await expect(open([{ name }])).rejects.toMatchObject({
      code: expect.stringMatching(/^archive-(unsafe|unreadable)$/) as string,
    });
  });

  test('letters of every script, blanks inside and leading dots are ordinary', () => {
    for (const name of ['音色/参考.wav', 'a b.wav', '.hidden', 'concert.wav', 'é/ü.json'])
      expect(isSafeName(name)).toBe(true);
  });
});

test.each([
  ['a link', { name: 'a.wav', mode: 0o120777 }, { link: 'a.wav' }],
  ['a device', { name: 'a.wav', mode: 0o020666 }, { link: 'a.wav' }],
  [
    'an encrypted entry',
    { name: 'a.wav', flags: 1, bytes: 'thirteenbytes', claimedBytes: 1 },
    { encrypted: 'a.wav' },
  ],
])('%s is refused', async (_what, entry, values) => {
  await expect(open([entry])).rejects.toMatchObject({ code: 'archive-unsafe', values });
});

test('a name twice is refused, also when only case or composition differ', async () => {
  for (const [one, other] of [
    ['a.wav', 'a.wav'],
    ['a.wav', 'A.WAV'],
    ['caf\u00e9.wav', 'cafe\u0301.wav'],
  ] as const)
    await expect(open([{ name: one }, { name: other }])).rejects.toMatchObject({ code: 'archive-unsafe' });
});

describe('bombs', () => {
  const zeros = (bytes: number) => new Uint8Array(bytes);

  test('an entry that grows a hundredfold', async () => {
    await expect(open([{ name: 'a.wav', bytes: zeros(4_000_000), deflate: true }])).rejects.toMatchObject({
      code: 'archive-too-large',
      values: { maxRatio: 100 },
    });
  });

  test('an entry, and a sum, beyond the limits', async () => {
    await expect(open([{ name: 'a.wav', bytes: zeros(8_000_001) }])).rejects.toMatchObject({
      values: { megabytes: 9, maxMegabytes: 8 },
    });
    const two = ['a.wav', 'b.wav'].map((name) => ({ name, bytes: zeros(6_000_000) }));
    await expect(open(two)).rejects.toMatchObject({ code: 'archive-too-large', values: { megabytes: 12 } });
  });

  test('more files than are taken', async () => {
    const many = Array.from({ length: 6 }, (_, at) => ({ name: `${at}.wav` }));
    await expect(open(many)).rejects.toMatchObject({ values: { files: 6, maxFiles: 5 } });
  });

  test('entries that share their bytes', async () => {
    const overlapping = Array.from({ length: 4 }, (_, at) => ({
      name: `${at}.wav`,
      ...(at === 0 ? { bytes: zeros(900_000) } : { sameDataAs: 0 }),
    }));
    await expect(open(overlapping)).rejects.toMatchObject({ code: 'archive-unreadable' });
  });

  test('an entry that is larger than it says is stopped at what it says', async () => {
    const lying = { name: 'a.wav', bytes: zeros(3_000_000), deflate: true, claimedBytes: 1000 };
    await expect(readAll([lying])).rejects.toMatchObject({ code: 'archive-unreadable' });
  });
});

describe('directories that lie', () => {
  test.each<[string, EvilEntry, EvilZip?]>([
    ['a stored size', { name: 'a.wav', bytes: 'abc', claimedBytes: 4 }],
    [
      'a packed size beyond the end',
      { name: 'a.wav', bytes: 'abc', claimedBytes: 9999, claimedPackedBytes: 9999 },
    ],
    ['a checksum', { name: 'a.wav', bytes: 'abc', claimedCrc: 1 }],
    ['a count of entries', { name: 'a.wav' }, { entryCount: 3 }],
    ['an unknown method', { name: 'a.wav', method: 14 }],
    ['zip64 without its field', { name: 'a.wav', claimedBytes: 0xffffffff, claimedPackedBytes: 0xffffffff }],
    ['zip64 with a field of 4 EB', { name: 'a.wav', ...zip64(2 ** 62) }],
  ])('%s', async (_what, entry, shape) => {
    await expect(readAll([entry], shape)).rejects.toMatchObject({
      code: expect.stringMatching(/^archive-(unreadable|too-large)$/) as string,
    });
  });

  test.each([1, 10, 30, 60, 90])('%d bytes cut off at the end', async (cut) => {
    await expect(readAll([{ name: 'a.wav', bytes: 'abc' }], { cut })).rejects.toMatchObject({
      code: 'archive-unreadable',
    });
  });

  test('no archive at all', async () => {
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('hello'), new Uint8Array(70_000)])
      await expect(Archive.open(bytes, 'x.zip', limits)).rejects.toMatchObject({
        code: 'archive-unreadable',
        values: { file: 'x.zip' },
      });
  });
});

describe('numbers of 64 bits, in memory and in a file, never end the process:', () => {
  const HUGE = 2n ** 60n;

  /** The end of a zip64 archive whose record is said to stand at `recordAt`. */
  function endAt(recordAt: bigint, directoryAt = 0n): Buffer {
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x06064b50, 0);
    record.writeBigUInt64LE(1n, 32);
    record.writeBigUInt64LE(directoryAt, 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(recordAt, 8);
    const end = Buffer.alloc(22, 0xff);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(0, 20);
    return Buffer.concat([record, locator, end]);
  }
  const entryAt = (at: bigint) => {
    const extra = Buffer.alloc(12);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(at, 4);
    const archive = Buffer.from(evilZip([{ name: 'a.wav', bytes: 'abc', extra }]));
    // where the file stands is left to the field above
    archive.writeUInt32LE(0xffffffff, archive.lastIndexOf('PK\u0001\u0002') + 42);
    return archive;
  };

  test.each([
    ['the place of the end record', endAt(HUGE)],
    ['the place of the directory', endAt(0n, HUGE)],
    ['the place of a file', entryAt(HUGE)],
  ])('%s', async (_what, bytes) => {
    const path = join(await mkdtemp(join(tmpdir(), 'archive-')), 'evil.zip');
    await writeFile(path, bytes);
    const readAny = async (source: Uint8Array | string) => {
      const archive = await Archive.open(source, 'evil.zip', limits);
      try {
        for (const name of archive.names) await archive.read(name);
      } finally {
        archive.close();
      }
    };
    for (const source of [bytes, path])
      await expect(readAny(source)).rejects.toMatchObject({
        code: expect.stringMatching(/^archive-/) as string,
      });
    await rm(dirname(path), { recursive: true });
  });
});

test.skipIf(process.platform !== 'linux')(
  'the file of an archive is let go whatever became of its entries',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archive-'));
    const path = join(folder, 'damaged.zip');
    const whole = evilZip([
      { name: 'a.wav', bytes: randomBytes(300_000), deflate: true },
      { name: 'b.wav', bytes: 'abc' },
    ]);
    const openOnDisk = () => Archive.open(path, 'damaged.zip', limits);
    const isOpen = () =>
      readdirSync('/proc/self/fd').some((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === path;
        } catch {
          return false;
        }
      });
    for (const damage of [undefined, 50, 5_000, 250_000]) {
      const bytes = Uint8Array.from(whole);
      if (damage !== undefined) bytes.fill(0xff, damage, damage + 30);
      await writeFile(path, bytes);
      const archive = await openOnDisk().catch(() => undefined);
      await archive?.read('a.wav').catch(() => undefined);
      // left in the middle
      for await (const piece of archive?.stream('a.wav') ?? []) if (piece.length > 0) break;
      archive?.close();
      await vi.waitFor(() => expect(isOpen(), `damage at ${damage ?? 'none'}`).toBe(false));
    }
    await writeFile(path, 'no zip at all');
    await expect(openOnDisk()).rejects.toMatchObject({ code: 'archive-unreadable' });
    await vi.waitFor(() => expect(isOpen()).toBe(false));
    await rm(folder, { recursive: true });
  },
);

/** Sizes in a zip64 field, the same packed and unpacked. */
function zip64(bytes: number): Partial<EvilEntry> {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(bytes), 4);
  extra.writeBigUInt64LE(BigInt(bytes), 12);
  return { extra, claimedBytes: 0xffffffff, claimedPackedBytes: 0xffffffff };
}
