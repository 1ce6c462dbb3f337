import type { Claim } from './allowance';
import type { FollowedAnswer, FollowingGet } from './redirects';
import { retryAfterMs, watchSilence, type RetryPolicy } from './retry-policy';
import type { PartFile, Wanted } from './part-file';
import { TransferTrouble } from './trouble';
import { unlessAborted } from '../../lib/unless-aborted';

export interface Transfer {
  readonly get: FollowingGet;
  readonly url: URL;
  readonly part: PartFile;
  readonly wanted: Wanted;
  readonly retryPolicy: RetryPolicy;
  readonly signal: AbortSignal;
  readonly claim: (claim: Claim) => Promise<void>;
  /** Called with the size of each piece, after it was written. */
  readonly onBytes: (bytes: number) => void;
  /** The size became known. */
  readonly onTotal: (bytes: number) => void;
}

export interface Transferred {
  /** What the hub says the content is, where it says it. */
  readonly sha256: string | undefined;
}

/** Statuses after which the same server may do better. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * One attempt at one file from one server: goes on where the part ends, writes and hashes as the bytes come.
 * @throws TransferTrouble with what that means for the next attempt; the signal's reason; what the disk refuses, and what
 * `claim` does
 */
export async function transfer(job: Transfer): Promise<Transferred> {
  const { part, retryPolicy, signal } = job;
  const attempt = new AbortController();
  const onAbort = () => attempt.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  const silence = watchSilence(retryPolicy.stallMs, () => {
    const seconds = retryPolicy.stallMs / 1000;
    attempt.abort(new TransferTrouble('retry', `no byte for ${seconds} s`, { values: { seconds } }));
  });
  try {
    const answer = await reach(job, attempt.signal);
    try {
      await receive(job, answer, () => silence.touch(), attempt.signal);
      return { sha256: promisedSha256(answer) };
    } finally {
      answer.close();
    }
  } finally {
    silence.stop();
    signal.removeEventListener('abort', onAbort);
    await part.keep();
  }
}

async function reach(job: Transfer, signal: AbortSignal): Promise<FollowedAnswer> {
  const { part, url } = job;
  const from = part.cameFrom;
  const sameServer = from?.url === url.href;
  const headers: Record<string, string> = {
    'user-agent': 'cosyvoice-studio',
    // a compressed body has another size and another meaning of a range
    'accept-encoding': 'identity',
    ...(from ? { range: `bytes=${part.bytes}-` } : {}),
    ...(from?.etag !== undefined && sameServer ? { 'if-range': from.etag } : {}),
  };
  return network(signal, () => job.get(url, headers, signal));
}

async function receive(
  job: Transfer,
  answer: FollowedAnswer,
  touch: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { part, wanted } = job;
  const total = await acceptHead(job, answer);
  if (total !== undefined) job.onTotal(total);
  const end = wanted.bytes ?? total;
  const claim = async (comingBytes: number) => {
    const wholeBytes = end ?? part.bytes + comingBytes;
    try {
      await job.claim({ wholeBytes, writtenBytes: part.bytes, isPublished: wanted.bytes !== null });
    } catch (thrown) {
      // what is too large is not kept; for what the disk has no room now it may have some later
      if (thrown instanceof TransferTrouble) await part.restart();
      throw thrown;
    }
  };
  await claim(0);
  const body = answer.body[Symbol.asyncIterator]();
  for (;;) {
    // a body that never moves again does not hold up its own end
    const next = await network(signal, () => unlessAborted(body.next(), signal));
    if (next.done === true) break;
    touch();
    if (end !== undefined && part.bytes + next.value.length > end) {
      await part.restart();
      throw new TransferTrouble('leave', `sent more than the ${end} bytes of the file`);
    }
    await claim(next.value.length);
    await part.write(next.value);
    job.onBytes(next.value.length);
  }
  if (end !== undefined && part.bytes < end)
    throw new TransferTrouble('retry', `ended at ${part.bytes} of ${end} bytes`, {
      values: { bytes: part.bytes, expected: end },
    });
}

/** Decides from the head whether the body continues the part, starts it anew, or is of no use. @returns the whole size */
async function acceptHead(job: Transfer, answer: FollowedAnswer): Promise<number | undefined> {
  const { part, wanted, url } = job;
  const { status, headers } = answer;
  if (status !== 200 && status !== 206) throw await refusal(job, answer);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new TransferTrouble('leave', `sent the file compressed (${encoding})`);
  const etag = strongEtag(headers.etag);
  const from = part.cameFrom;
  const length = wholeNumber(headers['content-length']);
  const range = status === 206 ? contentRange(headers['content-range']) : undefined;
  const total = range ? range.total : status === 200 ? length : undefined;
  if (status === 206) {
    const changed =
      from?.url === url.href && from.etag !== undefined && etag !== undefined && from.etag !== etag;
    const grown = from?.totalBytes !== undefined && total !== undefined && from.totalBytes !== total;
    if (changed || (grown && wanted.bytes === null))
      throw new TransferTrouble('again', 'the file changed on the server');
    if (range?.start !== part.bytes)
      throw new TransferTrouble('again', `sent bytes from ${range?.start ?? '?'} instead of ${part.bytes}`);
    // without a published hash two servers cannot be trusted to have the same file
    if (from && from.url !== url.href && wanted.sha256 === null)
      throw new TransferTrouble('again', 'another server may have another file');
  } else if (part.bytes > 0) {
    // the range was ignored, or the file is another one now: what follows is the file from its start
    await part.restart();
  }
  if (total !== undefined && wanted.bytes !== null && total !== wanted.bytes)
    throw new TransferTrouble('leave', `has ${total} bytes; the file should have ${wanted.bytes}`, {
      values: { bytes: total, expected: wanted.bytes },
      fault: 'bytes',
    });
  const promised = promisedSha256(answer);
  if (promised !== undefined && wanted.sha256 !== null && promised !== wanted.sha256)
    throw new TransferTrouble('leave', 'says that it has another file under this name', { fault: 'bytes' });
  part.begin({ url: url.href, etag, totalBytes: total });
  return total;
}

async function refusal({ part }: Transfer, { status, headers }: FollowedAnswer): Promise<TransferTrouble> {
  const values = { status };
  if (status === 416) {
    await part.restart();
    return new TransferTrouble('again', 'has no such range of the file', { values });
  }
  if (PASSING.has(status)) {
    const asked = retryAfterMs(headers['retry-after']);
    const words = asked > 0 ? `, asked to wait ${Math.ceil(asked / 1000)} s` : '';
    return new TransferTrouble('retry', `answered ${status}${words}`, { values, waitMs: asked });
  }
  return new TransferTrouble('leave', `answered ${status}`, { values });
}

/** What the network does wrong is a reason to try again; what was aborted keeps its own reason. */
async function network<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof TransferTrouble) throw thrown;
    throw new TransferTrouble('retry', describe(thrown));
  }
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  // several addresses were tried: the reason is in one of them
  const inner = thrown instanceof AggregateError ? (thrown.errors[0] as unknown) : thrown.cause;
  const more = inner instanceof Error && inner.message !== thrown.message ? ` (${inner.message})` : '';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return `${thrown.message || code || thrown.name}${more}`;
}

/** The hub names the SHA-256 of a large file in the head of its answer, or of its redirect. */
function promisedSha256({ headers, passed }: FollowedAnswer): string | undefined {
  const named = [headers, ...passed].map((head) => head['x-linked-etag']?.replaceAll('"', ''));
  return named.find((text) => text !== undefined && /^[0-9a-f]{64}$/.test(text));
}

function strongEtag(etag: string | undefined): string | undefined {
  return etag === undefined || etag.startsWith('W/') ? undefined : etag;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function contentRange(text: string | undefined): { start: number; total: number | undefined } | undefined {
  const found = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(text ?? '');
  return found ? { start: Number(found[1]), total: wholeNumber(found[2]) } : undefined;
}
