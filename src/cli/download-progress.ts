import type { Download } from '#contract/packs';
import type { CommandStudio } from '#studio/studio';

/** Without a terminal a line now and then is enough; with one the same line moves. */
const LINE_EVERY_MS = 5_000;

/** Starts a download or a copy and shows its progress on stderr until it is over, however it ends. */
export async function followDownload(
  studio: CommandStudio,
  packId: string,
  start: () => Promise<unknown>,
): Promise<void> {
  const line = lineWriter();
  const stop = studio.on('download', (download) => {
    if (download.packId === packId) line.write(progressLine(download), download.state !== 'running');
  });
  try {
    await start();
    await studio.packFiles.settled(packId);
  } finally {
    stop();
    line.end();
  }
}

/** Progress on stderr. @returns where to write it; `now` writes even if the last line was a moment ago */
export function lineWriter(): { write(line: string, now?: boolean): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let toldAt = -Infinity;
  return {
    write: (line, now = false) => {
      const at = performance.now();
      if (!terminal && at - toldAt < LINE_EVERY_MS && !now) return;
      toldAt = at;
      process.stderr.write(terminal ? `\r\x1b[2K${line}` : `${line}\n`);
    },
    end: () => {
      if (terminal) process.stderr.write('\n');
    },
  };
}

/** "1.20 of 3.72 GB, 32 %, 24.0 MB/s, 1 min 45 s left; 2 of 20 files" */
function progressLine({ kind, doneBytes, totalBytes, bytesPerSec, secondsLeft, files }: Download): string {
  const share = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  const done = files.filter(({ state }) => state === 'done').length;
  const count = files.length === 0 ? '' : `; ${done} of ${files.length} files`;
  const parts = [
    `${gigabytes(doneBytes)} of ${gigabytes(totalBytes)} GB`,
    `${share} %`,
    ...(bytesPerSec > 0 ? [`${(bytesPerSec / 1e6).toFixed(1)} MB/s`] : []),
    ...leftOf(secondsLeft),
  ];
  return `${kind === 'compiling' ? 'compiling: ' : ''}${parts.join(', ')}${count}`;
}

export const leftOf = (seconds: number | undefined): string[] =>
  seconds === undefined ? [] : [`${duration(seconds)} left`];

export const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
