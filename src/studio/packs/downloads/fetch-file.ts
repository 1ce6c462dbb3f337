import { dirname } from 'node:path';
import { StudioError, type ErrorCode } from '#contract/errors';
import type { DownloadNote } from '#contract/packs';
import { freeBytes } from '../../storage/files/files';
import { codeOf, storageError } from '../../storage/files/storage-errors';
import type { FollowingGet } from './redirects';
import type { Claim } from './allowance';
import { PartFile, type Wanted } from './part-file';
import { pause, backOffMs, type RetryPolicy } from './retry-policy';
import type { FileSource } from './sources';
import { transfer } from './transfer';
import { TransferTrouble, type Fault } from './trouble';

export interface FileJob {
  /** Of the finished file. */
  readonly path: string;
  /** What a person reads. */
  readonly label: string;
  readonly wanted: Wanted;
  readonly get: FollowingGet;
  readonly retryPolicy: RetryPolicy;
  readonly signal: AbortSignal;
  /** Asked before bytes are written; see `Allowance`. */
  readonly claim: (claim: Claim) => Promise<void>;
  /** In the order to try; asked for each round, since other files learn which servers answer. */
  readonly sources: () => readonly FileSource[];
  /** A server did not serve: the next files try others first. */
  readonly onLeft: (source: FileSource) => void;
  readonly onNote: (code: DownloadNote['code'], message: string, values: DownloadNote['values']) => void;
  readonly onProgress: (progress: FileProgress) => void;
}

export interface FileProgress {
  readonly state: 'checking' | 'running' | 'retrying';
  readonly doneBytes: number;
  /** Bytes that just came. */
  readonly newBytes: number;
  readonly source: string;
  readonly totalBytes?: number | undefined;
}

export interface FetchedFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Brings one file, whatever one server does: goes on where it stopped, tries again with growing pauses, leaves a server
 * for the next, and gives the file its name only when size and SHA-256 are right.
 * @throws StudioError 'download-failed', 'download-wrong-file', 'download-too-large', 'download-address-refused', 'disk-full', 'folder-not-writable'; the signal's reason
 */
export async function fetchFile(job: FileJob): Promise<FetchedFile> {
  const { retryPolicy, signal, label } = job;
  job.onProgress({ state: 'checking', doneBytes: 0, newBytes: 0, source: '' });
  const part = await onDisk(job, () => PartFile.open(job.path, job.wanted, { ...retryPolicy, signal }));
  try {
    if (part.resumedBytes > 0)
      job.onNote('resumed', `${label} goes on at ${part.resumedBytes} bytes.`, {
        file: label,
        bytes: part.resumedBytes,
      });
    const reasons: Left[] = [];
    for (let round = 0; round < retryPolicy.rounds; round++) {
      // a second round is for servers that could not be reached, not for those that said no
      if (round > 0) await pause(backOffMs(retryPolicy, round + 2), signal);
      const fetched = await oneRound(job, part, reasons);
      if (fetched !== undefined) return fetched;
      if (!reasons.some(({ passing }) => passing)) break;
    }
    throw nobodyServes(job, reasons);
  } finally {
    await part.close();
  }
}

interface Left {
  readonly source: FileSource;
  readonly reason: string;
  /** The way to it failed, which may pass. */
  readonly passing: boolean;
  readonly fault: Fault | undefined;
}

/** Every server once, until one has brought the file; why each was left is added to `reasons`. */
async function oneRound(job: FileJob, part: PartFile, reasons: Left[]): Promise<FetchedFile | undefined> {
  reasons.length = 0;
  for (const source of job.sources()) {
    const trouble = await fromSource(job, part, source);
    if (!(trouble instanceof TransferTrouble)) return trouble;
    const { message: reason, fault } = trouble;
    reasons.push({ source, reason, passing: trouble.verdict === 'retry', fault });
    job.onLeft(source);
    job.onNote('source-left', `${source.name} was left for ${job.label}: ${reason}.`, {
      file: job.label,
      source: source.name,
      reason,
    });
  }
  return undefined;
}

/** @returns the file, or why this server is left */
async function fromSource(
  job: FileJob,
  part: PartFile,
  source: FileSource,
): Promise<FetchedFile | TransferTrouble> {
  const { retryPolicy, signal, label } = job;
  for (let failed = 0; ;) {
    const before = part.bytes;
    try {
      return await attempt(job, part, source);
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof TransferTrouble)) throw thrown;
      if (thrown.verdict === 'leave') return thrown;
      failed = part.bytes > before && thrown.verdict === 'retry' ? 1 : failed + 1;
      const values = { file: label, source: source.name, reason: thrown.message };
      if (thrown.verdict === 'again') {
        await onDisk(job, () => part.restart());
        job.onNote('started-again', `${label} begins again: ${source.name} ${thrown.message}.`, values);
      }
      if (failed >= retryPolicy.attempts) return thrown;
      const ms = backOffMs(retryPolicy, failed - 1, thrown.waitMs);
      job.onNote(
        'retry',
        `${label} from ${source.name}: ${thrown.message}; next attempt in ${ms / 1000} s.`,
        {
          ...values,
          seconds: Math.round(ms / 100) / 10,
        },
      );
      job.onProgress({ state: 'retrying', doneBytes: part.bytes, newBytes: 0, source: source.name });
      await pause(ms, signal);
    }
  }
}

async function attempt(job: FileJob, part: PartFile, source: FileSource): Promise<FetchedFile> {
  const { wanted, signal } = job;
  const begunAt = part.bytes;
  let promised: string | undefined;
  const tell = (newBytes: number, totalBytes?: number) =>
    job.onProgress({ state: 'running', doneBytes: part.bytes, newBytes, source: source.name, totalBytes });
  tell(0);
  // everything may have come already, and only its name be missing
  if (wanted.bytes === null || part.bytes < wanted.bytes) {
    const done = await onDisk(job, () =>
      transfer({
        ...job,
        part,
        url: source.url,
        onBytes: (bytes) => tell(bytes),
        onTotal: (bytes) => tell(0, bytes),
      }),
    );
    promised = done.sha256;
  }
  signal.throwIfAborted();
  const sha256 = part.digest();
  const expected = wanted.sha256 ?? promised;
  if (expected !== undefined && sha256 !== expected) {
    // one server's own bytes from first to last will not be better the next time; a patchwork may
    const verdict = begunAt === 0 ? 'leave' : 'again';
    const trouble = new TransferTrouble(verdict, 'sent other bytes than were published', {
      fault: 'bytes',
    });
    job.onNote('wrong-bytes', `${job.label} from ${source.name} has the SHA-256 ${sha256}.`, {
      file: job.label,
      source: source.name,
      sha256,
      expected,
    });
    if (verdict === 'leave') await part.restart();
    throw trouble;
  }
  const { bytes } = part;
  await onDisk(job, () => part.finish());
  return { bytes, sha256 };
}

function nobodyServes({ label }: FileJob, reasons: readonly Left[]): StudioError {
  const told = reasons.map(({ source, reason }) => `${source.name} ${reason}`).join('; ');
  const values = { file: label, reasons: told, servers: reasons.length };
  const fault = reasons[0]?.fault;
  if (fault !== undefined && reasons.every((each) => each.fault === fault))
    return new StudioError(EVERY_SERVER[fault], values);
  return new StudioError('download-failed', values);
}

/** What it is when every server did the same. */
const EVERY_SERVER = {
  bytes: 'download-wrong-file',
  size: 'download-too-large',
  address: 'download-address-refused',
} as const satisfies Record<Fault, ErrorCode>;

/** What the disk refuses is said with its numbers. */
async function onDisk<T>(job: FileJob, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof TransferTrouble || job.signal.aborted || codeOf(thrown) === '') throw thrown;
    const folder = dirname(job.path);
    const free = await freeBytes(folder).catch(() => undefined);
    const neededBytes = job.wanted.bytes ?? undefined;
    throw storageError(thrown, { folder, neededBytes, freeBytes: free });
  }
}
