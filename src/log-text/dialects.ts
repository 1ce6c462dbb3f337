import type { LogLevel } from '#contract/logger';

/** The head of a line, in whatever form a program writes it. */
export interface Head {
  /** ISO 8601, UTC; a time without a zone is this machine's. */
  readonly time?: string;
  readonly level: LogLevel;
  readonly success?: boolean;
  /** The program's name for the part that speaks. */
  readonly scope?: string;
  /** Take of a line of our own. */
  readonly take?: string;
  readonly message: string;
}

const levelWords: Readonly<Record<string, LogLevel>> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  VERBOSE: 'debug',
  INFO: 'info',
  NOTICE: 'info',
  SUCCESS: 'info',
  WARN: 'warn',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'error',
  FATAL: 'error',
  V: 'debug',
  I: 'info',
  W: 'warn',
  E: 'error',
  F: 'error',
};

const WORD = '(TRACE|DEBUG|VERBOSE|INFO|NOTICE|SUCCESS|WARNING|WARN|ERROR|CRITICAL|FATAL)';
const TIME = String.raw`(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)`;

interface Dialect {
  readonly form: RegExp;
  /** What the groups of `form` are, in order. */
  readonly groups: readonly ('time' | 'level' | 'scope' | 'take' | 'message')[];
}

/** Every form has one way to match, so that no line takes long, whatever is in it. */
const dialects: readonly Dialect[] = [
  // [2026-11-22 12:00:00.123] [INFO] [engine] (take 7f3a91c2) message: our own runtime.log
  {
    form: new RegExp(
      String.raw`^\[${TIME}\] \[${WORD}\] \[([\w-]{1,40})\](?: \(take ([\w-]{1,64})\))? ?(.*)$`,
      'iu',
    ),
    groups: ['time', 'level', 'scope', 'take', 'message'],
  },
  // [2024-12-17 14:30:52] [INFO] message, and the two brackets the other way round
  {
    form: new RegExp(String.raw`^\[${TIME}\] ?\[${WORD}\]:? ?(.*)$`, 'iu'),
    groups: ['time', 'level', 'message'],
  },
  {
    form: new RegExp(String.raw`^\[${WORD}\] ?\[${TIME}\]:? ?(.*)$`, 'iu'),
    groups: ['level', 'time', 'message'],
  },
  // [INFO] message
  { form: new RegExp(String.raw`^\[${WORD}\]:? ?(.*)$`, 'iu'), groups: ['level', 'message'] },
  // 2024-12-17 14:30:52,123 INFO message: Python's logging as the official server sets it up; a dash or bars in other set-ups
  {
    form: new RegExp(String.raw`^${TIME} (?:[-|] )?\[?${WORD}\]?(?: {1,10}(?:[-|:] )?(.*))?$`, 'u'),
    groups: ['time', 'level', 'message'],
  },
  // 2024-12-17 14:30:52.1234567 [W:onnxruntime:, file.cc:74 Apply] message
  {
    form: new RegExp(String.raw`^${TIME} \[([VIWEF]):([\w.-]{1,40})[^\]]{0,200}\] ?(.*)$`, 'u'),
    groups: ['time', 'level', 'scope', 'message'],
  },
  // INFO:     127.0.0.1:43210 - "POST /inference_zero_shot HTTP/1.1" 200 OK: uvicorn
  { form: new RegExp(String.raw`^${WORD}: {1,10}(.*)$`, 'u'), groups: ['level', 'message'] },
  // WARNING:root:message: Python's logging without a set-up
  { form: new RegExp(String.raw`^${WORD}:([\w.-]{1,60}):(.*)$`, 'u'), groups: ['level', 'scope', 'message'] },
];

/** @returns the head of a line, or undefined when it has none that is known: then it stands as it is */
export function readHead(line: string): Head | undefined {
  for (const { form, groups } of dialects) {
    const found = form.exec(line);
    if (!found) continue;
    const part = (name: Dialect['groups'][number]) => found[groups.indexOf(name) + 1];
    const word = (part('level') ?? 'INFO').toUpperCase();
    const time = groups.includes('time') ? isoTime(part('time') ?? '') : undefined;
    const scope = groups.includes('scope') ? part('scope') : undefined;
    const take = groups.includes('take') ? part('take') : undefined;
    return {
      level: levelWords[word] ?? 'info',
      message: part('message') ?? '',
      ...(word === 'SUCCESS' ? { success: true } : {}),
      ...(time === undefined ? {} : { time }),
      ...(scope === undefined ? {} : { scope }),
      ...(take === undefined ? {} : { take }),
    };
  }
  return undefined;
}

function isoTime(written: string): string | undefined {
  const at = new Date(
    written
      .replace(' ', 'T')
      .replace(',', '.')
      .replace(/(\.\d{3})\d+/u, '$1'),
  );
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
