import type { Warning } from '#contract/domain';
import { isSilentToken } from './math/silent-tokens';
import type { GeneratedTokens } from './stages/speech-tokens';

/** Speech tokens per text token outside of this are hardly ever right; normal speech has 3 to 12. */
const RATIO = { min: 2, max: 20 };
const MOST_SILENT = 0.6;
const QUIETEST_PEAK = 0.01;
/** A text much shorter than the transcript tends to be rushed, repeated or mixed with it. */
const SHORT_SHARE = 0.5;

export interface SegmentFacts {
  /** From 1. */
  readonly number: number;
  readonly textIds: number;
  readonly drawn: GeneratedTokens;
  readonly peak: number;
}

/** What sounds wrong about one segment, found without listening: each is a reason to try another seed. */
export function diagnoseSegment({ number, textIds, drawn, peak }: SegmentFacts): Warning[] {
  const warnings: Warning[] = [];
  const flag = (code: string, values: Warning['values'] = {}) =>
    warnings.push({ code, values: { segment: number, ...values } });
  if (drawn.tokens.length === 0) {
    flag('segment-empty');
    return warnings;
  }
  const ratio = drawn.generated / textIds;
  const silent = drawn.tokens.filter(isSilentToken).length / drawn.tokens.length;
  if (drawn.stop === 'max-length') {
    flag('segment-max-length', { tokens: drawn.generated });
  } else if (ratio < RATIO.min || ratio > RATIO.max) {
    flag('segment-token-ratio', { ratio });
  }
  if (silent > MOST_SILENT) {
    flag('segment-silent', { silentShare: silent });
  }
  if (peak < QUIETEST_PEAK) flag('segment-quiet', { peak });
  return warnings;
}

/** @returns a warning when a zero_shot segment is much shorter than what the prompt says */
export function diagnoseLength(segment: string, transcript: string, number: number): Warning[] {
  const length = segment.length;
  const prompt = transcript.length;
  if (length >= SHORT_SHARE * prompt) return [];
  return [
    {
      code: 'segment-short',
      values: { segment: number, length, transcript: prompt },
    },
  ];
}
