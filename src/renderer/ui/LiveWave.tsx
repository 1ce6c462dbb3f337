import { useRef } from 'react';
import { useAnimationFrame } from './use-animation-frame';

interface LiveWaveProps {
  /** Loudest sample of each block, 0 to 1, newest last. */
  readonly history: () => readonly number[];
  /** How many blocks fill the width. */
  readonly capacity: number;
  readonly tone: 'recording' | 'listening';
  readonly heightPx: number;
  readonly label: string;
}

const BAR_PX = 2;
const GAP_PX = 1;

/** The sound as it comes in, newest at the right edge; drawn outside of React. */
export function LiveWave({ history, capacity, tone, heightPx, label }: LiveWaveProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useAnimationFrame(true, () => {
    const context = canvas.current?.getContext('2d');
    if (context) draw(context, history(), capacity, tone);
  });
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      style={{ display: 'block', width: '100%', height: heightPx }}
    />
  );
}

function draw(
  context: CanvasRenderingContext2D,
  history: readonly number[],
  capacity: number,
  tone: LiveWaveProps['tone'],
): void {
  const { canvas } = context;
  const scale = window.devicePixelRatio;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).getPropertyValue(
    tone === 'recording' ? '--studio-record' : '--studio-wave',
  );
  const bars = Math.floor(width / (BAR_PX + GAP_PX));
  const blocksPerBar = Math.max(1, capacity / bars);
  for (let bar = 0; bar < bars; bar++) {
    const to = history.length - Math.floor((bars - 1 - bar) * blocksPerBar);
    if (to <= 0) continue;
    const peak = Math.max(0, ...history.slice(Math.max(0, to - Math.ceil(blocksPerBar)), to));
    const tall = Math.max(1, Math.min(1, peak) * (height - 4));
    context.fillRect(bar * (BAR_PX + GAP_PX), (height - tall) / 2, BAR_PX, tall);
  }
}
