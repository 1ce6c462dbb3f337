import { useEffect, useEffectEvent } from 'react';
import { placeOf } from '../../lib/keys';
import { bigNudgeSec, nudgeSec } from './trim';

/** `[` and `]` move the handle that was used last by 10 ms, with Shift by 100 ms; never while typing. */
export function useNudgeKeys(onNudge: (deltaSec: number) => void): void {
  const nudge = useEffectEvent(onNudge);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || placeOf(event.target, document).typing) return;
      // by place on the keyboard too: with Shift the characters are { and }, elsewhere other letters
      const back = event.key === '[' || event.code === 'BracketLeft';
      const forth = event.key === ']' || event.code === 'BracketRight';
      if (!back && !forth) return;
      event.preventDefault();
      const step = event.shiftKey ? bigNudgeSec : nudgeSec;
      nudge(back ? -step : step);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
