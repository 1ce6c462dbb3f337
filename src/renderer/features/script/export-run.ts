import { readItems } from '#contract/item-stream';
import type { ProgrammeProgress } from '#contract/programme';
import type { ScriptExported, ScriptExportRequest } from '#contract/script-export';
import type { StudioApi } from '#contract/studio-api';
import { saveBlob } from '../../lib/save-file';

/** Pieces of a download that are put together at a time: the browser keeps what is put together on the disk. */
const PIECES = 64;

/**
 * Writes a script into a folder of the host, or brings it here as a download.
 * @returns undefined when no folder was chosen
 */
export async function runExport(
  api: StudioApi,
  request: ScriptExportRequest,
  into: 'folder' | 'download',
  how: { readonly onProgress: (progress: ProgrammeProgress) => void; readonly signal: AbortSignal },
): Promise<ScriptExported | undefined> {
  const folder = into === 'folder' ? await api.chooseExportFolder() : undefined;
  if (folder === null) return undefined;
  const wanted = { ...request, ...(folder ? { folderId: folder.folderId } : {}) };
  const done = await readItems(api.exportScript(wanted, how.signal), how.onProgress);
  if (done.exportId !== undefined) await download(api, done.exportId, how.signal);
  return done;
}

async function download(api: StudioApi, exportId: string, signal: AbortSignal): Promise<void> {
  let blob = new Blob();
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  const put = () => {
    blob = new Blob([blob, ...pieces]);
    pieces = [];
  };
  const { name, type } = await readItems(api.fetchExport({ exportId }, signal), ({ bytes }) => {
    pieces.push(new Uint8Array(bytes));
    if (pieces.length >= PIECES) put();
  });
  put();
  saveBlob(name, blob.slice(0, blob.size, type));
}
