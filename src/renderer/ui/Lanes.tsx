import { useEffect, useState } from 'react';
import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerStop, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Stage, StageProgress } from '#contract/stages';
import { elapsed } from '../lib/quantity';
import { laneView, type LaneView } from './lane-progress';
import classes from './Lanes.module.css';

export interface LanesProps {
  readonly stages: readonly StageProgress[];
  /** Opens the log at that stage. */
  readonly onOpen: (stage: Stage) => void;
}

/** The five lanes of a take: the running one grows by the engine's own numbers, finished ones shrink to their time. */
export function Lanes({ stages, onOpen }: LanesProps) {
  const { t } = useTranslation('takes');
  const sinceReportMs = useSince(stages);
  return (
    <div className={classes.lanes} role="group" aria-label={t('lanes.label')}>
      {stages.map((lane) => (
        <Lane key={lane.stage} lane={lane} view={laneView(lane, sinceReportMs)} t={t} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface LaneProps extends Pick<LanesProps, 'onOpen'> {
  readonly lane: StageProgress;
  readonly view: LaneView;
  readonly t: TFunction<'takes'>;
}

function Lane({ lane, view, t, onOpen }: LaneProps) {
  const words = laneWords(lane, view, t);
  return (
    <Tooltip label={laneHint(lane, view, t)}>
      <UnstyledButton
        className={classes.lane}
        data-state={lane.state}
        data-slow={view.slow || undefined}
        onClick={() => onOpen(lane.stage)}
      >
        <span className={classes.words}>
          <LaneIcon lane={lane} slow={view.slow} />
          <span className={classes.name}>{t(`lanes.${lane.stage}`)}</span>
          <VisuallyHidden>{t(`lanes.${lane.state}`)}</VisuallyHidden>
          <span className={classes.count}>{words}</span>
        </span>
        {lane.state === 'running' && (
          <span className={classes.track}>
            <span
              className={classes.fill}
              data-counted={view.counted || undefined}
              style={{ transform: `scaleX(${(view.fraction ?? 0).toFixed(3)})` }}
            />
          </span>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}

function LaneIcon({ lane, slow }: { readonly lane: StageProgress; readonly slow: boolean }) {
  const props = { size: 12, stroke: 2.5, 'aria-hidden': true } as const;
  if (lane.state === 'done') return <IconCheck {...props} />;
  if (lane.state === 'failed') return <IconX {...props} />;
  if (lane.state === 'cancelled') return <IconPlayerStop {...props} />;
  return slow ? <IconAlertTriangle {...props} /> : null;
}

/** @returns the numbers of a lane: "84/120 · 88/s", "0.1 s", or nothing while it waits. */
export function laneWords(lane: StageProgress, view: LaneView, t: TFunction<'takes'>): string {
  if (lane.state === 'waiting') return '';
  if (lane.state !== 'running') return elapsed(view.elapsedMs);
  const parts: string[] = [];
  if (lane.done !== undefined)
    parts.push(
      lane.total === undefined
        ? t('lanes.counted', { done: lane.done })
        : t('lanes.count', { done: lane.done, total: lane.total }),
    );
  if (lane.perSec !== undefined) parts.push(t('lanes.perSec', { rate: rounded(lane.perSec) }));
  parts.push(elapsed(view.elapsedMs));
  return parts.join(' · ');
}

/** @returns the sentence on hover: what it is, how long it usually takes, and what a click does. */
export function laneHint(lane: StageProgress, view: LaneView, t: TFunction<'takes'>): string {
  const name = t(`lanes.full.${lane.stage}`);
  const usual = lane.estimateMs === undefined ? undefined : elapsed(lane.estimateMs);
  const time =
    usual === undefined
      ? t('lanes.usualUnknown')
      : t(view.slow ? 'lanes.slow' : 'lanes.usual', { time: usual });
  const unit =
    lane.unit === undefined || lane.done === undefined
      ? undefined
      : `${lane.total === undefined ? lane.done : `${lane.done}/${lane.total}`} ${t(`lanes.units.${lane.unit}`)}`;
  return [name, unit, time, t('lanes.openLog')].filter((part) => part !== undefined).join(' · ');
}

const rounded = (value: number): string => (value >= 10 ? String(Math.round(value)) : value.toFixed(1));

/** Milliseconds since `stages` last changed, four times a second while a lane runs. */
function useSince(stages: readonly StageProgress[]): number {
  const [sinceMs, setSinceMs] = useState(0);
  const running = stages.some((lane) => lane.state === 'running');
  useEffect(() => {
    if (!running) return;
    const reportedAt = performance.now();
    const timer = setInterval(() => setSinceMs(performance.now() - reportedAt), 250);
    return () => {
      clearInterval(timer);
      setSinceMs(0);
    };
  }, [stages, running]);
  return sinceMs;
}
