import { z } from 'zod';
import { compiledSchema } from './compiled-pack';
import { isFileName } from './file-names';
import { idSchema, sha256Schema } from './ids';

/**
 * A pack manifest: which files and tensor names stand behind the roles of a topology. The engine knows topologies, the
 * manifest knows names. Ships with the studio or lies in the pack's folder as manifest.json.
 */

/** Paths inside a pack: relative, forward slashes, nothing that climbs out. */
const packPathSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.][A-Za-z0-9_./-]*$/, 'a relative path of plain characters')
  .refine((path) => path.split('/').every(isFileName), 'a path that stays inside the pack');

const packFileSchema = z.object({
  repo: z.string().optional(),
  path: packPathSchema,
  /** Null when nobody has published it: recorded after the first download. */
  bytes: z.number().int().positive().nullable().default(null),
  sha256: sha256Schema.nullable().default(null),
  optional: z.boolean().default(false),
});
export type PackFileSpec = z.output<typeof packFileSchema>;

const repoPlaceSchema = z.object({
  host: z.string(),
  /** `owner/name` on its host. */
  repo: z.string().regex(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),
  /** A commit; null when none is pinned yet: looked up once and recorded when the pack is installed. */
  revision: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/)
    .nullable(),
});

const packRepoSchema = repoPlaceSchema.extend({
  /** The same files on another host; used for files whose hash is published, since its revision may move. */
  mirrors: z.array(repoPlaceSchema).default([]),
});
export type PackRepo = z.output<typeof packRepoSchema>;

/** Fixed axes are numbers; names stand for axes that a run decides. `flatten`: any rank, read as a flat list. */
const shapeSchema = z.array(z.union([z.number().int().positive(), z.string()]));

const tensorSpecSchema = z.object({
  /** Null: address by `index`. */
  name: z.string().nullable().optional(),
  index: z.number().int().min(0).optional(),
  /** One ONNX type, or several joined by "|". */
  dtype: z.string(),
  shape: shapeSchema,
});
export type TensorSpec = z.output<typeof tensorSpecSchema>;

const providersSchema = z.array(z.string());
const optimizationLevelSchema = z.enum(['disabled', 'basic', 'extended', 'all']);

const graphSpecSchema = z.object({
  file: z.string(),
  inputs: z.record(z.string(), tensorSpecSchema).default({}),
  outputs: z.record(z.string(), tensorSpecSchema).default({}),
  externalData: z.array(z.string()).default([]),
  optLevel: optimizationLevelSchema.optional(),
  providers: providersSchema.optional(),
});
export type GraphSpec = z.output<typeof graphSpecSchema>;

/** How each part is stored, by the names under which the engine knows the ways; `parts` of a pack bring some. */
const topologySchema = z.object({
  llm: z.string().optional(),
  flow: z.string().optional(),
  vocoder: z.string().optional(),
  enroll: z.string().optional(),
});

const glueValueSchema = z.union([z.boolean(), z.number(), z.string()]);
export type GlueValue = z.output<typeof glueValueSchema>;

const limitSchema = z.number().int().positive().nullable().default(null);

/** Null: no limit besides memory. */
const packLimitsSchema = z.object({
  maxTextIds: limitSchema,
  maxPromptTokens: limitSchema,
  maxFlowTokens: limitSchema,
  maxGeneratedFrames: limitSchema,
  maxTotalFrames: limitSchema,
  maxCachePositions: limitSchema,
});
export type PackLimits = z.output<typeof packLimitsSchema>;

/** The model that packs are of. */
export const PACK_FAMILY = 'cosyvoice3';

export const packManifestSchema = z.object({
  manifestVersion: z.literal(1),
  id: idSchema,
  name: z.string(),
  description: z.string().default(''),
  family: z.literal(PACK_FAMILY),
  /** `parts`: files that replace those of a whole pack, or that one is made of. `made`: a pack that is compiled here. */
  kind: z.enum(['pack', 'parts', 'made']).default('pack'),
  /** Of a pack that is made here: of which parts, and about how many bytes making it writes and comparing it needs. */
  madeOf: z
    .object({
      parts: idSchema,
      writtenBytes: z.number().int().positive(),
      comparingBytes: z.number().int().positive(),
    })
    .optional(),
  status: z.enum(['established', 'experimental', 'discouraged']),
  license: z.string().nullable().default(null),
  /** A page on the web for people to read; what is no such address is as good as none. */
  modelCard: z
    .url({ protocol: /^https?$/ })
    .default('')
    .catch(''),
  /** Of the weights, for people: "int4 + fp32". */
  precision: z.string().default(''),
  /** Memory of a computer on which it works without swapping, stage by stage; null when nobody has measured it. */
  minMemoryBytes: z.number().int().positive().nullable().default(null),
  repos: z.record(z.string(), packRepoSchema).default({}),
  totalBytes: z.number().int().positive().optional(),
  topology: topologySchema,
  files: z.record(z.string(), packFileSchema),
  graphs: z.record(z.string(), graphSpecSchema),
  tokenizer: z
    .object({
      vocab: z.string(),
      merges: z.string(),
      specials: z.literal('builtin:cosyvoice3-281'),
      /** Merges that the right tokenizer has; null accepts any but the known wrong one. */
      expectedMerges: z.number().int().positive().nullable(),
    })
    .optional(),
  /** Raw float32 files that are read by rows, by their use: files by id. */
  tables: z
    .record(z.string(), z.object({ file: z.string(), width: z.number().int().positive() }))
    .default({}),
  /** Step counts that the table of a fused flow has rows for, in the order of its rows; empty for any count. */
  flowSteps: z.array(z.number().int().positive()).default([]),
  /** Of a pack that the studio compiled. */
  compiled: compiledSchema.optional(),
  /** What the graphs leave to the caller, where it could be otherwise: each topology knows its flags. */
  glue: z.record(z.string(), glueValueSchema).default({}),
  /** Overrides of the model's numbers; normally empty. */
  constants: z.record(z.string(), z.number()).default({}),
  limits: packLimitsSchema.prefault({}),
  runtime: z
    .object({
      minOrt: z.string().default('1.20.0'),
      graphOptimizationLevel: optimizationLevelSchema.default('all'),
      providers: providersSchema.default(['cpu']),
      perRole: z.record(z.string(), z.object({ providers: providersSchema })).default({}),
    })
    .prefault({}),
  voices: z
    .array(
      z.object({
        id: z.string(),
        wav: z.string().optional(),
        transcript: z.string().default(''),
        language: z.string().default(''),
        license: z.string().optional(),
        default: z.boolean().default(false),
        note: z.string().optional(),
      }),
    )
    .default([]),
});
export type PackManifest = z.output<typeof packManifestSchema>;
