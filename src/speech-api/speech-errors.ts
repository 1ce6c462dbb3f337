import { StudioError, type ErrorCode } from '#contract/errors';
import { errorWords } from '#i18n/error-words';
import { languageOf } from '#i18n/index';

/** A refusal as clients of the OpenAI speech API read it. */
export interface SpeechRefusal {
  readonly status: number;
  readonly body: {
    readonly error: {
      readonly message: string;
      readonly type: string;
      readonly code: string;
      readonly param: string | null;
    };
  };
}

/** Codes that are not their kind's usual answer; all others are the studio's own trouble. */
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  'bad-request': 400,
  'input-too-long': 400,
  'text-empty': 400,
  'seed-out-of-range': 400,
  'speed-out-of-range': 400,
  'instruction-too-long': 400,
  'mode-unavailable': 400,
  'file-not-sound': 400,
  unauthorized: 401,
  'voice-not-found': 404,
  'engine-unknown': 404,
  'file-not-found': 404,
  'voice-name-taken': 409,
  'text-too-long': 413,
  'text-unspeakable': 422,
  'language-unavailable': 422,
  'instruction-unknown': 422,
  'model-said-nothing': 422,
  'queue-full': 429,
  'not-supported-here': 501,
};

/** A prompt, its sound or its words cannot be used. */
const aboutPrompt = /^(prompt|transcript|audio|voice-name)-/;
/** It may be well in a moment, or on another day. */
const aboutHost = /^(engine|library|helper|pack|disk|connection)-|^(cancelled|out-of-memory)$/;

const codesOfOpenAi: Readonly<Partial<Record<ErrorCode, string>>> = {
  unauthorized: 'invalid_api_key',
  'engine-unknown': 'model_not_found',
  'voice-not-found': 'voice_not_found',
  'queue-full': 'rate_limit_exceeded',
};

/** A field of a request that is not as it must be. */
export class FieldError extends StudioError {
  constructor(
    readonly param: string,
    fault: string,
  ) {
    super('bad-request', { why: 'field', field: param, fault });
  }
}

/** @param languages the reader's, as Accept-Language says them */
export function refusalOf(thrown: unknown, languages: readonly string[]): SpeechRefusal {
  const told = statusOfFastify(thrown);
  const error = told === undefined ? StudioError.from(thrown) : new StudioError(...told.error);
  const status = told?.status ?? statusOf(error.code);
  const { detail, repair } = errorWords(error, languageOf('system', languages));
  const message = [detail, repair].filter((part) => part !== '').join(' ');
  return {
    status,
    body: {
      error: {
        message,
        type: typeOf(status),
        code: codesOfOpenAi[error.code] ?? error.code,
        param: error instanceof FieldError ? error.param : null,
      },
    },
  };
}

function statusOf(code: ErrorCode): number {
  return statuses[code] ?? (aboutPrompt.test(code) ? 422 : aboutHost.test(code) ? 503 : 500);
}

const typeOf = (status: number) =>
  status === 401
    ? 'authentication_error'
    : status === 429
      ? 'rate_limit_error'
      : status < 500
        ? 'invalid_request_error'
        : 'server_error';

/** @returns the status, 400 or more, that the HTTP library gives to what it throws; undefined when it is not its own */
export function httpStatusOf(thrown: unknown): number | undefined {
  const status = (thrown as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : undefined;
}

/** What the HTTP library refuses by itself, before a route sees it, by its status. */
function statusOfFastify(
  thrown: unknown,
): { readonly status: number; readonly error: [ErrorCode, Record<string, string>] } | undefined {
  const status = thrown instanceof StudioError ? undefined : httpStatusOf(thrown);
  if (status === undefined || status > 499) return undefined;
  const why = status === 413 ? 'body-too-large' : status === 415 ? 'body-type' : 'body';
  return { status, error: ['bad-request', { why }] };
}
