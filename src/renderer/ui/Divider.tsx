import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Divider.module.css';

interface DividerProps {
  readonly label: string;
  /** Of the line itself: a horizontal one is moved up and down. */
  readonly orientation: 'horizontal' | 'vertical';
  /** How large the panel beside it is. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Of one press of an arrow key. */
  readonly step: number;
  /** Pixels that one of `size` is; 1 when absent. */
  readonly unitPx?: number;
  /** The panel lies behind the line (below it, right of it) and grows as the line moves towards the start. */
  readonly behind?: boolean;
  readonly onResize: (size: number) => void;
  /** Back to the usual size; asked for by a double click. */
  readonly onReset: () => void;
}

/** A line between two panels, moved by pointer, arrow keys, Home and End. */
export function Divider(props: DividerProps) {
  const { label, orientation, size, min, max, step, unitPx = 1, behind = false, onResize, onReset } = props;
  const resize = (to: number) => onResize(Math.round(Math.min(max, Math.max(min, to))));
  const along = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
    orientation === 'horizontal' ? clientY : clientX;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const line = event.currentTarget;
    const from = along(event);
    line.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => {
      const byPx = behind ? from - along(moved) : along(moved) - from;
      resize(size + byPx / unitPx);
    };
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const [more, less] = orientation === 'horizontal' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
  const onKeyDown = (event: KeyboardEvent) => {
    const towards = behind ? -step : step;
    if (event.key === more) resize(size + towards);
    else if (event.key === less) resize(size - towards);
    else if (event.key === 'Home') resize(min);
    else if (event.key === 'End') resize(max);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={classes.divider}
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
    />
  );
}
