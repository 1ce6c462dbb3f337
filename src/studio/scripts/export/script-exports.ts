import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consent } from '#contract/consent';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import type { Logger } from '#contract/logger';
import type { ProgrammeProgress } from '#contract/programme';
import {
  exportProblems,
  scriptNamingFields,
  type ScriptExport,
  type ScriptExported,
  type ScriptExportPlan,
} from '#contract/script-export';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { requireNaming } from '../../lib/require-naming';
import { ensureFolder, freeBytes, requireSpace, writeWhole } from '../../storage/files/files';
import { inside } from '../../storage/files/inside';
import { codeOf, storageError } from '../../storage/files/storage-errors';
import { withTemporary } from '../../storage/files/temporary-files';
import type { ExportFolders } from '../../takes/export-folders';
import type { SegmentStore } from '../../takes/segment-store';
import type { TakeAudio } from '../../takes/take-audio';
import type { Takes } from '../../takes/takes';
import { requireLines, type Scripts } from '../scripts';
import { problemsOf, type CheckedLine } from './export-checks';
import { exportFiles, type ExportFiles } from './export-files';
import { programmeOutputs } from './export-outputs';
import { cueSheetOf, labelsOf, tableOf } from './lists';
import type { WriteProgramme } from './write-in-helper';
import { cuesOf, srtOf, vttOf } from './subtitles';
import { timelineOf, type Timeline } from './timeline';

export interface ScriptExportsParts {
  readonly scripts: Scripts;
  readonly takes: Takes;
  readonly segments: SegmentStore;
  readonly audio: TakeAudio;
  readonly folders: ExportFolders;
  /** Where exports lie until they are fetched. */
  readonly keptIn: string;
  readonly write: WriteProgramme;
  readonly consentOf: (voiceId: string) => Consent | undefined;
  readonly appVersion: string;
  readonly log: Logger;
}

/** Everything that is known before the first sample is written. */
interface Draft {
  readonly projectName: string;
  readonly timeline: Timeline;
  readonly files: ExportFiles;
  readonly pathOf: ReadonlyMap<string, string>;
  readonly plan: ScriptExportPlan;
}

const OPUS_HZ = 48_000;

/** Scripts as files: planned, written by a process of its own, and put in their place once all of them are whole. */
export class ScriptExports {
  /** What is being written, and how to end it. */
  private readonly running = new Map<Promise<unknown>, AbortController>();

  constructor(private readonly parts: ScriptExportsParts) {}

  /** @throws StudioError 'project-not-found', 'line-not-found', 'naming-invalid' */
  plan(request: ScriptExport): ScriptExportPlan {
    return this.draft(request).plan;
  }

  /**
   * Writes it into a folder that was chosen, or keeps it to be fetched.
   * @throws StudioError as `plan`, 'script-nothing-to-export', 'script-not-ready', 'export-exists', 'disk-full',
   *   'folder-not-writable', 'cancelled'
   */
  async *export(
    { folderId, ...request }: ScriptExport & { readonly folderId?: string | undefined },
    signal: AbortSignal,
  ): ItemStream<ProgrammeProgress, ScriptExported> {
    const draft = this.draft(request);
    this.requireReady(draft, request);
    const exportId = randomUUID();
    const folder =
      folderId === undefined ? inside(this.parts.keptIn, exportId) : this.parts.folders.require(folderId);
    const stop = new AbortController();
    const progress = new Latest<ProgrammeProgress>();
    const work = this.write(draft, request, folder, {
      signal: AbortSignal.any([signal, stop.signal]),
      onProgress: (now) => progress.push(now),
    }).finally(() => progress.end());
    // whoever leaves stops the work, and learns of no failure
    const over = work.catch(() => undefined).finally(() => this.running.delete(over));
    this.running.set(over, stop);
    try {
      yield* progress;
      return { ...(await work), ...(folderId === undefined ? { exportId } : {}) };
    } finally {
      stop.abort();
      await over;
    }
  }

  /** Ends what is being written; nothing of it stays. */
  async close(): Promise<void> {
    for (const stop of this.running.values()) stop.abort(new StudioError('cancelled', { why: 'closing' }));
    await Promise.all(this.running.keys());
  }

  private draft(request: ScriptExport): Draft {
    if (request.naming !== undefined) requireNaming(request.naming, scriptNamingFields);
    const { project, pauses, lines } = this.parts.scripts.judge(request.projectId);
    if (request.lineIds)
      requireLines(
        request.lineIds,
        lines.map(({ row }) => row.id),
      );
    const wanted = request.lineIds && new Set(request.lineIds);
    const pathOf = new Map<string, string>();
    const rows = lines.flatMap(({ row, countingId }, at) => {
      // a heading stays with its lines
      if (wanted && row.kind !== 'chapter' && !wanted.has(row.id)) return [];
      const take =
        row.kind === 'line' && countingId !== undefined ? this.parts.takes.get(countingId) : undefined;
      const path = take && this.pathOf(take);
      if (take && path !== undefined) pathOf.set(take.id, path);
      return [{ number: at + 1, row, take, path }];
    });
    const rate = request.format === 'opus' ? OPUS_HZ : (request.sampleRateHz ?? SPEECH_RATE_HZ);
    const heard = rows.map(({ path, take, ...row }) => (take && path !== undefined ? { ...row, take } : row));
    const timeline = timelineOf(heard, pauses, rate, project.name);
    const files = exportFiles(timeline, request, project.name);
    const all = [...files.sounds, ...files.texts];
    return {
      ...{ projectName: project.name, timeline, files, pathOf },
      plan: {
        files: all.map(({ name, part, bytes, audioSec }) => ({
          ...{ name, part, bytes },
          ...(audioSec === undefined ? {} : { audioSec }),
        })),
        audioSec: timeline.samples / rate,
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        problems: problemsOf(rows.filter(({ row }) => row.kind === 'line') satisfies CheckedLine[]),
      },
    };
  }

  private pathOf(take: Take): string | undefined {
    try {
      return this.parts.audio.path(take.id);
    } catch (thrown) {
      if (thrown instanceof StudioError) return undefined;
      throw thrown;
    }
  }

  private requireReady({ plan, timeline, projectName }: Draft, { anyway }: ScriptExport): void {
    if (timeline.lines.length === 0) throw new StudioError('script-nothing-to-export', { name: projectName });
    if (anyway) return;
    const held: readonly string[] = exportProblems.held;
    const counts = plan.problems.filter(({ kind }) => held.includes(kind));
    if (counts.length === 0) return;
    const count = new Set(counts.flatMap(({ lineIds }) => lineIds)).size;
    throw new StudioError('script-not-ready', {
      ...{ name: projectName, count },
      ...Object.fromEntries(counts.map(({ kind, lineIds }) => [kind, lineIds.length])),
    });
  }

  private async write(
    draft: Draft,
    request: ScriptExport,
    folder: string,
    how: Parameters<WriteProgramme>[1],
  ): Promise<Omit<ScriptExported, 'exportId'>> {
    const { plan } = draft;
    await ensureFolder(folder);
    if (!request.replace) requireFree(folder, plan);
    await requireSpace(folder, plan.bytes);
    try {
      // beside the finished ones, so that the last step is a rename
      return await withTemporary(join(folder, 'export'), (unfinished) =>
        this.writeIn(unfinished, folder, draft, request, how),
      );
    } catch (thrown) {
      if (thrown instanceof StudioError && thrown.code !== 'internal') throw thrown;
      const code = codeOf(thrown);
      if (code === '' || code === 'ABORT_ERR') throw thrown;
      const free = await freeBytes(folder).catch(() => undefined);
      throw storageError(thrown, { folder, neededBytes: plan.bytes, freeBytes: free });
    }
  }

  private async writeIn(
    unfinished: string,
    folder: string,
    draft: Draft,
    request: ScriptExport,
    how: Parameters<WriteProgramme>[1],
  ): Promise<Omit<ScriptExported, 'exportId'>> {
    const { plan, files, timeline } = draft;
    await mkdir(unfinished);
    const report = await this.parts.write(
      {
        ...{ sampleRateHz: timeline.sampleRateHz as typeof SPEECH_RATE_HZ, samples: timeline.samples },
        pieces: timeline.lines.map(({ take, at, samples }) => ({
          ...{ file: draft.pathOf.get(take.id) ?? '', at, samples },
        })),
        ...(request.level ? { level: request.level } : {}),
        coding: { format: request.format, bitDepth: request.bitDepth, bitrateKbps: request.bitrateKbps },
        outputs: programmeOutputs(draft, request, unfinished, this.parts),
      },
      how,
    );
    how.signal.throwIfAborted();
    for (const { part, name } of files.texts)
      await writeWhole(inside(unfinished, name), [new TextEncoder().encode(this.text(part, draft, request))]);
    const written = await Promise.all(
      plan.files.map(async (file) => ({
        ...file,
        bytes: (await stat(inside(unfinished, file.name))).size,
      })),
    );
    if (!request.replace) requireFree(folder, plan);
    for (const { name } of written) await rename(inside(unfinished, name), inside(folder, name));
    this.parts.log.info('Script exported', { files: written.length, audioSec: plan.audioSec });
    return { files: written, audioSec: plan.audioSec, ...(report ? { report } : {}) };
  }

  private text(
    part: ExportFiles['texts'][number]['part'],
    { timeline, files, projectName }: Draft,
    { format }: ScriptExport,
  ): string {
    const cues = () => cuesOf(timeline, ({ take }) => this.parts.segments.of(take).segments);
    switch (part) {
      case 'srt':
        return srtOf(cues());
      case 'vtt':
        return vttOf(cues());
      case 'labels':
        return labelsOf(timeline);
      case 'csv':
        return tableOf(timeline, (line) => files.ofLines.get(line));
      default: {
        const performer = [...new Set(timeline.lines.map(({ take }) => take.recipe.voiceName))].join(', ');
        const file = files.sounds.find((each) => each.part === 'joined')?.name ?? '';
        return cueSheetOf(timeline, { title: projectName, performer, file, format });
      }
    }
  }
}

function requireFree(folder: string, { files }: ScriptExportPlan): void {
  const there = files.filter(({ name }) => existsSync(inside(folder, name)));
  if (there[0]) throw new StudioError('export-exists', { file: there[0].name, count: there.length, folder });
}

/** The last of what was said: who reads slowly misses what was said in between. */
class Latest<T> implements AsyncIterable<T> {
  private value: { readonly item: T } | undefined;
  private isOver = false;
  private wake: () => void = () => undefined;

  push(item: T): void {
    this.value = { item };
    this.wake();
  }

  end(): void {
    this.isOver = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      if (this.value) {
        const { item } = this.value;
        this.value = undefined;
        yield item;
      } else if (this.isOver) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
