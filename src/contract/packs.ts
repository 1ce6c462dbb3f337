import { z } from 'zod';
import { errorReportSchema, errorValuesSchema } from './errors';
import { idSchema } from './ids';

/** Packs of model files as a person meets them: by id, never by path. */

export const packCheckIds = [
  'files',
  'tokenizer',
  'tensors',
  'embedding-rows',
  'arithmetic',
  'precision',
  'language-model',
  'flow-estimator',
  'speaker-projection',
  'vocoder',
  'end-to-end',
] as const;
export type PackCheckId = (typeof packCheckIds)[number];

/** Why a check says nothing about a pack. */
export const skipReasons = [
  'not-opened',
  'own-tokenizer',
  'stored-otherwise',
  'not-compiled',
  'no-table',
  'no-voice',
] as const;
export type SkipReason = (typeof skipReasons)[number];

const packCheckSchema = z.object({
  id: z.enum(packCheckIds),
  state: z.enum(['passed', 'failed', 'skipped']),
  elapsedMs: z.number(),
  /** What was found. */
  values: errorValuesSchema,
  /** Of one that was skipped. */
  why: z.enum(skipReasons).optional(),
  error: errorReportSchema.optional(),
});
export type PackCheck = z.output<typeof packCheckSchema>;

/** @returns the id of a pack that has none of its own: files under their usual names in a folder */
export function localPackId(folderName: string): string {
  const plain = folderName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50);
  return `local-${plain.replace(/^-+|-+$/g, '') || 'pack'}`;
}

/** @returns the id of the pack in a folder of the models folder, as far as its name tells */
export function packIdOfFolder(folderName: string): string {
  return idSchema.safeParse(folderName).success ? folderName : localPackId(folderName);
}

/** Belongs to one pack, as its files were, on one runtime and provider. */
export const packReportSchema = z.object({
  packId: idSchema,
  /** Changes with the name, size or time of any file of the pack. */
  stamp: z.string(),
  runtimeVersion: z.string(),
  /** Providers that ran it. */
  provider: z.string(),
  /** No check failed. */
  passed: z.boolean(),
  checks: z.array(packCheckSchema),
});
export type PackReport = z.output<typeof packReportSchema>;

/** A folder of the models folder, or the one that was named. */
export const installedPackSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.enum(['established', 'experimental', 'discouraged']),
  /** Whether names and sizes allow it to speak. */
  usable: z.boolean(),
  /** Why not; also absent when the folder that it is used from is gone. */
  problem: errorReportSchema.omit({ trace: true }).optional(),
  /** The next take of CosyVoice 3 is made with this one. */
  inUse: z.boolean(),
  stamp: z.string(),
  /** Its name in the models folder; absent for a folder elsewhere that was named for this run. */
  folderName: z.string().optional(),
});
export type InstalledPack = z.output<typeof installedPackSchema>;

export const keptReportSchema = packReportSchema.extend({ verifiedAt: z.string() });
/** A report and when it was made. */
export type KeptReport = z.output<typeof keptReportSchema>;

/** One file of a pack on its way: from a server, a folder, or already there. */
const downloadFileSchema = z.object({
  path: z.string(),
  /** Null until the server has said it, when nobody published it. */
  bytes: z.number().int().nullable(),
  doneBytes: z.number().int(),
  state: z.enum(['waiting', 'checking', 'running', 'retrying', 'done', 'failed']),
  bytesPerSec: z.number(),
  /** Host that it comes from, or the folder; empty before it starts. */
  source: z.string(),
  /** Its SHA-256 was nobody's to compare with: recorded from the first download. */
  firstUse: z.boolean(),
});
export type DownloadFile = z.output<typeof downloadFileSchema>;

const downloadNoteCodes = [
  'source-left',
  'retry',
  'started-again',
  'resumed',
  'wrong-bytes',
  'recorded-hash',
  'already-here',
] as const;

/** Why a download did what it did: a server was left, a file begun again. Newest last, bounded. */
const downloadNoteSchema = z.object({
  at: z.string(),
  code: z.enum(downloadNoteCodes),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type DownloadNote = z.output<typeof downloadNoteSchema>;

/** A pack on its way to this computer. */
export const downloadSchema = z.object({
  packId: idSchema,
  /** `paused` lasts until someone resumes it, over a restart as well; `failed` is paused with its reason. */
  state: z.enum(['running', 'paused', 'failed']),
  /** `copying` from a folder of this computer, `checking` files where they lie, `compiling` what came: no network. */
  kind: z.enum(['downloading', 'copying', 'checking', 'compiling']),
  totalBytes: z.number(),
  doneBytes: z.number(),
  bytesPerSec: z.number(),
  /** Absent before the speed is known. */
  secondsLeft: z.number().optional(),
  files: z.array(downloadFileSchema),
  notes: z.array(downloadNoteSchema),
  error: errorReportSchema.optional(),
});
export type Download = z.output<typeof downloadSchema>;

/** Whether this computer suits a pack, and the numbers of the reason. */
const packAdviceSchema = z.object({
  code: z.enum([
    'recommended',
    'fits',
    'too-little-memory',
    'too-little-disk',
    'discouraged',
    'experimental',
    'own-files',
  ]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PackAdvice = z.output<typeof packAdviceSchema>;

const packStates = [
  'not-installed',
  'downloading',
  'paused',
  'installed',
  'checking',
  'verified',
  'broken',
] as const;

/** A pack that the studio knows or has: what it is, where it stands, and what checking it on this computer found. */
export const packSchema = installedPackSchema.extend({
  state: z.enum(packStates),
  description: z.string(),
  precision: z.string(),
  license: z.string(),
  /** Page of its maker; empty when unknown. */
  modelCard: z.string(),
  /** Published size of its files; of those that are there when nobody published it. */
  bytes: z.number(),
  /** False when nobody published the size of some files: the pack is larger than `bytes`. */
  bytesKnown: z.boolean(),
  /** What must still come to have it whole. */
  missingBytes: z.number(),
  /** Files whose size or SHA-256 nobody published. */
  unpublishedFiles: z.number().int(),
  /** Whether the studio knows where to fetch it. */
  fetchable: z.boolean(),
  /** A folder elsewhere that is used where it lies. */
  inPlace: z.string().optional(),
  /** Of a pack that is made here, the room that it takes: what comes, at most meanwhile, the pack, and its sources if they stay. */
  making: z
    .object({
      downloadBytes: z.number(),
      peakBytes: z.number(),
      keptBytes: z.number(),
      sourceBytes: z.number(),
    })
    .optional(),
  advice: packAdviceSchema,
  download: downloadSchema.optional(),
  verified: keptReportSchema.optional(),
});
export type Pack = z.output<typeof packSchema>;

const removedPackSchema = z.object({
  packId: idSchema,
  name: z.string(),
  bytes: z.number(),
  removedAt: z.string(),
});
export type RemovedPack = z.output<typeof removedPackSchema>;

/** Where packs are kept, what is free there, and what waits in the bin. */
export const modelsFolderSchema = z.object({
  folder: z.string(),
  freeBytes: z.number().optional(),
  memoryBytes: z.number(),
  removed: z.array(removedPackSchema),
});
export type ModelsFolder = z.output<typeof modelsFolderSchema>;

/** `link`: a second name for the same bytes where the disk allows it, else a copy. */
export const importWays = ['link', 'copy', 'in-place'] as const;
export type ImportWay = (typeof importWays)[number];

/** Files of a pack that lie somewhere on this computer. The window names it by id only. */
export const foundPackSchema = z.object({
  foundId: idSchema,
  packId: idSchema,
  name: z.string(),
  place: z.enum(['hugging-face-cache', 'folder']),
  folder: z.string(),
  foundFiles: z.number().int(),
  files: z.number().int(),
  foundBytes: z.number(),
  missingBytes: z.number(),
  /** What can be done with it. */
  ways: z.array(z.enum(importWays)),
});
export type FoundPack = z.output<typeof foundPackSchema>;
