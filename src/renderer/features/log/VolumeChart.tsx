import { useMemo, useState, type PointerEvent } from 'react';
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconZoomOut } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Span } from './filter';
import classes from './Picture.module.css';
import { barsOf, rangeOf, spanBetween } from './volume';
import { momentWords } from './line-text';
import type { LogSurvey } from './use-survey';

export interface VolumeChartProps {
  readonly survey: LogSurvey;
  readonly span: Span | undefined;
  readonly onSpan: (span: Span | undefined) => void;
}

const HEIGHT_PX = 40;
/** Less is a click, and no choice of a span. */
const LEAST_BRUSH_PX = 4;

/** Lines over time by level. A span is drawn with the pointer; with the keyboard it is chosen in the list of times above. */
export function VolumeChart({ survey, span, onSpan }: VolumeChartProps) {
  const { t, i18n } = useTranslation('log');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [brush, setBrush] = useState<{ readonly from: number; readonly to: number }>();
  const { counts } = survey;
  const range = useMemo(() => rangeOf(counts, span), [counts, span]);
  const bars = useMemo(
    () => (range && width > 0 ? barsOf(counts, range, { widthPx: width, heightPx: HEIGHT_PX }) : []),
    [counts, range, width],
  );
  const number = new Intl.NumberFormat(i18n.language);
  const placeOf = (event: PointerEvent) =>
    Math.min(width, Math.max(0, event.clientX - event.currentTarget.getBoundingClientRect().left));
  const end = () => {
    if (brush && range && Math.abs(brush.to - brush.from) >= LEAST_BRUSH_PX)
      onSpan(spanBetween(range, width, brush.from, brush.to));
    setBrush(undefined);
  };
  const from = range ? momentWords(range.fromMs, range, i18n.language) : '';
  const to = range ? momentWords(range.toMs, range, i18n.language) : '';
  return (
    <div className={classes.picture}>
      <div
        ref={ref}
        className={classes.chart}
        title={t('volume.hint')}
        onPointerDown={(event) => {
          if (event.button !== 0 || !range) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setBrush({ from: placeOf(event), to: placeOf(event) });
        }}
        onPointerMove={(event) => brush && setBrush({ ...brush, to: placeOf(event) })}
        onPointerUp={end}
        onPointerCancel={() => setBrush(undefined)}
        onDoubleClick={() => onSpan(undefined)}
      >
        <svg
          role="img"
          aria-label={t('volume.label', { count: number.format(counts.count), from, to })}
          width="100%"
          height={HEIGHT_PX}
        >
          {bars.map(({ level, path }) => (
            <path key={level} className={classes.bar} data-level={level} d={path} />
          ))}
          {brush && (
            <rect
              className={classes.brush}
              x={Math.min(brush.from, brush.to)}
              width={Math.abs(brush.to - brush.from)}
              y={0}
              height={HEIGHT_PX}
            />
          )}
        </svg>
      </div>
      <div className={classes.axis}>
        <span>{from}</span>
        <span className={classes.axisWords} aria-live="polite">
          {t(survey.done ? 'volume.lines' : 'volume.counting', { count: number.format(counts.count) })}
        </span>
        {span && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconZoomOut size={12} />}
            onClick={() => onSpan(undefined)}
          >
            {t('volume.whole')}
          </Button>
        )}
        <span>{to}</span>
      </div>
    </div>
  );
}
