import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Log.module.css';

export interface DockGripProps {
  readonly label: string;
  readonly heightPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly onResize: (heightPx: number) => void;
}

const STEP_PX = 22;

/** The upper edge of the dock, moved by pointer or arrow keys. */
export function DockGrip({ label, heightPx, minPx, maxPx, onResize }: DockGripProps) {
  const resize = (px: number) => onResize(Math.round(Math.min(maxPx, Math.max(minPx, px))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const grip = event.currentTarget;
    const fromPx = event.clientY;
    grip.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(heightPx + fromPx - moved.clientY);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') resize(heightPx + STEP_PX);
    else if (event.key === 'ArrowDown') resize(heightPx - STEP_PX);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={classes.grip}
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={heightPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
