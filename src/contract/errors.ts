import { z } from 'zod';
import { personal, personalTrace, storyOf } from './personal';

/** Every failure a person can act on. The window translates `errors.<code>`; a code is never reused for another meaning. */
export const errorCodes = [
  // wire and processes
  'bad-request',
  'input-too-long',
  'connection-lost',
  'cancelled',
  'internal',
  'engine-start-failed',
  'engine-crashed',
  'engine-unresponsive',
  'engine-unavailable',
  'engine-unknown',
  'engine-restarted',
  'engine-busy',
  'helper-ended',
  'player-unavailable',
  // record and prompt
  'file-not-sound',
  'audio-empty',
  'audio-unreadable',
  'audio-truncated',
  'audio-codec-unavailable',
  'audio-too-long',
  'audio-not-finite',
  'audio-rate-too-low',
  'prompt-too-short',
  'prompt-too-long',
  'transcript-misfit',
  'prompt-silent',
  'prompt-clipped',
  'recording-not-found',
  'microphone-denied',
  'microphone-missing',
  'microphone-busy',
  // voices
  'voice-not-found',
  'voice-name-taken',
  'voice-name-invalid',
  'prompt-not-found',
  'prompt-needed',
  // projects
  'project-not-found',
  'project-name-taken',
  'project-name-invalid',
  'project-fixed',
  'project-archived',
  // scripts
  'line-not-found',
  'script-too-long',
  'script-nothing-to-speak',
  'script-nothing-to-export',
  'script-not-ready',
  'export-exists',
  'export-not-found',
  'speaker-without-voice',
  'script-file-invalid',
  'naming-invalid',
  // lexicon
  'lexicon-reading-invalid',
  'lexicon-scope-invalid',
  'lexicon-file-invalid',
  'lexicon-entry-not-found',
  // takes
  'text-empty',
  'text-too-long',
  'text-unspeakable',
  'transcript-needed',
  'model-said-nothing',
  'language-unavailable',
  'seed-out-of-range',
  'speed-out-of-range',
  'instruction-unknown',
  'instruction-too-long',
  'mode-unavailable',
  'source-missing',
  'source-too-short',
  'source-silent',
  'source-not-found',
  'take-not-found',
  'take-has-no-audio',
  'take-folder-not-chosen',
  'take-interrupted',
  // recipes in files
  'recipe-not-found',
  'recipe-damaged',
  // disk
  'folder-not-writable',
  'disk-full',
  'library-locked',
  'library-damaged',
  'library-lost',
  'library-read-only',
  'library-gone',
  'library-busy',
  'file-not-found',
  'file-name-invalid',
  'not-a-file',
  'file-too-large',
  // voice packs and backups
  'archive-unreadable',
  'archive-unsafe',
  'archive-too-large',
  'archive-damaged',
  'archive-newer',
  // packs and models
  'pack-not-found',
  'pack-invalid',
  'pack-file-missing',
  'pack-file-corrupt',
  'pack-tensor-mismatch',
  'pack-unsound-here',
  'pack-tokenizer-mismatch',
  'pack-busy',
  'pack-not-fetchable',
  'pack-folder-gone',
  'checkpoint-unreadable',
  'checkpoint-unsupported',
  'checkpoint-mismatch',
  'download-failed',
  'download-wrong-file',
  'download-too-large',
  'download-address-refused',
  'provider-unavailable',
  'out-of-memory',
  'not-a-number',
  'flow-steps-unavailable',
  'text-marker-invalid',
  'pattern-invalid',
  // hosts
  'unauthorized',
  'key-not-found',
  'key-limit',
  'queue-full',
  'port-busy',
  'not-supported-here',
  'usage',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The numbers and names of a message, so that the window can say it in another language. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/**
 * A failure by its code and what its sentence needs; the sentence itself is said where it is read, in the language of the
 * reader (`src/i18n`). Where one code has several sentences, the value `why` names the one.
 */
export class StudioError extends Error {
  readonly code: ErrorCode;
  readonly values: ErrorValues;

  constructor(code: ErrorCode, values: ErrorValues = {}, cause?: unknown) {
    super([code, ...Object.values(values)].join(' '), cause === undefined ? undefined : { cause });
    this.name = 'StudioError';
    this.code = code;
    this.values = values;
  }

  /** Any thrown value as a StudioError; what nobody foresaw becomes 'internal' with its cause kept. */
  static from(thrown: unknown): StudioError {
    if (thrown instanceof StudioError) return thrown;
    return new StudioError('internal', { reason: wordsOfThrown(thrown) }, thrown);
  }
}

export const errorValuesSchema = z.record(z.string(), z.union([z.string(), z.number()])).default({});

export const errorReportSchema = z.object({
  code: z.enum(errorCodes),
  values: errorValuesSchema,
  /** The chain of causes, most recent first, each with its stack: for the log, not for the eye. */
  trace: z.string().optional(),
});

/** A StudioError as it crosses a port or lies in a database. */
export type ErrorReport = z.output<typeof errorReportSchema>;

/** @returns the error as plain data; never throws. */
export function reportError(thrown: unknown): ErrorReport {
  const error = StudioError.from(thrown);
  const trace = traceOf(error);
  return {
    code: error.code,
    values: { ...error.values },
    ...(trace === '' ? {} : { trace }),
  };
}

/** @returns the StudioError that a report describes; the far side's stack is kept as the cause. */
export const reviveError = ({ code, values, trace }: ErrorReport): StudioError =>
  new StudioError(code, values, trace);

/** @returns what was thrown in its own words; a StudioError without any is its code and values */
export const wordsOfThrown = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : describe(thrown);

function describe(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : JSON.stringify(thrown);
}

function traceOf(error: StudioError): string {
  const parts: string[] = [];
  let at: unknown = error;
  while (at !== undefined && at !== null && parts.length < 8) {
    parts.push(at instanceof Error ? storyOf(at) : describe(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join('\ncaused by ');
}

/** Names of values that are the program's own words; every other text of an error may quote a person. */
const OWN_VALUES: ReadonlySet<string> = new Set([
  'why',
  'role',
  'part',
  'mode',
  'stage',
  'provider',
  'size',
  'how',
]);

/** Error, warning or note, by its code. */
interface Told {
  readonly code: string;
  readonly values?: ErrorValues | undefined;
  readonly trace?: string | undefined;
}

/** @returns code, values and trace for the log: code, numbers and frames stand open */
export function loggedFacts({ code, values = {}, trace }: Told): Readonly<Record<string, unknown>> {
  const told = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' || OWN_VALUES.has(name) ? value : personal(value),
  ]);
  return {
    code,
    ...(Object.fromEntries(told) as Readonly<Record<string, unknown>>),
    ...(trace === undefined ? {} : { trace: personalTrace(trace) }),
  };
}
