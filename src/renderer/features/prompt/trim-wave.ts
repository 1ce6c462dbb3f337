import WaveSurfer from 'wavesurfer.js';
import Regions, { type Region } from 'wavesurfer.js/plugins/regions';
import Timeline from 'wavesurfer.js/plugins/timeline';
import type { Span } from '#contract/domain';
import { createScope } from '../../lib/scope';
import { fitSpan, keyTarget, moveHandle, shortestSec, zoomStep, type Handle } from './trim';

export interface TrimWaveOptions {
  readonly container: HTMLElement;
  readonly peaks: readonly number[];
  readonly durationSec: number;
  readonly span: Span;
  readonly heightPx: number;
  readonly labels: Readonly<Record<Handle, string>>;
  readonly valueText: (sec: number) => string;
  /** The selection was moved, by pointer or key; `handle` is absent when all of it was dragged. */
  readonly onChange: (span: Span, handle: Handle | undefined) => void;
  readonly onSeek: (sec: number) => void;
}

/** A waveform with one selection, its two handles, and a time line: wavesurfer behind five methods. */
export interface TrimWave {
  setSpan(span: Span): void;
  setPeaks(peaks: readonly number[]): void;
  setCursor(sec: number): void;
  zoom(direction: 'in' | 'out', atPx?: number): void;
  destroy(): void;
}

const handles: readonly Handle[] = ['start', 'end'];

export function createTrimWave(options: TrimWaveOptions): TrimWave {
  const { container, durationSec, labels, valueText, onChange, onSeek } = options;
  const scope = createScope();
  const color = (name: string) => getComputedStyle(container).getPropertyValue(name).trim();
  const regions = Regions.create();
  const wave = WaveSurfer.create({
    container,
    height: options.heightPx,
    waveColor: color('--studio-wave'),
    progressColor: color('--studio-wave'),
    cursorColor: color('--studio-text'),
    cursorWidth: 1,
    peaks: [[...options.peaks]],
    duration: durationSec,
    normalize: true,
    barHeight: 0.92,
    maxPeak: Math.max(0.05, ...options.peaks),
    autoScroll: false,
    plugins: [
      regions,
      Timeline.create({
        height: 18,
        style: { fontSize: '10px', color: color('--studio-quiet') },
        secondaryLabelOpacity: 1,
      }),
    ],
  });
  scope.own(() => wave.destroy());
  let span = options.span;
  let region: Region | undefined;

  const handleElements = () =>
    handles.map((handle) => ({
      handle,
      element: region?.element?.querySelector<HTMLElement>(
        `[part*="region-handle-${handle === 'start' ? 'left' : 'right'}"]`,
      ),
    }));
  const describe = () => {
    for (const { handle, element } of handleElements()) {
      const sec = handle === 'start' ? span.startSec : span.endSec;
      element?.setAttribute('aria-valuenow', String(sec));
      element?.setAttribute('aria-valuemin', String(handle === 'start' ? 0 : span.startSec));
      element?.setAttribute('aria-valuemax', String(handle === 'start' ? span.endSec : durationSec));
      element?.setAttribute('aria-valuetext', valueText(sec));
    }
  };
  const show = (next: Span) => {
    span = next;
    region?.setOptions({ start: next.startSec, end: next.endSec });
    describe();
  };
  const dressHandles = () => {
    for (const { handle, element } of handleElements()) {
      if (!element) continue;
      element.setAttribute('role', 'slider');
      element.setAttribute('tabindex', '0');
      element.setAttribute('aria-label', labels[handle]);
      element.setAttribute('aria-orientation', 'horizontal');
      scope.listen(element, 'keydown', (event) => {
        const { key, shiftKey } = event as KeyboardEvent;
        const from = handle === 'start' ? span.startSec : span.endSec;
        const sec = keyTarget(key, shiftKey, from, durationSec);
        if (sec === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        // moved here and not by the caller's answer: keys can come faster than that
        show(moveHandle(span, handle, sec, durationSec));
        onChange(span, handle);
      });
      scope.listen(element, 'focus', () => onChange(span, handle));
    }
    describe();
  };

  wave.on('ready', () => {
    if (region) return;
    region = regions.addRegion({
      id: 'selection',
      start: span.startSec,
      end: span.endSec,
      minLength: Math.min(shortestSec, durationSec),
      color: color('--studio-region'),
    });
    dressHandles();
  });
  regions.on('region-update', ({ start, end }, side) => {
    span = fitSpan({ startSec: start, endSec: end }, durationSec);
    describe();
    onChange(span, side);
  });
  wave.on('interaction', onSeek);

  const pxPerSec = () => wave.getWrapper().clientWidth / durationSec;
  const trimWave: TrimWave = {
    setSpan: (next) => {
      if (next.startSec !== span.startSec || next.endSec !== span.endSec) show(next);
    },
    setPeaks: (peaks) => void wave.load('', [[...peaks]], durationSec),
    setCursor: (sec) => wave.setTime(sec),
    zoom: (direction, atPx = container.clientWidth / 2) => {
      const before = pxPerSec();
      const after = zoomStep(before, direction, container.clientWidth, durationSec);
      const sec = (wave.getScroll() + atPx) / before;
      wave.zoom(after);
      wave.setScroll(sec * after - atPx);
    },
    destroy: () => scope.dispose(),
  };
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      trimWave.zoom(event.deltaY < 0 ? 'in' : 'out', event.clientX - container.getBoundingClientRect().left);
    } else if (wave.getWrapper().clientWidth > container.clientWidth + 1) {
      event.preventDefault();
      wave.setScroll(wave.getScroll() + event.deltaX + event.deltaY);
    }
  };
  // not passive: Ctrl + wheel would zoom the page
  container.addEventListener('wheel', onWheel, { passive: false });
  scope.own(() => container.removeEventListener('wheel', onWheel));
  return trimWave;
}
