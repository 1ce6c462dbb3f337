import { z } from 'zod';
import { limits } from './domain';
import { engineDescriptionSchema, memoryChoiceSchema } from './engine-api';
import { engineIdSchema } from './engines';
import { idSchema } from './ids';
import { languageTagSchema } from './languages';
import { errorReportSchema } from './errors';
import { savedLogFilterSchema } from './log-filter';
import { logBookmarkSchema, logHighlightSchema, MOST_BOOKMARKS } from './log-marks';
import { logLevelSchema } from './logger';
import { providerChoicesSchema } from './machine';

/** The studio about itself: status, settings, and how to ask for log lines. */

export const statusSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'server', 'cli', 'test']),
  /** Another studio writes to the library; this one only looks. */
  readOnly: z.boolean().default(false),
  /** The studio that has the library, when this one would write if it could. */
  holder: z
    .object({ pid: z.number().optional(), host: z.string().optional(), since: z.string().optional() })
    .optional(),
  /** The library file was missing or empty when this studio started: what it found again in the folders beside it. */
  foundAgain: z.object({ voices: z.number().int(), takes: z.number().int() }).optional(),
  /** What this host can do beyond a browser. */
  canReveal: z.boolean(),
  canChooseFolder: z.boolean(),
  engine: z.object({
    state: z.enum(['stopped', 'starting', 'ready', 'busy', 'restarting', 'failed']),
    /** The engine that 'auto' means now. */
    preferred: engineIdSchema,
    engines: z.array(engineDescriptionSchema),
    runtimeVersion: z.string(),
    residentBytes: z.number(),
    restarts: z.number().int(),
    lastError: errorReportSchema.optional(),
  }),
  runningTakeId: z.string().optional(),
  queueLength: z.number().int(),
  logFile: z.string(),
  /** Why lines are kept in memory only, the system's word (ENOSPC, EACCES …); absent while the file takes them. */
  logTrouble: z.string().optional(),
  /** 'forced': by COSYVOICE_STUDIO_PRIVATE_LOG, whatever the settings say. */
  privateLog: z.enum(['off', 'on', 'forced']),
  outputsFolder: z.string(),
  freeBytes: z.number().optional(),
  /** Less is free where takes are written than an hour of audio needs. */
  lowSpace: z.boolean(),
  memory: z.object({
    totalBytes: z.number(),
    availableBytes: z.number(),
    /** Free on the graphics card when its driver was last asked; absent where none answers. */
    gpuFreeBytes: z.number().optional(),
  }),
});
export type Status = z.output<typeof statusSchema>;

/** Packs come over http or https only; no password in an address. */
export const packMirrorSchema = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text === '' || isPlainHttpUrl(text), 'an http or https address without a password');

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

const originSchema = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'an origin like https://chat.example',
  );

/** The log files together may take this much, unless the settings say otherwise: more than a million lines. */
export const LOG_MEGABYTES = { least: 32, usual: 512, most: 8192 } as const;

export const settingsSchema = z.object({
  /** 'system', or the tag of a language that the window has words for. */
  language: z.union([z.literal('system'), languageTagSchema]),
  theme: z.enum(['system', 'dark', 'light']),
  engine: engineIdSchema,
  /** Whether the engine keeps its models loaded. */
  memoryMode: memoryChoiceSchema,
  microphoneId: z.string().max(1000),
  seed: z.number().int().min(limits.seed.min).max(limits.seed.max),
  seedLocked: z.boolean(),
  logDockOpen: z.boolean(),
  /** The window plays what it has asked for as soon as there is enough of it. */
  playAtOnce: z.boolean(),
  /** Takes that run side by side, each in an engine process of its own. */
  concurrency: z.number().int().min(1).max(4),
  /** No further take is started; what runs goes on. */
  queuePaused: z.boolean(),
  /** Keep the person's own words out of the log: their length and a hash instead. */
  privateLog: z.boolean(),
  /** What the log folder may take, MB. */
  logMegabytes: z.number().int().min(LOG_MEGABYTES.least).max(LOG_MEGABYTES.most),
  savedLogFilters: z.array(savedLogFilterSchema).max(30),
  logBookmarks: z.array(logBookmarkSchema).max(MOST_BOOKMARKS),
  logHighlights: z.array(logHighlightSchema).max(12),
  /** Seen the welcome; set once. */
  welcomed: z.boolean(),
  /** Seen the offer of CosyVoice 3 beside the draft voice; set once. */
  packOffered: z.boolean(),
  /** Base address of a mirror that is asked first, laid out like huggingface.co; empty for none. */
  packMirror: packMirrorSchema,
  /** Which provider runs which part of CosyVoice 3. */
  providers: providerChoicesSchema,
  /** A take that ran out of memory is made again once, stage by stage on the CPU. */
  retrySmaller: z.boolean(),
  /** Minutes without a take after which the models are unloaded; 0: never. */
  unloadAfterMinutes: z.number().int().min(0).max(1440),
  /** Days after which the audio of a take that is no favourite goes to the bin; 0: never. */
  keepTakesDays: z.number().int().min(0).max(3650),
  /** Takes that other programs ask for stay in the library; else they go once they are answered. */
  speechTakesKept: z.boolean(),
  /** Which voice answers to a name of OpenAI's, by its id; the library's first where nothing is said. */
  speechVoices: z.record(z.string().max(80), idSchema),
  /** Pages of these origins may ask for speech with a key, e.g. https://chat.example. */
  speechOrigins: z.array(originSchema).max(50),
  /** The desktop window's menu has Chromium's developer tools; from the next start on. */
  developerTools: z.boolean(),
});
export type Settings = z.output<typeof settingsSchema>;

/** Newest lines first cut, returned oldest first. */
export const logQuerySchema = z.object({
  limit: z.number().int().min(1).max(100_000),
  beforeSeq: z.number().int().optional(),
  levels: z.array(logLevelSchema).optional(),
  takeId: z.string().optional(),
  /** Plain text, case ignored. */
  text: z.string().optional(),
});
export type LogQuery = z.output<typeof logQuerySchema>;
