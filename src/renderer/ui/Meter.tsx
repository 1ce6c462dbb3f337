import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDb } from '#i18n/fill-words';
import type { Level } from '../lib/audio-capture-pcm';
import classes from './Meter.module.css';
import { holdPeak, levelAdvice, meterPosition } from './meter-scale';
import { useAnimationFrame } from './use-animation-frame';

const tickDbs = [-60, -48, -36, -24, -12, -6, 0] as const;

/** How often the numbers change: faster cannot be read. */
const NUMBERS_EVERY_MS = 150;

/** Input level: the average as a bar, the held peak as a tick, both in dBFS. Drawn outside of React. */
export function Meter({ level }: { level: () => Level }) {
  const { t } = useTranslation('record');
  const root = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const tick = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLSpanElement>(null);
  const advice = useRef<HTMLSpanElement>(null);
  const state = useRef({ heldDb: -Infinity, drawnAt: 0, numbersAt: 0 });

  useAnimationFrame(true, () => {
    const { peakDb, rmsDb } = level();
    const now = performance.now();
    const { current } = state;
    current.heldDb = holdPeak(current.heldDb, peakDb, now - current.drawnAt);
    current.drawnAt = now;
    if (bar.current) bar.current.style.transform = `scaleX(${meterPosition(rmsDb)})`;
    if (tick.current) tick.current.style.left = `${meterPosition(current.heldDb) * 100}%`;
    if (now - current.numbersAt < NUMBERS_EVERY_MS) return;
    current.numbersAt = now;
    const value = t('level.value', { peak: formatDb(current.heldDb), rms: formatDb(rmsDb) });
    const verdict = levelAdvice(current.heldDb);
    root.current?.setAttribute('aria-valuenow', String(Math.round(Math.max(-60, Math.min(0, rmsDb)))));
    root.current?.setAttribute('aria-valuetext', value);
    root.current?.setAttribute('data-advice', verdict);
    if (numbers.current) numbers.current.textContent = value;
    if (advice.current) advice.current.textContent = t(`level.${verdict}`);
  });

  return (
    <div
      ref={root}
      className={classes.meter}
      role="meter"
      aria-label={t('level.label')}
      aria-valuemin={-60}
      aria-valuemax={0}
      aria-valuenow={-60}
    >
      <div className={classes.track}>
        <div ref={bar} className={classes.bar} />
        <div ref={tick} className={classes.tick} />
      </div>
      <div className={`${classes.scale} tabular`} aria-hidden>
        {tickDbs.map((db) => (
          <span key={db} style={{ left: `${meterPosition(db) * 100}%` }}>
            {formatDb(db).replace('.0', '')}
          </span>
        ))}
      </div>
      <div className={classes.words}>
        <span ref={advice} className={classes.advice} />
        <span ref={numbers} className="tabular" />
      </div>
    </div>
  );
}
