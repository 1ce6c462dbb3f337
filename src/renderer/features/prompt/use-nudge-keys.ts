import { useEffect } from 'react';
import type { Span } from '#contract/domain';
import { isTyping } from '../../lib/typing';
import { bigNudgeSec, nudge, nudgeSec, type Handle } from './trim';

/** `[` and `]` move the handle that was used last by 10 ms, with Shift by 100 ms; never while typing. */
export function useNudgeKeys(
  span: Span,
  handle: Handle,
  durationSec: number,
  onChange: (span: Span, handle: Handle) => void,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // by place on the keyboard too: with Shift the characters are { and }, elsewhere other letters
      const back = event.key === '[' || event.code === 'BracketLeft';
      const forth = event.key === ']' || event.code === 'BracketRight';
      if (!back && !forth) return;
      event.preventDefault();
      const step = event.shiftKey ? bigNudgeSec : nudgeSec;
      onChange(nudge(span, handle, back ? -step : step, durationSec), handle);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [span, handle, durationSec, onChange]);
}
