import type { LogCounts, LogFilter, LogSurveyQuery } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { createCounter, type Counter } from './counts';
import { createExclusion, createInclusion, shownLevel } from './matcher';
import { shapeOf } from './shape';

export type SurveyQuery = LogFilter & Pick<LogSurveyQuery, 'shapes' | 'slowMs'>;

/** Lines as a filter sees them, counted from the newest to the oldest. */
export interface Survey extends Pick<Counter, 'add' | 'addShape'> {
  /** Tests a line, and counts it. */
  readonly look: (entry: LogEntry) => void;
  readonly counts: () => LogCounts;
}

/** @throws StudioError 'pattern-invalid' */
export function createSurvey({ shapes = false, slowMs, ...filter }: SurveyQuery): Survey {
  const fits = createInclusion(filter);
  const exclusions = (filter.exclude ?? []).map(createExclusion);
  const counter = createCounter(exclusions.length, slowMs);
  return {
    add: counter.add,
    addShape: counter.addShape,
    counts: counter.counts,
    look: (entry) => {
      if (!fits(entry)) return;
      let isHidden = false;
      for (let index = 0; index < exclusions.length; index++) {
        if (!exclusions[index]!(entry)) continue;
        isHidden = true;
        counter.hide(index);
      }
      if (isHidden) return;
      counter.add({ seq: entry.seq, atMs: Date.parse(entry.time), level: shownLevel(entry) });
      if (shapes) counter.addShape(shapeOf(entry), () => entry);
    },
  };
}

/** @returns what was counted in lines that are in order, oldest first */
export function surveyOf(entries: readonly LogEntry[], query: SurveyQuery): LogCounts {
  const survey = createSurvey(query);
  for (let at = entries.length - 1; at >= 0; at--) survey.look(entries[at]!);
  return survey.counts();
}
