import { z } from 'zod';
import { askedFields, readingFields } from './asked';
import { float32Array, uint8Array } from './binary';
import type { ApiOf, HandlersOf, Service } from './contract';
import type { ItemStream } from './item-stream';
import { call, nothing, stream } from './contract';
import {
  findingSchema,
  modeSchema,
  promptReportSchema,
  recipePackSchema,
  understoodSchema,
  warningSchema,
} from './domain';
import { engineAbilitiesSchema, engineIdSchema } from './engines';
import { idSchema } from './ids';
import { languageTagSchema } from './languages';
import { exportOptionsSchema, exportReportSchema } from './export';
import { lexiconReadingSchema } from './lexicon';
import { logRecordSchema } from './logger';
import {
  machineFactsSchema,
  memoryModeSchema,
  memoryNeedSchema,
  providerChoicesSchema,
  providerProbeSchema,
  providerSchema,
} from './machine';
import { installedPackSchema, packReportSchema } from './packs';
import { speechItemSchema, speechPartSchema, type SpeechItem } from './speech';
import { spokenTextSchema } from './spoken';
import { stageProgressSchema } from './stages';

/** What a host may ask of the engine process. */

/** Mono audio in memory: samples in [-1, 1]. */
export const audioSchema = z.object({ sampleRateHz: z.number().positive(), samples: float32Array });
export type Audio = z.output<typeof audioSchema>;

const decodedAudioSchema = audioSchema.extend({
  /** Channels before the mix-down to mono. */
  channels: z.number().int().positive(),
  format: z.string(),
  /** What a person must hear about how the sound came out of the file. */
  findings: z.array(findingSchema),
});
export type DecodedAudio = z.output<typeof decodedAudioSchema>;

const promptAudioSchema = audioSchema.extend({ transcript: z.string() });
export type PromptAudio = z.output<typeof promptAudioSchema>;

/** What a file tells players and the studio about itself; each format keeps what it has a place for. */
export const fileTagsSchema = z.object({
  title: z.string(),
  artist: z.string(),
  comment: z.string(),
  software: z.string(),
  /** Day, e.g. 2026-11-22. */
  date: z.string(),
  copyright: z.string(),
  /** The stamp as JSON. */
  stamp: z.string(),
});
export type FileTags = z.output<typeof fileTagsSchema>;

const encodeRequestSchema = z.object({
  audio: audioSchema,
  options: exportOptionsSchema,
  tags: fileTagsSchema,
  /** WAV only, whole: LIST/INFO tags, the iXML, and chunks that other programs wrote. */
  wav: z
    .object({
      info: z.record(z.string(), z.string()),
      ixml: z.string(),
      chunks: z.array(z.object({ id: z.string(), bytes: uint8Array })),
    })
    .optional(),
});
export type EncodeRequest = z.output<typeof encodeRequestSchema>;

/**
 * What enrolling found in a prompt, as one engine stores it: numbers, strings and typed arrays. Opaque to the studio,
 * which keeps it in a file beside the prompt and hands it back; `key` says which enrolment model made it.
 */
export const voiceProfileSchema = z.object({
  engine: engineIdSchema,
  key: z.string(),
  version: z.number().int(),
  data: z.record(z.string(), z.unknown()),
});
export type VoiceProfile = z.output<typeof voiceProfileSchema>;

export const engineDescriptionSchema = z.object({
  id: engineIdSchema,
  /** What people call it. */
  name: z.string(),
  abilities: engineAbilitiesSchema,
  /** Whether it can speak now. */
  available: z.boolean(),
  /** Why not, or what is limited; absent when nothing is. */
  limit: warningSchema.optional(),
  /** BCP 47 tags it speaks now. */
  languages: z.array(z.string()),
  modelLoaded: z.boolean(),
  sampleRateHz: z.number(),
  /** Key that its voice profiles carry. */
  profileKey: z.string(),
  provider: z.string(),
  /** What its pack will hold in memory; absent when it has none. */
  memory: memoryNeedSchema.optional(),
});
export type EngineDescription = z.output<typeof engineDescriptionSchema>;

const engineReportSchema = z.object({
  /** e.g. "onnxruntime-node 1.27.0, node 20.20.2". */
  runtimeVersion: z.string(),
  residentBytes: z.number(),
  engines: z.array(engineDescriptionSchema),
});
export type EngineReport = z.output<typeof engineReportSchema>;

/** What a person wants; `auto`: by free memory. */
export const memoryChoiceSchema = z.enum(['auto', ...memoryModeSchema.options]);
export type MemoryChoice = z.output<typeof memoryChoiceSchema>;

/** A text and how it is to be read. */
const readRequestSchema = z.object({
  engine: engineIdSchema,
  ...readingFields,
  /** What a text is read in that does not say its own: figures alone, kanji alone. */
  voiceLanguage: languageTagSchema.optional(),
  mode: modeSchema,
});
export type ReadRequest = z.output<typeof readRequestSchema>;

const synthesisRequestSchema = readRequestSchema.extend({
  ...askedFields,
  takeId: z.string(),
  /** The one that is in use when absent. */
  packId: idSchema.optional(),
  seed: askedFields.seed.int(),
  /** `auto` when absent; the engine's environment may decide otherwise. */
  memoryMode: memoryChoiceSchema.optional(),
  prompt: promptAudioSchema,
  /** Speech to convert in mode `vc`. */
  source: audioSchema.optional(),
  /** From an earlier enrolment of the same prompt; absent the first time. */
  profile: voiceProfileSchema.optional(),
  /** `auto` for each part when absent. */
  providers: providerChoicesSchema.optional(),
  /** All of it when absent. A segment's samples do not depend on the part it is in. */
  part: speechPartSchema.optional(),
  /** Memory ran out before: stage by stage on the CPU, whatever the environment and the fields above say. */
  leastMemory: z.boolean().optional(),
});
export type SynthesisRequest = z.output<typeof synthesisRequestSchema>;

const speechResultSchema = z.object({
  /** Of the whole text, one segment a line. */
  normalizedText: z.string(),
  /** How it was spoken, where that is not the mode of the request. */
  mode: modeSchema.optional(),
  understood: understoodSchema,
  /** Of the take as a whole; each segment has its own. */
  warnings: z.array(warningSchema),
  /** Present when enrolling was needed or the profile grew; the studio keeps it. */
  profile: voiceProfileSchema.optional(),
  pack: recipePackSchema.optional(),
  machine: machineFactsSchema.optional(),
});
export type SpeechResult = z.output<typeof speechResultSchema>;
export type SpeechStream = ItemStream<SpeechItem, SpeechResult>;

/** One way to read a Chinese character. */
export const readingSchema = z.object({
  /** With its tone, e.g. "xíng". */
  syllable: z.string(),
  /** What stands for it in a text, e.g. "[x][íng]". */
  marker: z.string(),
});
export type Reading = z.output<typeof readingSchema>;

/** Resident memory now, and processor time since the process started. */
const processReadingSchema = z.object({ residentBytes: z.number(), cpuMs: z.number() });
export type ProcessReading = z.output<typeof processReadingSchema>;

export const engineContract = {
  calls: {
    describe: call(nothing, engineReportSchema),
    /** Any supported audio file to mono at its own rate. Fails with 'audio-…' codes. */
    decodeAudio: call(z.object({ name: z.string(), bytes: uint8Array }), decodedAudioSchema),
    /** Finishes a sound (trim, rate, loudness, peak) and codes it as a file. */
    encode: call(encodeRequestSchema, z.object({ bytes: uint8Array, report: exportReportSchema })),
    /** What is right and wrong with a prompt, `told` of its file included. Never fails on bad audio: it says so in findings. */
    coachPrompt: call(
      audioSchema.extend({ channels: z.number().int(), told: z.array(findingSchema).optional() }),
      promptReportSchema,
    ),
    /** What an engine would take from an instruction. */
    understand: call(z.object({ engine: engineIdSchema, instruction: z.string() }), understoodSchema),
    /** How CosyVoice 3 can be told to read a Chinese character, the usual way first. */
    listReadings: call(z.object({ character: z.string().max(4) }), z.array(readingSchema)),
    /** A text as this engine would read it aloud; nothing is spoken. Fails with 'text-…', 'language-unavailable', 'pack-…'. */
    readText: call(readRequestSchema, spokenTextSchema),
    /** Readings of a lexicon as they stand in a text; null for one that cannot be read. */
    writeReadings: call(
      z.array(lexiconReadingSchema.pick({ kind: true, reading: true })),
      z.array(z.string().nullable()),
    ),
    /** Prompt audio to a reusable voice profile. */
    enroll: call(
      z.object({
        engine: engineIdSchema,
        prompt: promptAudioSchema,
        providers: providerChoicesSchema.optional(),
      }),
      voiceProfileSchema,
    ),
    /** Folders that may hold packs; looks at names and sizes only. */
    listPacks: call(nothing, z.array(installedPackSchema)),
    /**
     * Runs every check of a pack: the one with this id, or the one that takes are made with. What is wrong with it is in the
     * report. `prompt` speaks for a pack that brings no voice.
     */
    verifyPack: call(
      z.object({ packId: z.string().optional(), prompt: promptAudioSchema.optional() }),
      packReportSchema,
    ),
    /**
     * One take, segment by segment, and at the end what its recipe needs. Progress and log lines arrive as events while it
     * runs. Leaving the stream stops it between two runs of a graph. Fails with 'cancelled', 'text-…', 'language-unavailable', 'pack-…',
     * 'out-of-memory', 'not-a-number'.
     */
    speak: stream(synthesisRequestSchema, speechItemSchema, speechResultSchema),
    /**
     * Loads an engine's models and runs each once, as far as they stay loaded. Work that comes meanwhile ends it early.
     * Never fails: what went wrong is in the log, and the first take will meet it.
     */
    warmUp: call(
      z.object({
        engine: engineIdSchema,
        memoryMode: memoryChoiceSchema.optional(),
        providers: providerChoicesSchema.optional(),
      }),
      z.object({ warmed: z.boolean(), elapsedMs: z.number() }),
    ),
    /** Providers worth a try on this machine, the CPU last; `bundled` with this build of ONNX Runtime. */
    listProviders: call(nothing, z.array(providerProbeSchema.pick({ provider: true, bundled: true }))),
    /** Lets one provider run the standard graph in a process of its own: seconds. */
    probeProvider: call(z.object({ provider: providerSchema }), providerProbeSchema),
    /** Frees models; the next take loads them again. */
    unload: call(nothing, nothing),
  },
  events: {
    progress: stageProgressSchema.extend({
      takeId: z.string(),
      /** What the engine process uses at this moment. */
      process: processReadingSchema.optional(),
    }),
    log: logRecordSchema,
  },
} as const;

export type EngineContract = typeof engineContract;
export type EngineApi = ApiOf<EngineContract>;
export type EngineHandlers = HandlersOf<EngineContract>;
export type EngineService = Service<EngineContract>;
