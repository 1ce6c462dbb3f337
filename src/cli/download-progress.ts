import type { Download } from '#contract/packs';
import type { Studio } from '#studio/studio';

/** Without a terminal a line now and then is enough; with one the same line moves. */
const LINE_EVERY_MS = 5_000;

/** Starts a download or a copy and shows its progress on stderr until it is over, however it ends. */
export async function followDownload(
  studio: Studio,
  packId: string,
  start: () => Promise<unknown>,
): Promise<void> {
  const terminal = process.stderr.isTTY;
  let toldAt = -Infinity;
  const stop = studio.on('download', (download) => {
    if (download.packId !== packId) return;
    const now = performance.now();
    if (!terminal && now - toldAt < LINE_EVERY_MS && download.state === 'running') return;
    toldAt = now;
    process.stderr.write(terminal ? `\r\x1b[2K${progressLine(download)}` : `${progressLine(download)}\n`);
  });
  try {
    await start();
    await studio.packFiles.settled(packId);
  } finally {
    stop();
    if (terminal) process.stderr.write('\n');
  }
}

/** "1.20 of 3.72 GB, 32 %, 24.0 MB/s, 1 min 45 s left; 2 of 20 files" */
function progressLine({ doneBytes, totalBytes, bytesPerSec, secondsLeft, files }: Download): string {
  const share = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  const done = files.filter(({ state }) => state === 'done').length;
  const count = files.length === 0 ? '' : `; ${done} of ${files.length} files`;
  const parts = [
    `${gigabytes(doneBytes)} of ${gigabytes(totalBytes)} GB`,
    `${share} %`,
    ...(bytesPerSec > 0 ? [`${(bytesPerSec / 1e6).toFixed(1)} MB/s`] : []),
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]),
  ];
  return parts.join(', ') + count;
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
