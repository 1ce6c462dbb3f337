import { z } from 'zod';
import { sha256Schema } from '#contract/ids';

/**
 * A `.cvbackup` file: a zip of the database, every sound it speaks of, and manifest.json with a SHA-256 for each. What an
 * engine found in a prompt is left out, because it is found again; model packs and logs are left out, too.
 */
export const BACKUP_FORMAT = 'cosyvoice-studio-backup';
export const BACKUP_VERSION = 1;
export const BACKUP_ENDING = '.cvbackup';
export const DATABASE_ENTRY = 'library.db';

/** Half a million files and a terabyte: beyond any library, within any disk's arithmetic. */
export const backupLimits = { entries: 500_000, entryBytes: 64e9, totalBytes: 1e12 } as const;
export const MAX_BACKUP_MANIFEST_BYTES = 200_000_000;

export const backupHeadSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.number().int().min(1),
});

export const backupManifestSchema = backupHeadSchema.extend({
  app: z.string().max(100),
  createdAt: z.iso.datetime(),
  withTakes: z.boolean(),
  files: z.record(z.string().max(200), z.object({ sha256: sha256Schema, bytes: z.number().int().min(0) })),
});
export type BackupManifest = z.output<typeof backupManifestSchema>;

/** Where files of a backup go in a data folder; nothing else is taken out of one. */
export const backupPlaces =
  /^(library\.db|voices\/[0-9a-z-]+\/(prompt(-[0-9a-z-]+)?|statement)\.wav|recordings\/[0-9a-z-]+\.wav|sources\/[0-9a-f]+\.wav|takes\/[0-9a-z-]+\.wav|bin\/takes\/[0-9a-z-]+\.wav)$/;
