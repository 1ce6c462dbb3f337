import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Box, useComputedColorScheme } from '@mantine/core';
import WaveSurfer from 'wavesurfer.js';
import type { Playback } from '../lib/player-hook';
import classes from './Waveform.module.css';
import { clockTime } from '../lib/quantity';

export interface WaveformProps {
  /** Absolute peaks, 0 to 1, evenly spaced over the duration. */
  readonly peaks: readonly number[];
  readonly durationSec: number;
  readonly playback: Playback;
  /** What a screen reader calls it, e.g. "Position in take 12". */
  readonly label: string;
  readonly heightPx?: number;
  /** The peak that is as high as the row; its own loudest when absent. */
  readonly fullScale?: number;
}

/** Seconds an arrow key moves the position; Shift moves ten times as far. */
const STEP_SEC = 0.1;

/** Canvas needs the colours themselves, not the names of custom properties. */
function waveColors(element: Element) {
  const style = getComputedStyle(element);
  const played = style.getPropertyValue('--studio-wave-played');
  return { waveColor: style.getPropertyValue('--studio-wave'), progressColor: played, cursorColor: played };
}

/**
 * The overview of one sound, drawn from its peaks at once: no audio is fetched until it is played. Click or arrow keys
 * seek, Space and Enter play. One canvas; build it only for rows that can be seen.
 */
export function Waveform({ peaks, durationSec, playback, label, heightPx = 32, fullScale }: WaveformProps) {
  const box = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer>(undefined);
  const latest = useRef(playback);
  const colorScheme = useComputedColorScheme('dark');

  useEffect(() => {
    latest.current = playback;
  });

  useEffect(() => {
    if (!box.current || durationSec <= 0) return;
    const wave = WaveSurfer.create({
      container: box.current,
      height: heightPx,
      ...waveColors(box.current),
      cursorWidth: 1,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      barMinHeight: 1,
      hideScrollbar: true,
      interact: true,
      peaks: [[...peaks]],
      // full scale of the digital signal would leave speech at a third of the row
      maxPeak: fullScale ?? Math.max(0.05, ...peaks),
      normalize: true,
      duration: durationSec,
    });
    wave.on('interaction', (sec) => latest.current.seek(sec));
    surfer.current = wave;
    return () => {
      surfer.current = undefined;
      wave.destroy();
    };
  }, [peaks, durationSec, heightPx, fullScale, colorScheme]);

  useEffect(() => {
    let frame = 0;
    const draw = () => {
      surfer.current?.setTime(playback.position());
      box.current?.parentElement?.setAttribute('aria-valuenow', playback.position().toFixed(1));
      if (playback.status === 'playing') frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [playback, peaks, durationSec, heightPx, fullScale, colorScheme]);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (move !== undefined) playback.seek(playback.position() + move * STEP_SEC * (event.shiftKey ? 10 : 1));
    else if (event.key === 'Home') playback.seek(0);
    else if (event.key === 'End') playback.seek(durationSec);
    else if (event.key === ' ' || event.key === 'Enter') playback.toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const at = playback.position();
  return (
    <Box
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Number(durationSec.toFixed(1))}
      aria-valuenow={Number(at.toFixed(1))}
      aria-valuetext={`${clockTime(at)} / ${clockTime(durationSec)}`}
      onKeyDown={onKeyDown}
      {...playback.focusProps}
      h={heightPx}
      miw={0}
      className={classes.wave}
      data-active={playback.active}
    >
      <div ref={box} aria-hidden="true" />
    </Box>
  );
}
