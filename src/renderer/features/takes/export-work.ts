import { Zip, ZipPassThrough } from 'fflate';
import type { ExportReport, ExportRequest } from '#contract/export';
import type { StudioApi } from '#contract/studio-api';
import { freeFileName } from '#contract/take-naming';
import { saveFile } from '../../lib/save-file';

export interface ExportWish {
  readonly takeIds: readonly string[];
  readonly options: ExportRequest;
  readonly naming: string | undefined;
  /** Before each take, 1 is the first. */
  readonly onStart: (at: number) => void;
  readonly signal: AbortSignal;
}

export interface ExportOutcome {
  readonly files: number;
  readonly last: ExportReport | undefined;
}

/** One take as a download, several as one zip; one after the other, so that a person sees how far it is and can stop. */
export async function downloadExports(api: StudioApi, wish: ExportWish): Promise<ExportOutcome> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(new Uint8Array(piece));
  });
  const names = new Set<string>();
  const count = wish.takeIds.length;
  const outcome = await each(wish, async (request) => {
    const { name, type, bytes, report } = await api.exportTake(request);
    if (count === 1) {
      saveFile({ name, type, bytes });
      return report;
    }
    const dot = name.lastIndexOf('.');
    const free = freeFileName(name.slice(0, dot), name.slice(dot + 1), (each) => names.has(each));
    names.add(free);
    // sound that is coded does not get smaller
    const entry = new ZipPassThrough(free);
    zip.add(entry);
    entry.push(bytes, true);
    return report;
  });
  if (names.size > 0) {
    zip.end();
    saveFile({ name: 'takes.zip', type: 'application/zip', bytes: await joined(pieces) });
  }
  return outcome;
}

/** Into a folder of the host's own dialog. @returns undefined when the dialog was closed */
export async function saveExports(api: StudioApi, wish: ExportWish): Promise<ExportOutcome | undefined> {
  const folder = await api.chooseExportFolder();
  if (!folder) return undefined;
  return each(
    wish,
    async (request) => (await api.saveExport({ ...request, folderId: folder.folderId })).report,
  );
}

type OneExport = Parameters<StudioApi['exportTake']>[0];

async function each(
  { takeIds, options, naming, onStart, signal }: ExportWish,
  work: (request: OneExport) => Promise<ExportReport>,
): Promise<ExportOutcome> {
  let files = 0;
  let last: ExportReport | undefined;
  for (const takeId of takeIds) {
    if (signal.aborted) break;
    onStart(files + 1);
    last = await work({
      ...{ takeId, options },
      index: files + 1,
      count: takeIds.length,
      ...(naming === undefined ? {} : { naming }),
    });
    files++;
  }
  return { files, last };
}

async function joined(pieces: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
