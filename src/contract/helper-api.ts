import { z } from 'zod';
import { float32Array, uint8Array } from './binary';
import { compileProgressSchema, compileReportSchema, compileRequestSchema } from './compilation';
import { call, nothing } from './contract';
import { audioSchema } from './engine-api';
import { idSchema } from './ids';
import { providerProbeSchema, providerSchema } from './machine';
import { programmeJobSchema, programmeProgressSchema, programmeReportSchema } from './programme';
import { codedFormatSchema } from './speech-coding';

export const measuredProviderSchema = providerProbeSchema.omit({ provider: true, bundled: true });
/** How a provider ran the standard graph, or why it did not. */
export type MeasuredProvider = z.output<typeof measuredProviderSchema>;

/** The optional package whose program is eSpeak NG. */
export const ESPEAK_PACKAGE = 'cosyvoice-studio-espeak-voice';

const measureRequestSchema = z.object({ provider: providerSchema, threads: z.number().int().positive() });
export type MeasureRequest = z.output<typeof measureRequestSchema>;

/** What eSpeak NG is asked; see packages/espeak-voice/README.md. */
const espeakRequestSchema = z.object({
  voice: z.string(),
  text: z.string(),
  lowHz: z.number(),
  highHz: z.number(),
  formantPercent: z.number(),
  wordsPerMin: z.number(),
  /** Which of its Klatt synthesizers, 1 to 6; 6 unless told, 0 for none. */
  klatt: z.number().optional(),
});
export type EspeakRequest = z.output<typeof espeakRequestSchema>;

const espeakSpeechSchema = audioSchema.extend({
  /** How many phonemes were spoken; 0 means that the text meant nothing to the voice. */
  phonemes: z.number().int(),
});
export type EspeakSpeech = z.output<typeof espeakSpeechSchema>;

const codingId = z.object({ codingId: idSchema });

/** Work that blocks for seconds or may take its process with it: a helper process does one job and is ended. */
export const helperContract = {
  calls: {
    /** Lets one provider run the standard graph. */
    measureProvider: call(measureRequestSchema, measuredProviderSchema),
    /** The system's own words about processor, memory and graphics, unread; a part that fails says `failed`. */
    describeSystem: call(nothing, z.unknown()),
    /** Makes a pack, and tells how far it is by `compiling`. @throws what the compiler throws */
    compile: call(compileRequestSchema, compileReportSchema),
    /** Writes the files of a programme, and tells how far it is by `writing`. Fails with 'disk-full', 'folder-not-writable', 'file-not-found'. */
    writeProgramme: call(programmeJobSchema, z.object({ report: programmeReportSchema.optional() })),
    /** Codes speech piece by piece, several at a time, each under an id that whoever begins it gives. */
    beginCoding: call(codingId.extend({ format: codedFormatSchema }), nothing),
    /** @returns what of the file is there now and was not before; it may be nothing yet */
    codeSpeech: call(codingId.extend({ samples: float32Array }), z.object({ bytes: uint8Array })),
    /** @returns the rest of the file */
    endCoding: call(codingId, z.object({ bytes: uint8Array })),
  },
  events: { compiling: compileProgressSchema, writing: programmeProgressSchema },
} as const;
export type HelperContract = typeof helperContract;

/** What an engine process asks of its host: only a host starts processes. */
export const hostContract = {
  calls: {
    /** In a helper process. Fails only with its host. */
    measureProvider: call(measureRequestSchema, measuredProviderSchema),
    /** @throws StudioError 'engine-crashed' when eSpeak NG ends before it answers, 'internal' when it refuses */
    espeak: call(espeakRequestSchema, espeakSpeechSchema),
  },
  events: {},
} as const;
export type HostContract = typeof hostContract;
