import { useEffect } from 'react';
import { placeOf } from '../../lib/keys';
import type { Recorder } from './recorder';

/** R records and stops, Escape gives up; never while typing, and never with a modifier. */
export function useRecordKey(recorder: Recorder, microphoneId: string): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      const { typing, overlay } = placeOf(event.target, document);
      if (typing || overlay) return;
      const { phase } = recorder.get();
      if (event.key === 'Escape' && phase !== 'idle') recorder.cancel();
      else if (event.key.toLowerCase() === 'r') {
        if (phase === 'recording') recorder.stop();
        else if (phase === 'countdown') recorder.skipCountdown();
        else recorder.record(microphoneId);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [recorder, microphoneId]);
}
