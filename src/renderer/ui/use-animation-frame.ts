import { useEffect, useEffectEvent } from 'react';

/** Calls `draw` before every repaint while `running`; what it shows must come from outside of React. */
export function useAnimationFrame(running: boolean, draw: () => void): void {
  const drawLatest = useEffectEvent(draw);
  useEffect(() => {
    if (!running) return;
    let frame = 0;
    const step = () => {
      drawLatest();
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [running]);
}
