import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { clockTime } from '../../lib/quantity';
import type { Playback } from '../../lib/player-hook';
import { useAnimationFrame } from '../../ui/use-animation-frame';
import { SegmentMenu } from './SegmentMenu';
import classes from './SegmentStrip.module.css';
import { blockAt, blocksOf, stripPx, type Block } from './strip-layout';
import type { TakeActions } from './take-actions';
import type { SegmentsOf } from './use-segments';

export interface SegmentStripProps {
  readonly take: Take;
  readonly of: SegmentsOf;
  readonly playback: Playback;
  readonly actions: TakeActions;
  /** Of the whole as far as anybody can say; what is not made yet stays empty. */
  readonly wholeSec: number;
}

const HEIGHT_PX = 48;
/** The wave is drawn this far beyond both edges, so that scrolling shows no hole. */
const BEYOND_PX = 300;
const BAR_PX = 3;

/**
 * The sentences of a take as blocks on its waveform. Only those in sight exist, so that one of an hour scrolls like one
 * of a minute. One is in the tab order; arrow keys go from one to the next, Enter plays from it, the menu key opens its menu.
 */
export function SegmentStrip({ take, of, playback, actions, wholeSec }: SegmentStripProps) {
  const { t } = useTranslation('segments');
  const { ref, width: boxPx } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const [leftPx, setLeftPx] = useState(0);
  const [inHand, setInHand] = useState(0);
  const [menu, setMenu] = useState<number>();
  const madeSec = take.audioSec ?? 0;
  const blocks = useMemo(() => blocksOf(of.segments, madeSec), [of.segments, madeSec]);
  const widthPx = stripPx(boxPx, wholeSec, blocks.length, madeSec);
  const pxPerSec = widthPx / Math.max(wholeSec, 0.1);
  const first = blockAt(blocks, (leftPx - BEYOND_PX) / pxPerSec);
  const shown = blocks.slice(first, blockAt(blocks, (leftPx + boxPx + BEYOND_PX) / pxPerSec) + 1);
  // the one in hand, or one in sight while that is out of it
  const tabStop = inHand >= first && inHand < first + shown.length ? inHand : first;
  const [playingAt, setPlayingAt] = useState(-1);

  const follow = () => {
    const sec = playback.position();
    if (cursor.current) cursor.current.style.transform = `translateX(${(sec * pxPerSec).toFixed(1)}px)`;
    setPlayingAt(playback.active && blocks.length > 0 ? blockAt(blocks, sec) : -1);
  };
  useAnimationFrame(playback.status === 'playing', follow);
  useEffect(() => {
    const frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  });

  const goTo = (at: number) => {
    const block = blocks[at];
    if (!block) return;
    setInHand(at);
    const box = scroller.current;
    if (!box) return;
    const fromPx = block.startSec * pxPerSec;
    const toPx = block.endSec * pxPerSec;
    if (fromPx < box.scrollLeft || toPx > box.scrollLeft + boxPx) box.scrollLeft = fromPx - boxPx / 3;
    // it may only come to exist with the scroll
    requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey && event.key === 'F10') setMenu(inHand);
    else if (event.key === 'ContextMenu') setMenu(inHand);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown')
      goTo(Math.min(blocks.length - 1, inHand + 1));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') goTo(Math.max(0, inHand - 1));
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(blocks.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.strip} ref={ref}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="toolbar"
        aria-label={t('label', { count: of.segments.length, of: Math.max(of.of, of.segments.length) })}
        onScroll={({ currentTarget }) => setLeftPx(currentTarget.scrollLeft)}
        onWheel={(event) => {
          if (widthPx > boxPx && event.deltaY !== 0 && !event.ctrlKey)
            event.currentTarget.scrollLeft += event.deltaY;
        }}
        onKeyDown={onKeyDown}
      >
        <div className={classes.track} style={{ width: widthPx, height: HEIGHT_PX }}>
          <Wave
            peaks={take.peaks ?? []}
            madePx={madeSec * pxPerSec}
            fromPx={leftPx - BEYOND_PX}
            widthPx={boxPx + 2 * BEYOND_PX}
          />
          {shown.map((block, behind) => {
            const at = first + behind;
            return (
              <BlockButton
                key={block.segment.number}
                {...{ block, at, pxPerSec, playback }}
                own={take.recipe.seed}
                hearing={at === playingAt}
                tabbable={at === tabStop}
                onFocus={() => setInHand(at)}
                onMenu={() => {
                  setInHand(at);
                  setMenu(at);
                }}
              />
            );
          })}
          {playback.active && <div ref={cursor} className={classes.cursor} />}
          {menu !== undefined && blocks[menu] && (
            <SegmentMenu
              {...{ take, actions, playback }}
              block={blocks[menu]}
              leftPx={blocks[menu].startSec * pxPerSec}
              onClose={() => {
                setMenu(undefined);
                goTo(menu);
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}

interface BlockButtonProps {
  readonly block: Block;
  readonly at: number;
  readonly pxPerSec: number;
  readonly playback: Playback;
  /** The take's seed; a sentence that has another one was re-rolled. */
  readonly own: number;
  readonly hearing: boolean;
  readonly tabbable: boolean;
  readonly onFocus: () => void;
  readonly onMenu: () => void;
}

function BlockButton({
  block,
  at,
  pxPerSec,
  playback,
  own,
  hearing,
  tabbable,
  onFocus,
  onMenu,
}: BlockButtonProps) {
  const { t } = useTranslation('segments');
  const { segment, startSec, endSec } = block;
  const { number, text, spoken, seed, warnings } = segment;
  const words = text.trim() === '' ? spoken : text.trim();
  const parts = [
    t('sentence', { number: number + 1, at: clockTime(startSec), words }),
    ...(warnings.length > 0 ? [t('doubtful')] : []),
    ...(seed === own ? [] : [t('rerolled', { seed })]),
  ];
  return (
    <button
      type="button"
      className={classes.block}
      data-at={at}
      data-look={warnings.length > 0 || undefined}
      data-rerolled={seed !== own || undefined}
      data-hearing={hearing || undefined}
      style={{ left: startSec * pxPerSec, width: Math.max(4, (endSec - startSec) * pxPerSec - 2) }}
      tabIndex={tabbable ? 0 : -1}
      aria-label={parts.join(', ')}
      aria-haspopup="menu"
      title={words}
      onFocus={onFocus}
      onClick={() => playback.playFrom(startSec)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu();
      }}
    >
      <span aria-hidden="true">{number + 1}</span>
    </button>
  );
}

interface WaveProps {
  readonly peaks: readonly number[];
  /** How wide the sound is that is there. */
  readonly madePx: number;
  readonly fromPx: number;
  readonly widthPx: number;
}

/** The part of the waveform that is in sight, as one canvas. */
function Wave({ peaks, madePx, fromPx, widthPx }: WaveProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('dark');
  const left = Math.max(0, Math.floor(fromPx / BAR_PX) * BAR_PX);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = widthPx * ratio;
    element.height = HEIGHT_PX * ratio;
    pen.scale(ratio, ratio);
    pen.fillStyle = getComputedStyle(element).getPropertyValue('--studio-wave');
    const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.05);
    for (let x = left; x < Math.min(madePx, left + widthPx); x += BAR_PX) {
      const from = Math.floor((x / madePx) * peaks.length);
      const to = Math.max(from + 1, Math.floor(((x + BAR_PX) / madePx) * peaks.length));
      let peak = 0;
      for (let at = from; at < to && at < peaks.length; at++) peak = Math.max(peak, peaks[at]!);
      const half = Math.max(0.5, (peak / loudest) * (HEIGHT_PX / 2 - 8));
      pen.fillRect(x - left, HEIGHT_PX / 2 + 4 - half, 2, 2 * half);
    }
  }, [peaks, madePx, left, widthPx, scheme]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      className={classes.wave}
      style={{ left, width: widthPx, height: HEIGHT_PX }}
    />
  );
}
