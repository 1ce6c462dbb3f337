import { z } from 'zod';
import { uint8Array } from './binary';
import { engineIdSchema } from './engines';
import { idSchema } from './ids';
import { languageTagSchema } from './languages';
import { nameOrNothingSchema, nameSchema } from './names';

/** What a project says, line by line: who speaks, which words, and which take of them counts. */

export const scriptLimits = {
  lines: 20_000,
  /** Of one line. */
  textCharacters: 100_000,
  speakerCharacters: 80,
  instructionCharacters: 2_000,
  pauseMs: { min: 0, max: 60_000 },
  /** Of one change: words may be others in every line. */
  operations: 20_000,
  speakers: 1_000,
  /** Of one piece of news; whoever hears of more asks for all of it. */
  toldLines: 500,
  fileBytes: 50 * 1024 * 1024,
} as const;

/** `chapter` is a heading and `note` a remark: neither is spoken. */
export const scriptLineKinds = ['line', 'chapter', 'note'] as const;

const pauseMsSchema = z.number().int().min(scriptLimits.pauseMs.min).max(scriptLimits.pauseMs.max);

/** What a line has of its own, in place of what its speaker has. */
export const lineOverridesSchema = z.object({
  voiceId: idSchema.optional(),
  speed: z.number().optional(),
  seed: z.number().int().optional(),
  engine: engineIdSchema.optional(),
  language: languageTagSchema.optional(),
  /** A paragraph ends with it. */
  endsParagraph: z.boolean().optional(),
});
export type LineOverrides = z.output<typeof lineOverridesSchema>;

const lineWords = {
  kind: z.enum(scriptLineKinds),
  /** Empty: the project's default voice. */
  speaker: nameOrNothingSchema(scriptLimits.speakerCharacters),
  text: z.string().max(scriptLimits.textCharacters),
  /** How it is said; empty: as its speaker always does. */
  instruction: z.string().max(scriptLimits.instructionCharacters),
  /** Silence after it, in milliseconds; null: as the project says. */
  pauseMs: pauseMsSchema.nullable(),
  overrides: lineOverridesSchema,
  /** The take a person chose; null: the newest that is done. */
  chosenTakeId: idSchema.nullable(),
};

export const scriptLineSchema = z.object({ id: idSchema, ...lineWords });
export type ScriptLine = z.output<typeof scriptLineSchema>;

/** A line that comes in; with the id of one that was there, that one comes back. */
export const newLineSchema = z.object({
  id: idSchema.optional(),
  kind: lineWords.kind.default('line'),
  speaker: lineWords.speaker.default(''),
  text: lineWords.text,
  instruction: lineWords.instruction.default(''),
  pauseMs: lineWords.pauseMs.default(null),
  overrides: lineWords.overrides.default({}),
  chosenTakeId: lineWords.chosenTakeId.default(null),
});
export type NewLine = z.input<typeof newLineSchema>;

/** One who speaks, and what every line of theirs starts from. */
export const castMemberSchema = z.object({
  speaker: nameSchema(scriptLimits.speakerCharacters),
  voiceId: idSchema.optional(),
  instruction: z.string().max(scriptLimits.instructionCharacters).default(''),
  speed: z.number().optional(),
  /** One of the palette's names; empty: none. */
  colour: z.string().max(40).default(''),
});
export type CastMember = z.output<typeof castMemberSchema>;

/** Silence after a line, in milliseconds. */
export const pausesSchema = z.object({
  /** Before the next line of the same speaker. */
  within: pauseMsSchema.default(250),
  /** Before another speaker. */
  between: pauseMsSchema.default(500),
  /** Where a paragraph ends. */
  paragraph: pauseMsSchema.default(1_000),
  /** Where a chapter ends. */
  chapter: pauseMsSchema.default(2_000),
});
export type Pauses = z.output<typeof pausesSchema>;

export type Paused = Pick<ScriptLine, 'kind' | 'speaker' | 'pauseMs' | 'overrides'>;

/**
 * @param next what is heard or begins next; no note
 * @returns silence after a line in milliseconds: its own, or by what ends with it, or by who speaks next
 */
export function pauseAfter(line: Paused, next: Paused | undefined, pauses: Pauses): number {
  if (line.pauseMs !== null) return line.pauseMs;
  if (!next || next.kind === 'chapter') return pauses.chapter;
  if (line.overrides.endsParagraph === true) return pauses.paragraph;
  return next.speaker === line.speaker ? pauses.within : pauses.between;
}

const after = idSchema.nullable();
const lineIds = z.array(idSchema).min(1).max(scriptLimits.lines);

/** One change of a script. `after` is the line before the place, null the beginning. */
export const scriptOperationSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('insert'),
    after,
    lines: z.array(newLineSchema).min(1).max(scriptLimits.lines),
  }),
  z.object({ do: z.literal('change'), lineId: idSchema, change: z.object(lineWords).partial() }),
  z.object({ do: z.literal('remove'), lineIds }),
  z.object({ do: z.literal('move'), lineIds, after }),
  z.object({ do: z.literal('cast'), member: castMemberSchema }),
  z.object({ do: z.literal('uncast'), speaker: castMemberSchema.shape.speaker }),
  z.object({ do: z.literal('pauses'), pauses: pausesSchema }),
]);
export type ScriptOperation = z.input<typeof scriptOperationSchema>;

export const scriptChangeSchema = z.object({
  projectId: idSchema,
  /** The revision that the writer saw; later changes of the same lines are written over, and told. */
  seen: z.number().int().optional(),
  /** Told with the news of it, so that the writer knows his own. */
  by: idSchema.optional(),
  operations: z.array(scriptOperationSchema).min(1).max(scriptLimits.operations),
});

/** News of a script: what was done to it, as far as it is shorter than the script. */
export const scriptNewsSchema = z.object({
  projectId: idSchema,
  revision: z.number().int(),
  by: idSchema.optional(),
  change: z
    .object({
      /** Every line that comes in has its id. */
      operations: z.array(scriptOperationSchema),
      /** Lines whose words, voice or state may be others now. */
      lineIds: z.array(idSchema),
    })
    .optional(),
});
export type ScriptNews = z.output<typeof scriptNewsSchema>;

export const scriptChangedSchema = z.object({
  revision: z.number().int(),
  /** Takes the change back. */
  undo: z.array(scriptOperationSchema),
  /** Lines that somebody else had changed since `seen`. */
  overwritten: z.array(idSchema),
});

/** What differs between a line and the take that counts for it. */
export const staleReasons = [
  ...['text', 'voice', 'prompt', 'direction', 'speed', 'seed', 'engine', 'language', 'lexicon'],
] as const;

/** Computed, never kept. `stale`: what would be spoken now is not what was. */
export const lineStates = ['empty', 'missing', 'queued', 'speaking', 'spoken', 'stale', 'failed'] as const;
export type LineState = (typeof lineStates)[number];

export const scriptRowSchema = scriptLineSchema.extend({
  state: z.enum(lineStates),
  /** Why it is stale. */
  changed: z.array(z.string()),
  /** The voice that speaks it; absent: its speaker has none. */
  voiceId: idSchema.optional(),
  /** The take that counts, or the one being made. */
  takeId: idSchema.optional(),
  audioSec: z.number().optional(),
  /** Takes of it that are there. */
  takeCount: z.number().int(),
});
export type ScriptRow = z.output<typeof scriptRowSchema>;

export const scriptSchema = z.object({
  projectId: idSchema,
  revision: z.number().int(),
  lines: z.array(scriptRowSchema),
  cast: z.array(castMemberSchema),
  pauses: pausesSchema,
});
export type Script = z.output<typeof scriptSchema>;

/** Which lines are meant. `needed`: missing, failed or stale. */
export const scriptWorkSchema = z.object({
  projectId: idSchema,
  lineIds: lineIds.optional(),
  which: z.enum(['needed', 'all']).default('needed'),
});

/** What speaking would make. */
export const scriptPlanSchema = z.object({
  lines: z.array(z.object({ lineId: idSchema, state: z.enum(lineStates), changed: z.array(z.string()) })),
  characters: z.number().int(),
  /** About; absent when nothing was ever spoken here. */
  estimatedSec: z.number().optional(),
  /** Speakers of these lines that have no voice; the empty one is the project's default. */
  withoutVoice: z.array(z.string()),
});
export type ScriptPlan = z.output<typeof scriptPlanSchema>;

export const scriptFormats = [
  ...(['text', 'markdown', 'subtitles', 'table', 'word', 'epub', 'fountain'] as const),
] as const;

/** A column of a table, and what it holds. */
export const tableColumns = ['speaker', 'text', 'instruction', 'pauseMs', 'chapter'] as const;

export const scriptFileSchema = z.object({
  name: z.string().max(400),
  bytes: uint8Array,
  /** Which column of a table is what, by its number from 0; judged by the headings when absent. */
  columns: z.partialRecord(z.enum(tableColumns), z.number().int().min(0).max(1000)).optional(),
  /** Speakers that are known already. */
  projectId: idSchema.optional(),
});

/** What a file would bring; nothing is written. */
export const readScriptSchema = z.object({
  format: z.enum(scriptFormats),
  /** As it was read, e.g. "UTF-8", "GB18030". */
  encoding: z.string(),
  lines: z.array(newLineSchema.required({ kind: true, speaker: true })),
  speakers: z.array(z.object({ speaker: z.string(), lines: z.number().int() })),
  /** Of a table: its headings, and what each column was taken for. */
  headings: z.array(z.string()).optional(),
  columns: scriptFileSchema.shape.columns,
});
export type ReadScript = z.output<typeof readScriptSchema>;
