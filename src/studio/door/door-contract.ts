import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { call, nothing, query, type Service } from '#contract/contract';
import { folderKindSchema, folderMoveSchema } from '#contract/disk';
import { errorReportSchema } from '#contract/errors';
import { missingFilesSchema, restoredSchema } from '#contract/library';
import { foundPackSchema } from '#contract/packs';
import { studioContract } from '#contract/studio-api';

/** Of this machine; a relative one would mean the studio's working folder, not the command's. */
const path = z.string().refine(isAbsolute);

/**
 * What a command of the same user may ask: all that a window may, and what names a path. No window gets this, for it
 * knows ids only.
 */
export const doorContract = {
  ...studioContract,
  calls: {
    ...studioContract.calls,
    enrolled: query(nothing, z.array(errorReportSchema)),
    addManifest: call(z.object({ text: z.string() }), z.object({ packId: z.string() })),
    findPacksIn: query(z.object({ folder: path }), z.array(foundPackSchema)),
    packSettled: query(z.object({ packId: z.string() }), nothing),
    /** Answers when files that are moved have moved. */
    useFolder: call(
      z.object({ kind: folderKindSchema, folder: path, moveFiles: z.boolean() }),
      folderMoveSchema.optional(),
    ),
    exportInto: query(z.object({ folder: path }), z.object({ folderId: z.string() })),
    backupTo: query(
      z.object({ path, withTakes: z.boolean() }),
      z.object({
        ...{ path: z.string(), bytes: z.number(), files: z.number() },
        missing: missingFilesSchema,
      }),
    ),
    /** The studio closes after the answer, and opens the restored library. */
    restoreFrom: call(z.object({ path }), restoredSchema),
    /** Whoever leaves has nothing to wait for any more: its takes end, and the last lines of their log come. */
    leave: query(nothing, nothing),
  },
} as const;

export type DoorContract = typeof doorContract;
export type DoorService = Service<DoorContract>;

/** The first frame of either side. */
export const knockSchema = z.object({ key: z.string() });
export const welcomeSchema = z.object({ welcome: z.literal(true) });
