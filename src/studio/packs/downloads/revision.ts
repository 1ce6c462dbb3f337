import { z } from 'zod';
import { StudioError } from '#contract/errors';
import type { PackManifest } from '#contract/pack-manifest';
import type { FollowingGet } from './redirects';
import { watchSilence } from './retry-policy';

const answerSchema = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });
const MOST_BYTES = 4 << 20;

/**
 * The manifest with a revision in every repository: what is not pinned yet is pinned to what the hub calls main now, so
 * that all files of one download belong together.
 * @param bases of the hub and its mirrors, in the order to ask
 * @throws StudioError 'download-failed' when no server can say
 */
export async function pinRevisions(
  manifest: PackManifest,
  bases: readonly string[],
  {
    get,
    stallMs,
    signal,
  }: { readonly get: FollowingGet; readonly stallMs: number; readonly signal: AbortSignal },
): Promise<PackManifest> {
  const repos: PackManifest['repos'] = {};
  for (const [id, repo] of Object.entries(manifest.repos)) {
    const open = repo.revision === null && repo.host === 'huggingface';
    repos[id] = open ? { ...repo, revision: await lookUp(repo.repo, bases, get, stallMs, signal) } : repo;
  }
  return { ...manifest, repos };
}

async function lookUp(
  repo: string,
  bases: readonly string[],
  get: FollowingGet,
  stallMs: number,
  signal: AbortSignal,
): Promise<string> {
  const reasons: string[] = [];
  for (const base of bases) {
    try {
      return await ask(new URL(`${base}/api/models/${repo}/revision/main`), get, stallMs, signal);
    } catch (thrown) {
      signal.throwIfAborted();
      reasons.push(`${new URL(base).host} ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  const told = reasons.join('; ');
  throw new StudioError('download-failed', {
    why: 'revision',
    file: repo,
    reasons: told,
    servers: reasons.length,
  });
}

async function ask(url: URL, get: FollowingGet, stallMs: number, signal: AbortSignal): Promise<string> {
  const silent = new AbortController();
  const watch = watchSilence(stallMs, () => silent.abort(new Error(`no answer for ${stallMs / 1000} s`)));
  try {
    const headers = { 'user-agent': 'cosyvoice-studio', accept: 'application/json' };
    const answer = await get(url, headers, AbortSignal.any([signal, silent.signal]));
    try {
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      for await (const piece of answer.body) {
        bytes += piece.length;
        if (bytes > MOST_BYTES) throw new Error('answered at too great a length');
        pieces.push(piece);
        watch.touch();
      }
      return answerSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8'))).sha;
    } finally {
      answer.close();
    }
  } finally {
    watch.stop();
  }
}
