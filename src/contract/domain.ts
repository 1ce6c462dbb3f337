import { z } from 'zod';
import { askedFields } from './asked';
import { batchSchema } from './batch';
import { consentKindSchema, consentSchema } from './consent';
import { AUTO_ENGINE, engineIdSchema } from './engines';
import { errorReportSchema, errorValuesSchema } from './errors';
import { idSchema, sha256Schema } from './ids';
import { languageTagSchema } from './languages';
import { machineFactsSchema } from './machine';
import { stageProgressSchema, stageSchema } from './stages';

/** record -> prompt -> voice -> take: the nouns of the studio as readonly data, units in the names. */

export { limits } from './limits';

/** The project every library has; a take without a project of its own belongs to it. */
export const INBOX = 'inbox';

/** What is told of the file that a recording came from, whichever part of it is looked at. */
export const fileFindingCodes = ['cut-off', 'damaged', 'channels-left-out', 'channels-inverted'] as const;

export const findingCodes = [
  ...fileFindingCodes,
  'speech-too-short',
  'prompt-long',
  'prompt-too-long',
  'rate-too-low',
  'silence-around',
  'clipping',
  'silent',
  'quiet',
  'noisy',
  'mixed-down',
  'several-speakers',
  'pitch-capped',
] as const;

/** One thing worth saying about a prompt. `blocking` findings refuse the prompt; the values carry the numbers. */
export const findingSchema = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['note', 'warning', 'blocking']),
  values: errorValuesSchema,
});
export type Finding = z.output<typeof findingSchema>;

export const isFileFinding = (code: Finding['code']): boolean =>
  fileFindingCodes.some((known) => known === code);

export const spanSchema = z.object({ startSec: z.number().min(0), endSec: z.number().min(0) });
export type Span = z.output<typeof spanSchema>;

/** What listening to a prompt found. Levels in dBFS. */
export const promptReportSchema = z.object({
  durationSec: z.number(),
  /** Seconds of active speech inside the duration. */
  speechSec: z.number(),
  sampleRateHz: z.number(),
  channels: z.number().int(),
  peakDb: z.number(),
  /** Share of samples at full scale, 0 to 1. */
  clippedRatio: z.number(),
  noiseFloorDb: z.number(),
  snrDb: z.number(),
  /** Median pitch of the voiced frames; null when nothing is voiced. */
  medianF0Hz: z.number().nullable(),
  verdict: z.enum(['good', 'usable', 'unusable']),
  findings: z.array(findingSchema),
  /** The best three seconds, when there are three. */
  best: spanSchema.nullable(),
  /** From the first sound of speech to the last, with room for a breath; null without speech, and in reports of earlier studios. */
  spoken: spanSchema.nullable().default(null),
});
export type PromptReport = z.output<typeof promptReportSchema>;

/** Waveform overview: absolute peaks 0 to 1, evenly spaced over the duration. */
export const peaksSchema = z.array(z.number());

/** What the microphone gave, or a file that was opened; mixed down to mono at its own rate. */
export const recordingSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  durationSec: z.number(),
  sampleRateHz: z.number(),
  /** Channels before the mix-down. */
  channels: z.number().int(),
  /** Container and codec as found, e.g. "wav pcm16", "mp3", "microphone". */
  format: z.string(),
  peaks: peaksSchema,
  report: promptReportSchema,
});
export type Recording = z.output<typeof recordingSchema>;

export const sampleSchema = z.object({
  id: idSchema,
  name: z.object({ en: z.string(), zh: z.string() }),
  language: z.string(),
  transcript: z.string(),
  durationSec: z.number(),
});
/** A synthetic sample prompt that ships with the studio. */
export type Sample = z.output<typeof sampleSchema>;

/** What is known of a prompt once it is kept. */
const promptFacts = {
  /** What the prompt says; empty when unknown. */
  transcript: z.string(),
  promptSec: z.number(),
  sampleRateHz: z.number(),
  /** SHA-256 of the prompt's PCM, hex. */
  promptSha256: z.string(),
  peaks: peaksSchema,
  verdict: promptReportSchema.shape.verdict,
  findings: z.array(findingSchema),
};

/** Where a prompt was cut from a longer recording. */
export const trimSchema = spanSchema.extend({ recordingSec: z.number().min(0) });

/** A part of a recording, and what it says, that a voice can speak with. */
export const promptSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  ...promptFacts,
  trim: trimSchema.optional(),
});
export type Prompt = z.output<typeof promptSchema>;

/** What a take of the voice starts from; a person changes any of it. */
export const voiceDefaultsSchema = z.object({
  instruction: z.string().optional(),
  speed: z.number().optional(),
  seed: z.number().int().optional(),
});
export type VoiceDefaults = z.output<typeof voiceDefaultsSchema>;

/** A name and the prompts it speaks with; the facts are the chosen prompt's. */
export const voiceSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  /** When it was last asked for a take. */
  usedAt: z.string().optional(),
  ...promptFacts,
  /** The chosen prompt, one of `prompts`. */
  promptId: idSchema,
  /** Oldest first. */
  prompts: z.array(promptSchema),
  /** Made from a sample prompt that ships with the studio. */
  synthetic: z.boolean(),
  tags: z.array(z.string()).default([]),
  /** One of the palette's names; empty: none. */
  colour: z.string().default(''),
  /** BCP 47 tag; empty: not said. */
  language: z.string().default(''),
  notes: z.string().default(''),
  favourite: z.boolean().default(false),
  defaults: voiceDefaultsSchema.default({}),
  /** Absent: nobody stated whose voice it is. */
  consent: consentSchema.optional(),
  /** Takes of it that are in the library. */
  takeCount: z.number().int().default(0),
  /** False: it speaks with a recording that was not saved as a voice; no list shows it. */
  kept: z.boolean().default(true),
});
export type Voice = z.output<typeof voiceSchema>;

/** Ways to speak a text. */
export const textModeSchema = z.enum(['zero_shot', 'cross_lingual', 'instruct2']);
export type TextMode = z.output<typeof textModeSchema>;

/** `vc`, voice conversion: speech instead of a text, said again by the voice. */
export const modeSchema = z.enum([...textModeSchema.options, 'vc']);
export type Mode = z.output<typeof modeSchema>;

export const directionKindSchema = z.enum(['dialect', 'emotion', 'rate', 'volume', 'style']);

/** In the engine's own words, e.g. {kind:'dialect', id:'sichuan'}. */
const directionSchema = z.object({
  kind: directionKindSchema,
  id: z.string(),
  en: z.string(),
  zh: z.string(),
});
export type Direction = z.output<typeof directionSchema>;

/** What the engine took from an instruction, so that nobody has to guess whether it was heard. */
export const understoodSchema = z.object({
  instruction: z.string(),
  directions: z.array(directionSchema),
  /** Understood, and not followed: the engine cannot, or it contradicts one of its kind before it. */
  unfollowed: z
    .array(directionSchema.extend({ why: z.enum(['unsupported', 'contradicts']) }))
    .optional()
    .catch(undefined),
  /** Parts that meant nothing to this engine. */
  ignored: z.array(z.string()),
});
export type Understood = z.output<typeof understoodSchema>;

/** One of the official instruction templates, or a studio preset. */
export const instructionPresetSchema = z.object({
  id: z.string(),
  kind: directionKindSchema,
  instruction: z.string(),
  en: z.string(),
  zh: z.string(),
});
export type InstructionPreset = z.output<typeof instructionPresetSchema>;

/** Speech that a take converts. The studio keeps a copy of it under its hash, so that the take can be made again. */
export const sourceSchema = z.object({
  /** Of the kept WAV file. */
  sha256: sha256Schema,
  name: z.string(),
  durationSec: z.number(),
});
export type Source = z.output<typeof sourceSchema>;

/** A recording, or the source of an earlier take. */
export const sourceRefSchema = z.union([
  z.object({ recordingId: idSchema }),
  z.object({ sha256: sha256Schema, name: z.string().max(200) }),
]);
export type SourceRef = z.output<typeof sourceRefSchema>;

export const takeRequestSchema = z.object({
  /** The text is empty when there is a source. */
  ...askedFields,
  /** What words are read as; absent: by the library's lexicon as it is now. */
  lexicon: askedFields.lexicon.unwrap().max(1000).optional(),
  instruction: askedFields.instruction.default(''),
  speed: askedFields.speed.default(1),
  /** Speech to convert, mode `vc`. */
  source: sourceRefSchema.optional(),
  voiceId: idSchema,
  engine: engineIdSchema.default(AUTO_ENGINE),
  mode: z.union([modeSchema, z.literal('auto')]).default('auto'),
  /** The project the take belongs to; absent: the inbox. */
  projectId: idSchema.optional(),
  /** An installed pack of CosyVoice 3 to speak with; absent: the one in use. Other engines have none. */
  packId: idSchema.optional(),
  /**
   * Of a text that does not say its own; absent: the project's or the voice's as it is now. A take that is made again has the
   * one it had, 'und' for none.
   */
  voiceLanguage: languageTagSchema.optional(),
  /** The line of the project's script that it speaks. */
  lineId: idSchema.optional(),
  batch: batchSchema.optional(),
});
/** What a person asks for. Ranges are checked by the studio, which answers with the numbers. */
export type TakeRequest = z.input<typeof takeRequestSchema>;

/** The pack that a take was made with. */
export const recipePackSchema = z.object({
  id: z.string(),
  /** How exactly its weights are stored, e.g. "q8 + int8 + fp32"; absent where nothing says. */
  precision: z.string().optional(),
  fileSha256: z.record(z.string(), z.string()),
});

/** Everything needed to make a take again. */
export const recipeSchema = z.object({
  /** The text is empty in mode `vc`, which has a source instead; the lexicon has the entries that are in the text. */
  ...askedFields,
  /** In words, as it was spoken: one segment a line. */
  normalizedText: z.string(),
  /** The project's or the voice's, where it counted: for a text that does not say its own. */
  voiceLanguage: languageTagSchema.optional(),
  source: sourceSchema.optional(),
  engine: engineIdSchema,
  /** As the engine called itself when it spoke. */
  engineName: z.string().optional(),
  /** Whether the engine clones; absent until it has spoken, and from takes of earlier versions. */
  clone: z.boolean().optional(),
  mode: modeSchema,
  voiceId: idSchema,
  voiceName: z.string(),
  promptSha256: z.string(),
  /** Absent in takes made before voices had several prompts: the voice's first. */
  promptId: idSchema.optional(),
  transcript: z.string(),
  /** What was stated about the voice when the take was made; absent: nothing. */
  consent: consentKindSchema.optional(),
  /** The pack that was asked for by name. */
  packId: idSchema.optional(),
  pack: recipePackSchema.optional(),
  appVersion: z.string(),
  runtimeVersion: z.string(),
  /** System and processor, e.g. "linux-x64"; absent from the first takes. */
  platform: z.string().optional(),
  /** How the machine was used; present once CosyVoice 3 has spoken. */
  machine: machineFactsSchema.optional(),
});
export type Recipe = z.output<typeof recipeSchema>;

export const segmentSchema = z.object({
  text: z.string(),
  language: z.string(),
  audioSec: z.number(),
  /** Speech tokens generated; cosyvoice3 only. */
  tokens: z.number().optional(),
});
export type Segment = z.output<typeof segmentSchema>;

export const warningSchema = z.object({
  code: z.string(),
  values: errorValuesSchema,
  /** The failure that is its reason, where there is one. */
  cause: errorReportSchema.omit({ trace: true }).optional(),
});
export type Warning = z.output<typeof warningSchema>;

const takeStateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** One text spoken once by one voice, with its recipe. Audio facts are of what has been made so far. */
export const takeSchema = z.object({
  id: idSchema,
  /** Counts the takes of the library from 1; it stays, and none gets it again. 0: no library has it yet. */
  number: z.number().int().min(0).default(0),
  createdAt: z.string(),
  state: takeStateSchema,
  recipe: recipeSchema,
  understood: understoodSchema,
  stages: z.array(stageProgressSchema),
  /** Place in the queue, lowest first; present while it waits. */
  position: z.number().optional(),
  /** The engine has been quiet for longer than it ever is here; absent when it speaks, and once the take is over. */
  quiet: z.object({ stage: stageSchema.optional(), since: z.string() }).optional(),
  segments: z.array(segmentSchema),
  /** Segments of the whole text; present while it is made, from the first one on. */
  segmentCount: z.number().int().optional(),
  warnings: z.array(warningSchema),
  error: errorReportSchema.optional(),
  /** File name inside the outputs folder, e.g. output_20261122_120000.wav. */
  file: z.string().optional(),
  sampleRateHz: z.number().optional(),
  audioSec: z.number().optional(),
  wallSec: z.number().optional(),
  realTimeFactor: z.number().optional(),
  /** SHA-256 of the 16-bit PCM, hex. */
  pcmSha256: z.string().optional(),
  /** The number of the first take in the list that has the very same sound, if one before this has. */
  identicalTo: z.number().int().optional(),
  peaks: peaksSchema.optional(),
  /** Its audio is in the bin because it was old; `restoreTake` brings it back. */
  clearedAt: z.string().optional(),
  projectId: idSchema.default(INBOX),
  /** The line of a script that it speaks. */
  lineId: idSchema.optional(),
  batch: batchSchema.optional(),
  /** Given by a person; empty: the text stands for it. */
  name: z.string().default(''),
  favourite: z.boolean().default(false),
  /** 1 to 5; 0: not rated. */
  rating: z.number().int().min(0).max(5).default(0),
  note: z.string().default(''),
});
export type Take = z.output<typeof takeSchema>;

/** It waits no more and is not made: it ended, whichever way. */
export const isOver = ({ state }: Pick<Take, 'state'>): boolean => state !== 'queued' && state !== 'running';
