import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording, Span } from '#contract/domain';
import { peaksOf } from '#audio/peaks';
import type { Playback } from '../../lib/player-hook';
import { useStudio } from '../../state/studio';
import { useAnimationFrame } from '../../ui/use-animation-frame';
import classes from './prompt.module.css';
import type { Handle } from './trim';
import { createTrimWave, type TrimWave } from './trim-wave';

interface TrimWaveViewProps {
  readonly recording: Recording;
  readonly span: Span;
  readonly playback: Playback;
  readonly waveRef: RefObject<TrimWave | null>;
  readonly onChange: (span: Span, handle: Handle | undefined) => void;
}

/** Fine enough for the deepest zoom of a prompt, light enough for ten minutes. */
const FINE_PEAKS_PER_SEC = 400;
const MOST_FINE_PEAKS = 60_000;

/** The recording with its selection; drawn from the overview at once, from the samples as soon as they are here. */
export function TrimWaveView({ recording, span, playback, waveRef, onChange }: TrimWaveViewProps) {
  const { t, i18n } = useTranslation('prompt');
  const { api } = useStudio();
  const scheme = useComputedColorScheme('dark');
  const box = useRef<HTMLDivElement>(null);
  const firstSpan = useEffectEvent(() => span);
  const change = useEffectEvent(onChange);
  const seek = useEffectEvent((sec: number) => playback.seek(sec));
  const { id, peaks, durationSec } = recording;

  useEffect(() => {
    if (!box.current) return;
    const wave = createTrimWave({
      container: box.current,
      peaks,
      durationSec,
      span: firstSpan(),
      heightPx: 112,
      labels: { start: i18n.t('prompt:start'), end: i18n.t('prompt:end') },
      valueText: (sec) => i18n.t('prompt:handleValue', { sec: sec.toFixed(2) }),
      onChange: (next, handle) => change(next, handle),
      onSeek: (sec) => seek(sec),
    });
    waveRef.current = wave;
    let current = true;
    api.getRecordingAudio({ recordingId: id }).then(
      ({ samples }) => {
        const count = Math.min(MOST_FINE_PEAKS, Math.ceil(durationSec * FINE_PEAKS_PER_SEC));
        if (current) wave.setPeaks(peaksOf(samples, count));
      },
      // the overview is drawn already; what is missing is only detail at deep zoom
      () => undefined,
    );
    return () => {
      current = false;
      waveRef.current = null;
      wave.destroy();
    };
  }, [api, id, peaks, durationSec, scheme, i18n, i18n.language, waveRef]);

  useEffect(() => waveRef.current?.setSpan(span), [span, waveRef]);
  useAnimationFrame(playback.active, () => waveRef.current?.setCursor(playback.position()));

  return (
    <div
      ref={box}
      className={classes.wave}
      role="group"
      aria-label={t('waveform', { name: recording.name })}
    />
  );
}
