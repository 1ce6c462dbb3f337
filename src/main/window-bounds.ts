import type { BrowserWindow, Rectangle } from 'electron';
import { screen } from 'electron';
import { readNoteSync, replaceNoteSync } from '#studio/storage/files/regular-file';

/** Where a window stood when it was closed. */
export interface WindowPlace {
  readonly bounds?: Rectangle;
  readonly maximized: boolean;
}

/** @returns the kept place, without bounds that no screen shows any more. */
export function readPlace(file: string): WindowPlace {
  try {
    const { bounds, maximized } = JSON.parse(readNoteSync(file)) as Partial<WindowPlace>;
    const kept = bounds !== undefined && isRectangle(bounds) && isVisible(bounds) ? { bounds } : {};
    return { ...kept, maximized: maximized === true };
  } catch {
    return { maximized: false };
  }
}

/** Keeps the place whenever the window closes; half a file, or a folder that cannot be written, costs only the memory. */
export function keepPlace(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place: WindowPlace = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      replaceNoteSync(file, JSON.stringify(place), 0o600);
    } catch {
      // the next start opens at the default place
    }
  });
}

function isRectangle(value: Rectangle): boolean {
  return [value.x, value.y, value.width, value.height].every((each) => Number.isFinite(each));
}

function isVisible(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const overlapX =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const overlapY =
    Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
  return overlapX >= 100 && overlapY >= 100;
}
