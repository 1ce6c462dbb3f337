import { z } from 'zod';
import { idSchema } from '#contract/ids';
import type { BinnedPrompt } from '#contract/voices';
import type { Voice } from '#contract/domain';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import type { Db } from '../storage/database/db';
import { moment } from '../storage/database/rows';
import { EPOCH, voiceColumns } from '../storage/database/stored-tables';
import type { VoiceDesk } from './voice-prompts';
import { promptRow } from './voice-store';

export interface VoiceBinParts extends VoiceDesk {
  readonly db: Db;
  readonly log: Logger;
  readonly onChange: (voiceIds: readonly string[]) => void;
}

/** Takes of the bin count: they can come back. */
const UNUSED_TRIES = `SELECT id FROM voices WHERE kept = 0 AND (? IS NULL OR id = ?)
  AND NOT EXISTS (SELECT 1 FROM takes WHERE takes.voice_id = voices.id)
  AND NOT EXISTS (SELECT 1 FROM project_voices WHERE project_voices.voice_id = voices.id)
  AND NOT EXISTS (SELECT 1 FROM cast_members WHERE cast_members.voice_id = voices.id)
  AND NOT EXISTS (SELECT 1 FROM script_lines WHERE instr(script_lines.overrides, voices.id) > 0)`;

/** Deleted voices and prompts, until they are restored or deleted for good. */
export class VoiceBin {
  constructor(private readonly parts: VoiceBinParts) {}

  /** @returns the last deleted first */
  voices(): { readonly voice: Voice; readonly deletedAt: string }[] {
    const rows = this.parts.db.readable(
      z.object({ id: idSchema, deleted_at: moment.catch(EPOCH) }),
      `SELECT id, deleted_at FROM voices WHERE deleted_at IS NOT NULL AND prompt_id IS NOT NULL
       ORDER BY deleted_at DESC LIMIT 500`,
    );
    const deletedAt = new Map(rows.map((row) => [row.id, row.deleted_at]));
    return this.parts.store
      .select([...deletedAt.keys()])
      .map((voice) => ({ voice, deletedAt: deletedAt.get(voice.id) ?? '' }));
  }

  /** Deleted prompts of voices that are still there, the last deleted first. */
  prompts(): BinnedPrompt[] {
    const { db } = this.parts;
    const about = new Map(
      db
        .readable(
          z.object({ id: idSchema, deleted_at: moment.catch(EPOCH), name: voiceColumns.name }),
          `SELECT prompts.id AS id, prompts.deleted_at AS deleted_at, voices.name AS name
           FROM prompts JOIN voices ON voices.id = prompts.voice_id
           WHERE prompts.deleted_at IS NOT NULL AND voices.deleted_at IS NULL
           ORDER BY prompts.deleted_at DESC LIMIT 500`,
        )
        .map((row) => [row.id, row]),
    );
    return db
      .readable(
        promptRow,
        'SELECT * FROM prompts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY deleted_at DESC',
        JSON.stringify([...about.keys()]),
      )
      .map(({ voiceId, prompt }) => ({
        voiceId,
        voiceName: about.get(prompt.id)?.name ?? '',
        prompt,
        deletedAt: about.get(prompt.id)?.deleted_at ?? '',
      }));
  }

  /** Nothing of it can come back. Its takes stay; their recipes still name the voice. */
  async deleteVoice(id: string): Promise<void> {
    const { store, files, unfinished, log } = this.parts;
    const deleted = () => store.find(id, { deleted: true });
    const name = deleted()?.name ?? '';
    const isGone = await unfinished.remove(() =>
      deleted() ? { files: [files.voiceFolder(id)], erase: () => this.eraseVoice(id) } : undefined,
    );
    if (!isGone) return;
    log.info('Voice deleted for good', { voiceId: id, name: personal(name) });
    this.parts.onChange([id]);
  }

  /**
   * Lets go of the voices that were tried, not kept, and that no take, no script and no project names any more.
   * @param inHand ids that a window may speak with at any moment
   */
  async clearTried(inHand: ReadonlySet<string>): Promise<void> {
    const { db, files, unfinished, log } = this.parts;
    const unused = (id?: string) =>
      db.all(z.object({ id: idSchema }), UNUSED_TRIES, ...(id === undefined ? [null, null] : [id, id]));
    for (const { id } of unused()) {
      if (inHand.has(id)) continue;
      const isGone = await unfinished.remove(() =>
        unused(id).length === 0 || inHand.has(id)
          ? undefined
          : { files: [files.voiceFolder(id)], erase: () => this.eraseVoice(id) },
      );
      if (isGone) log.info('A voice that was tried and not kept was removed', { voiceId: id });
    }
  }

  async deletePrompt(id: string): Promise<void> {
    const { db, files, unfinished, log } = this.parts;
    const deleted = () =>
      db.get(promptRow, 'SELECT * FROM prompts WHERE id = ? AND deleted_at IS NOT NULL', id);
    const found = deleted();
    if (!found) return;
    const isGone = await unfinished.remove(() =>
      deleted()
        ? {
            files: files.filesOfPrompt({ voiceId: found.voiceId, promptId: id }),
            erase: () => void db.run('DELETE FROM prompts WHERE id = ?', id),
          }
        : undefined,
    );
    if (!isGone) return;
    log.info('Prompt deleted for good', {
      voiceId: found.voiceId,
      name: personal(found.prompt.name),
    });
    this.parts.onChange([found.voiceId]);
  }

  private eraseVoice(id: string): void {
    const { db } = this.parts;
    db.run('DELETE FROM prompts WHERE voice_id = ?', id);
    db.run('DELETE FROM project_voices WHERE voice_id = ?', id);
    const takes = db.get(z.object({ id: z.string() }), 'SELECT id FROM takes WHERE voice_id = ? LIMIT 1', id);
    if (!takes) return void db.run('DELETE FROM voices WHERE id = ?', id);
    // a row that takes point to, with nothing in it: no prompt means that it cannot come back
    db.run(
      `UPDATE voices SET prompt_id = NULL, transcript = '', peaks = '[]', findings = '[]', notes = '', tags = '[]',
         consent = NULL, prompt_sha256 = '' WHERE id = ?`,
      id,
    );
  }
}
