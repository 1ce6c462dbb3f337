import { reportError } from '#contract/errors';
import type { PackCheck, PackCheckId, PackReport } from '#contract/packs';
import type { OpenSession } from '../onnx/session';
import { idOf, packFingerprint } from './packs/installed-packs';
import { runtimeVersion } from '../runtime';
import { loadPack, type LoadedPack } from './loaded-pack';
import * as checks from './pack-checks';
import { Skipped, type CheckFacts } from './topologies/topology';

export interface VerifyOptions extends checks.EndToEndOptions {
  readonly onCheck?: (check: PackCheck) => void;
  readonly openSession?: OpenSession;
}

/**
 * Finds out whether a pack works on this machine: files, tokenizer, tensors, and one run of every part. Never throws for
 * what is wrong with the pack: that is in the report.
 * @throws the signal's reason between two checks
 */
export async function verifyPack(dir: string, options: VerifyOptions): Promise<PackReport> {
  const { signal } = options;
  const done: PackCheck[] = [];
  const run = async (id: PackCheckId, work: () => Promise<CheckFacts> | CheckFacts) => {
    signal.throwIfAborted();
    const check = await timed(id, work);
    done.push(check);
    options.onCheck?.(check);
  };
  await run('files', () => checks.checkContents(dir, signal));
  const held: { pack?: LoadedPack } = {};
  await run('tensors', async () => {
    held.pack = await loadPack(dir, options.log, { open: options.openSession });
    return {};
  });
  const opened = held.pack;
  const withPack = (check: (pack: LoadedPack) => Promise<CheckFacts> | CheckFacts) => () => {
    if (opened) return check(opened);
    throw new Skipped('not-opened');
  };
  try {
    await run('tokenizer', withPack(checks.checkTokenizer));
    await run(
      'embedding-rows',
      withPack((pack) => checks.checkTopology('embedding-rows', pack)),
    );
    await run('arithmetic', withPack(checks.checkArithmetic));
    await run('precision', withPack(checks.checkPrecision));
    await run('language-model', withPack(checks.checkLanguageModel));
    await run(
      'flow-estimator',
      withPack((pack) => checks.checkFlow(pack, signal)),
    );
    await run(
      'speaker-projection',
      withPack((pack) => checks.checkTopology('speaker-projection', pack)),
    );
    await run('vocoder', withPack(checks.checkVocoder));
    const providers = Object.values(opened?.sessions.providers() ?? {});
    await run(
      'end-to-end',
      withPack((pack) => checks.checkEndToEnd(pack, options)),
    );
    return {
      packId: opened?.pack.id ?? idOf(dir),
      stamp: packFingerprint(dir),
      runtimeVersion: runtimeVersion(),
      provider: [...new Set(providers)].join(', ') || 'cpu',
      passed: done.every(({ state }) => state !== 'failed'),
      checks: done,
    };
  } finally {
    await opened?.sessions.release();
  }
}

async function timed(id: PackCheckId, work: () => Promise<CheckFacts> | CheckFacts): Promise<PackCheck> {
  const startedAt = performance.now();
  const outcome = async (): Promise<Omit<PackCheck, 'elapsedMs'>> => {
    try {
      return { id, state: 'passed', values: { ...(await work()) } };
    } catch (thrown) {
      if (thrown instanceof Skipped) return { id, state: 'skipped', values: {}, why: thrown.why };
      return { id, state: 'failed', values: {}, error: reportError(thrown) };
    }
  };
  const found = await outcome();
  return { ...found, elapsedMs: Math.round(performance.now() - startedAt) };
}
