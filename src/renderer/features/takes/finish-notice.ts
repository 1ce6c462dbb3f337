import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { titleOf } from '../../state/take-sound';

/** A take is long when a person would look at something else meanwhile; only then is permission asked, and only once. */
const LONG_TAKE_MS = 20_000;

/** Tells the system that a take is finished when this window is not the one being looked at. */
export function useFinishNotice(): void {
  const { on } = useStudio();
  const { t } = useTranslation('takes');
  const running = useRef(new Set<string>());
  const asked = useRef(false);
  useEffect(() => {
    const tell = (take: Take) => {
      const title = t(take.state === 'done' ? 'notify.doneTitle' : 'notify.failedTitle');
      const notice = new Notification(title, { body: titleOf(take).slice(0, 120), tag: take.id });
      notice.onclick = () => window.focus();
    };
    return on('takeChanged', (take) => {
      if (!('Notification' in window)) return;
      if (take.state === 'running') {
        running.current.add(take.id);
        const workedMs = take.stages.reduce((sum, lane) => sum + lane.elapsedMs, 0);
        if (!asked.current && workedMs > LONG_TAKE_MS && Notification.permission === 'default') {
          asked.current = true;
          void Notification.requestPermission();
        }
        return;
      }
      const wasRunning = running.current.delete(take.id);
      const settled = take.state === 'done' || take.state === 'failed';
      if (wasRunning && settled && document.hidden && Notification.permission === 'granted') tell(take);
    });
  }, [on, t]);
}
