import { z } from 'zod';
import { takeSchema, type Take } from '#contract/domain';
import { membersOf } from '../storage/database/members';
import { present } from '../storage/database/rows';
import { takeColumns } from '../storage/database/stored-tables';

/** A take and the folder its file was written to, as long as it is one that a person chose. */
export interface StoredTake {
  readonly take: Take;
  readonly folder: string | undefined;
  readonly deleted: boolean;
}

/** A row of `takes`, parsed. */
export const takeRow = z
  .object(takeColumns)
  .omit({ voice_id: true })
  .transform((row): StoredTake => {
    const { deletedAt, folder, ...take } = membersOf(row);
    return { take: takeSchema.parse(present(take)), folder, deleted: deletedAt !== undefined };
  });
