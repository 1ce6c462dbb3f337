import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { readWavLayout } from '#audio/wav';
import { codeOf } from '../storage/files/storage-errors';
import { openFile } from '../storage/files/regular-file';
import type { CheckContext, Discrepancy } from './check';

const recordingRow = z.looseObject({ id: idSchema, name: z.string() });

/** Every recording has its WAV, every WAV its recording. */
export async function* checkRecordings(context: CheckContext): AsyncGenerator<Discrepancy> {
  const { db, folders, quarantine } = context;
  const rows = db.readable(recordingRow, 'SELECT * FROM recordings');
  const takeOut = async (row: z.output<typeof recordingRow>) => {
    await quarantine.keepRow('recordings', row);
    db.run('DELETE FROM recordings WHERE id = ?', row.id);
  };
  for (const row of rows) {
    const file = `recordings/${row.id}.wav`;
    const path = join(folders.recordings, `${row.id}.wav`);
    const values = { recording: row.name, file };
    const why = await whyUnreadable(path, context);
    if (why === 'missing')
      yield {
        code: 'recording-missing',
        severity: 'problem',
        values,
        repair: () => takeOut(row),
      };
    else if (why !== undefined)
      yield {
        code: 'recording-unreadable',
        severity: 'problem',
        values: { ...values, ...why },
        repair: async () => {
          await quarantine.move(path);
          await takeOut(row);
        },
      };
  }
  const known = new Set(rows.map(({ id }) => `${id}.wav`));
  for (const name of await readdir(folders.recordings)) {
    if (known.has(name) || !name.endsWith('.wav')) continue;
    const file = `recordings/${name}`;
    yield {
      code: 'file-without-recording',
      severity: 'problem',
      values: { file },
      repair: () => quarantine.move(join(folders.recordings, name)),
    };
  }
}

/** Enough to hold everything of a recording's WAV but its samples. */
const HEAD_BYTES = 4096;

/** @returns 'missing', the numbers of what is wrong with it, or undefined; reads the head only, recordings are long */
async function whyUnreadable(
  path: string,
  { seen }: CheckContext,
): Promise<'missing' | Readonly<Record<string, number>> | undefined> {
  try {
    const file = await openFile(path);
    try {
      const { size } = await file.stat();
      seen(size);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = new Uint8Array(buffer.buffer, buffer.byteOffset, bytesRead);
      readWavLayout(head);
      const promised = new DataView(head.buffer, head.byteOffset).getUint32(4, true) + 8;
      return size < promised ? { isBytes: size, promisedBytes: promised } : undefined;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return 'missing';
    return {};
  }
}
