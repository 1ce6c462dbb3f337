import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { StudioError, reportError, type ErrorCode, type ErrorReport } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import { decodeAudio } from '../../engine/decode/decode-audio';
import { diagnoseLength, diagnoseSegment } from '../../engine/cosyvoice3/diagnosis';
import { PlacedText } from '../../engine/text/placed-text';
import { inspectMarkers } from '../../engine/text/markers';
import { explainRuntimeFailure, notFinite } from '../../engine/onnx/failures';
import { interruption } from '../takes/take-store';
import { diskFull, storageError } from '../storage/files/storage-errors';
import { causeWords } from '#i18n/finding-words';
import { languageTags, wordsOf } from '#i18n/index';
import { diagnose } from './diagnose';
import { rules } from './rules';

const line = (message: string, level: LogEntry['level'] = 'error', seq = 1): LogEntry => ({
  ...{ seq, time: '2026-11-25T12:00:00.000Z', level, scope: 'engine', message },
});
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
};
const ruleOf = (thrown: unknown, lines: readonly LogEntry[] = []) =>
  diagnose({ error: reportError(thrown), lines })?.rule;
const report = (code: ErrorCode, values: ErrorReport['values'] = {}): ErrorReport => ({
  ...{ code, values },
});
const causeOf = (error: ErrorReport) => causeWords(diagnose({ error, lines: [] })!, 'en');
const crashed = (how: string, lastWords = '') => report('engine-crashed', { how, lastWords });

test('every rule has an id of its own, words in every language, and there are at least fifteen', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(rules.length).toBeGreaterThanOrEqual(15);
  for (const { id, repairs, codes, foreign } of rules) {
    for (const language of languageTags) {
      const causes: Readonly<Record<string, string>> = wordsOf(language).doctor.causes;
      // the last sentence is said when a value is missing: it must have none
      expect(causes[id]?.split('\n').at(-1), id).toMatch(/^[^{]+$/);
    }
    expect(repairs.length, id).toBeGreaterThan(0);
    expect(codes ?? foreign, id).toBeDefined();
  }
});

test('memory: the size that ONNX Runtime asked for is in the cause', () => {
  const words =
    "Non-zero status code returned while running MatMul node. Name:'/MatMul' Status Message: bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 536870912";
  const found = diagnose({
    error: reportError(explainRuntimeFailure(new Error(words), 'run', 'llm')),
    lines: [],
  });
  expect(found).toMatchObject({ rule: 'out-of-memory', repairs: ['unload-and-retry', 'retry-draft'] });
  expect(causeWords(found!, 'en')).toContain('512 MiB more were asked for');
  expect(causeWords(found!, 'zh-CN')).toContain('512 MiB');
  expect(ruleOf(explainRuntimeFailure(new Error('std::bad_alloc'), 'load', 'flow'))).toBe('out-of-memory');
  expect(ruleOf(new RangeError('Array buffer allocation failed'))).toBe('out-of-memory');
});

test('memory of the card, the heap of the process, and the system that ends it', () => {
  const cuda = new Error(
    'CUDA failure 2: out of memory ; GPU=0 ; hostname=studio ; expr=cudaMalloc((void**)&p, size);',
  );
  expect(ruleOf(explainRuntimeFailure(cuda, 'run', 'flow'))).toBe('graphics-memory');
  expect(diagnose({ error: crashed('signal SIGKILL'), lines: [] })?.rule).toBe('ended-by-the-system');
  const { stderr, signal, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=16', '-e', 'const all = []; for (;;) all.push("x".repeat(9999) + all.length)'],
    { encoding: 'utf8' },
  );
  const heap = crashed(
    signal === null ? `exit code ${status ?? 0}` : `signal ${signal}`,
    stderr.slice(0, 3000),
  );
  expect(diagnose({ error: heap, lines: [] })?.rule).toBe('heap-limit');
});

test('a full disk, as Linux says it', async () => {
  const thrown = await thrownBy(() => writeFileSync('/dev/full', 'x'));
  expect(ruleOf(storageError(thrown, { folder: '/srv/outputs' }))).toBe('disk-full');
  expect(ruleOf(thrown)).toBe('disk-full');
  expect(
    causeOf(reportError(diskFull({ folder: '/srv/outputs', neededBytes: 5e6, freeBytes: 1e3 }))),
  ).toContain('/srv/outputs');
});

test('permissions, missing folders and open files', async () => {
  const refused = Object.assign(new Error("EACCES: permission denied, open '/srv/outputs/a.wav'"), {
    code: 'EACCES',
  });
  const found = diagnose({
    error: reportError(storageError(refused, { folder: '/srv/outputs' })),
    lines: [],
  });
  expect(found).toMatchObject({ rule: 'permission' });
  expect(causeWords(found!, 'en')).toBe('The studio may not write to /srv/outputs (EACCES).');
  expect(ruleOf(new Error("EMFILE: too many open files, open '/a'"))).toBe('too-many-files');
  const missing = await thrownBy(() => writeFileSync('/nowhere/at/all/a.wav', 'x'));
  expect(ruleOf(storageError(missing, { folder: '/nowhere' }))).toBe('folder-missing');
});

test('a busy port, as Node says it', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => first.once('listening', resolve));
  const address = first.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const second = createServer();
  const thrown = await new Promise<Error>((resolve) =>
    second.once('error', resolve).listen(port, '127.0.0.1'),
  );
  first.close();
  expect(thrown.message).toContain('EADDRINUSE');
  expect(ruleOf(thrown)).toBe('port-busy');
  expect(causeOf(report('port-busy', { port }))).toContain(String(port));
});

test('a damaged graph, and one that gets what it does not expect, as ONNX Runtime says it', async () => {
  const damaged = await thrownBy(() => InferenceSession.create(new Uint8Array(64).fill(7)));
  expect(ruleOf(explainRuntimeFailure(damaged, 'load', 'llm'))).toBe('pack-damaged');
  const session = await InferenceSession.create(identityModel());
  const missing = await thrownBy(() => session.run({}));
  expect(ruleOf(explainRuntimeFailure(missing, 'run', 'llm'))).toBe('tensor-mismatch');
  const shape = await thrownBy(() => session.run({ x: new Tensor('float32', new Float32Array(3), [3]) }));
  expect(ruleOf(explainRuntimeFailure(shape, 'run', 'llm'))).toBe('tensor-mismatch');
});

test('a provider that is not there, as ONNX Runtime says it', async () => {
  const thrown = await thrownBy(() =>
    InferenceSession.create(identityModel(), { executionProviders: ['no-such-provider'] }),
  );
  expect(ruleOf(explainRuntimeFailure(thrown, 'load', 'llm'))).toBe('provider-missing');
});

test('packs', () => {
  expect(ruleOf(new StudioError('pack-tokenizer-mismatch'))).toBe('tokenizer-mismatch');
  expect(ruleOf(new StudioError('pack-file-missing'))).toBe('pack-incomplete');
  expect(ruleOf(new StudioError('pack-file-corrupt'))).toBe('pack-damaged');
  expect(ruleOf(new StudioError('engine-unavailable'))).toBe('no-engine');
});

test('values that are not numbers name the graph', () => {
  const found = diagnose({ error: reportError(notFinite('flow_estimator', 7, NaN)), lines: [] });
  expect(found).toMatchObject({ rule: 'not-a-number' });
  expect(causeWords(found!, 'en')).toContain('flow_estimator');
});

test('audio that cannot be read, and several streams', async () => {
  const text = await thrownBy(() =>
    decodeAudio({ name: 'notes.wav', bytes: new TextEncoder().encode('Dear diary, nothing.') }),
  );
  expect(ruleOf(text)).toBe('audio-unreadable');
  const empty = await thrownBy(() => decodeAudio({ name: 'empty.wav', bytes: new Uint8Array() }));
  expect(ruleOf(empty)).toBe('audio-unreadable');
  expect(
    diagnose({
      warnings: [{ code: 'mixed-down', values: { channels: 2 } }],
      lines: [],
    })?.rule,
  ).toBe('several-streams');
  expect(ruleOf(new StudioError('audio-rate-too-low', { sampleRateHz: 8000 }))).toBe('rate-too-low');
  expect(ruleOf(new StudioError('audio-codec-unavailable'))).toBe('audio-codec');
});

test('prompts that are too long, too short or gone', () => {
  const long = new StudioError('prompt-too-long', { tokens: 900, max: 750 });
  expect(ruleOf(long)).toBe('prompt-too-long-for-pack');
  expect(ruleOf(new StudioError('prompt-too-short'))).toBe('prompt-too-short');
  expect(ruleOf(new StudioError('file-not-found'))).toBe('prompt-file-gone');
});

test('an unknown marker', async () => {
  const twice = await thrownBy(() => inspectMarkers(PlacedText.of('a<|endofprompt|>b<|endofprompt|>c')));
  const found = diagnose({ error: reportError(twice), lines: [] });
  expect(found).toMatchObject({ rule: 'unknown-marker', repairs: ['retry-without-markers', 'retry'] });
  expect(causeWords(found!, 'en')).toContain('<|endofprompt|>');
  const { warnings } = inspectMarkers(PlacedText.of('Hello [Breth] there'));
  expect(diagnose({ warnings, lines: [] })?.rule).toBe('unknown-marker');
});

test('what the model made of the text is a reason for another seed, though the take was made', () => {
  const segment = (drawn: Partial<Parameters<typeof diagnoseSegment>[0]['drawn']>) =>
    diagnoseSegment({
      ...{ number: 1, textIds: 10, peak: 0.5 },
      drawn: {
        tokens: [1, 2, 3],
        generated: 30,
        stop: 'stop-token',
        attempt: 0,
        redraws: 0,
        ...drawn,
      } as never,
    });
  expect(diagnose({ warnings: segment({ stop: 'max-length' }), lines: [] })?.rule).toBe('did-not-stop');
  expect(diagnose({ warnings: segment({ generated: 900 }), lines: [] })?.rule).toBe('did-not-stop');
  expect(diagnose({ warnings: segment({ tokens: [] }), lines: [] })?.rule).toBe('stopped-at-once');
  expect(
    diagnose({ warnings: diagnoseLength('Hi', 'a transcript of thirty letters.', 1), lines: [] }),
  ).toMatchObject({
    rule: 'text-shorter-than-prompt',
    repairs: ['retry-without-transcript', 'retry-next-seed'],
  });
  expect(ruleOf(new StudioError('model-said-nothing'))).toBe('stopped-at-once');
  expect(ruleOf(new StudioError('transcript-needed'))).toBe('transcript-needed');
  expect(ruleOf(new StudioError('language-unavailable'))).toBe('language-missing');
  expect(
    diagnose({
      warnings: [{ code: 'segment-quiet', values: { peak: 0.001 } }],
      lines: [],
    })?.rule,
  ).toBe('mostly-silence');
});

test('the engine: crashed, silent, not started, not installed', async () => {
  const lines = [
    line('Take failed', 'error', 2),
    line('TypeError: x is not a function\n    at vocoder.ts:12', 'warn'),
  ];
  const found = diagnose({ error: crashed('exit code 3', 'TypeError: x is not a function'), lines });
  expect(found).toMatchObject({ rule: 'engine-crashed', proof: [{ seq: 2 }, { seq: 1 }] });
  expect(causeWords(found!, 'en')).toContain('exit code 3');
  expect(diagnose({ error: crashed('signal SIGILL'), lines: [] })?.rule).toBe('processor-too-old');
  const gone = await thrownBy(() => createRequire(import.meta.url)('onnxruntime-that-is-not-there'));
  expect(ruleOf(gone)).toBe('installation-incomplete');
  const glibc =
    "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by libonnxruntime.so.1)";
  expect(
    diagnose({
      error: report('engine-start-failed', { reason: `The engine did not start: ${glibc}` }),
      lines: [],
    })?.rule,
  ).toBe('library-missing');
  expect(
    diagnose({ error: report('engine-start-failed', { reason: 'The engine did not start: no.' }), lines: [] })
      ?.rule,
  ).toBe('engine-did-not-start');
  const restarted = report('engine-restarted', { quietSec: 42 });
  expect(diagnose({ error: restarted, lines: [] })?.rule).toBe('engine-silent');
  expect(ruleOf(interruption())).toBe('take-interrupted');
});

test('what no rule knows says so, shows its lines and offers the bundle; a take that went well has nothing', () => {
  const lines = [line('All is well', 'info', 1), line('Something odd happened', 'error', 2)];
  expect(diagnose({ error: report('internal', { reason: 'Something odd happened' }), lines })).toMatchObject({
    ...{ rule: 'unknown', known: false, repairs: ['support-bundle', 'retry'] },
    proof: [{ seq: 2 }],
  });
  expect(diagnose({ lines })).toBeUndefined();
  expect(diagnose({ warnings: [{ code: 'text-long', values: {} }], lines })).toBeUndefined();
});

/** x: float [2, 2] -> Identity -> y, as the bytes of an ONNX file. */
function identityModel(): Uint8Array {
  const text = (field: number, value: string) => bytes(field, Buffer.from(value));
  const bytes = (field: number, value: Uint8Array) => Buffer.from([(field << 3) | 2, value.length, ...value]);
  const number = (field: number, value: number) => Buffer.from([field << 3, value]);
  const dim = bytes(1, number(1, 2));
  const type = bytes(1, Buffer.concat([number(1, 1), bytes(2, Buffer.concat([dim, dim]))]));
  const value = (name: string) => Buffer.concat([text(1, name), bytes(2, type)]);
  const node = Buffer.concat([text(1, 'x'), text(2, 'y'), text(4, 'Identity')]);
  const graph = Buffer.concat([bytes(1, node), text(2, 'g'), bytes(11, value('x')), bytes(12, value('y'))]);
  return Buffer.concat([
    number(1, 8),
    bytes(7, graph),
    bytes(8, Buffer.concat([text(1, ''), number(2, 13)])),
  ]);
}
