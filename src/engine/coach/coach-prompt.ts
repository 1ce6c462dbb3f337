import type { Finding, PromptReport, Span } from '#contract/domain';
import { limits } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { findActivity, HOP_SEC, type Activity } from '#audio/activity';
import { FLOOR_DB, peakOf, percentile, toDb } from '#audio/level';
import { countNotFinite } from '#audio/mix';
import { withoutOffset } from '#audio/offset';
import { trackPitch } from '#audio/pitch';
import { findBestSpan } from './best-span';
import { findClipping } from './clipping';
import { findingsOf, notFinite, verdictOf } from './findings';
import { rounded } from '#contract/rounded';
import { bridgeGaps, levelsOf, spokenSpan } from './speech';
import { findTwoVoices } from './two-voices';

/** Speech rises and falls by far more than this; what does not, and has no pitch, is hiss. */
const STEADY_RANGE_DB = 6;
/** Fewer voiced frames say nothing about a voice. */
const LEAST_VOICED_FRAMES = Math.round(0.1 / HOP_SEC);

/**
 * Listens to a prompt: how much speech, how clean, how loud, and which part of it is best. Never throws on bad audio:
 * findings say what is wrong with it.
 * @param prompt mono samples; `channels` is how many there were before the mix-down, `told` what is known of its file
 */
export function coachPrompt(
  prompt: Audio & { readonly channels: number; readonly told?: readonly Finding[] | undefined },
): PromptReport {
  const { sampleRateHz, channels, told = [] } = prompt;
  const facts = { durationSec: rounded(prompt.samples.length / sampleRateHz, 3), sampleRateHz, channels };
  const broken = countNotFinite([prompt.samples]);
  if (broken > 0) return unmeasured(facts, [notFinite(broken, prompt.samples.length)]);

  const samples = withoutOffset(prompt.samples);
  const activity = findActivity(samples, sampleRateHz);
  const speech = bridgeGaps(activity.active);
  const { speechDb, noiseFloorDb } = levelsOf(activity, speech);
  // full scale is where the converter has it
  const clipping = findClipping(prompt.samples);
  const best = findBestSpan(
    activity,
    speech,
    noiseFloorDb,
    clipping.starts.map((start) => start / sampleRateHz),
  );
  const f0Hz = pitchOf({ samples, sampleRateHz }, activity, best);
  const medianF0Hz = medianOf(f0Hz);
  const hiss = medianF0Hz === null && activity.highDb - activity.lowDb < STEADY_RANGE_DB;
  const measured = {
    ...facts,
    speechSec: hiss ? 0 : rounded(speech.reduce((sum, frame) => sum + frame, 0) * HOP_SEC, 2),
    peakDb: rounded(toDb(peakOf(samples)), 1),
    clippedRatio: rounded(clipping.ratio, 6),
    noiseFloorDb: rounded(noiseFloorDb, 1),
    snrDb: rounded(Math.max(0, speechDb - noiseFloorDb), 1),
    medianF0Hz,
    best: hiss ? null : best,
    spoken: hiss ? null : spokenSpan(speech, facts.durationSec),
  };
  const heard = findingsOf(measured, hiss ? undefined : findTwoVoices(f0Hz));
  // where one channel holds it all, nothing was mixed
  const one = told.some(({ code, values }) => code === 'channels-left-out' && values.used === 1);
  const findings = [...told, ...heard.filter(({ code }) => !one || code !== 'mixed-down')];
  return { ...measured, findings, verdict: verdictOf(findings) };
}

/** Pitch of active speech, 0 elsewhere; of a long recording only the best part is looked at. */
function pitchOf({ samples, sampleRateHz }: Audio, activity: Activity, best: Span | null): Float32Array {
  const whole = samples.length / sampleRateHz <= limits.promptSec.max;
  const { startSec, endSec } = whole || !best ? { startSec: 0, endSec: limits.promptSec.max } : best;
  const part = samples.subarray(Math.round(startSec * sampleRateHz), Math.round(endSec * sampleRateHz));
  const first = Math.round(startSec / HOP_SEC);
  return trackPitch(part, sampleRateHz).f0Hz.map((f0Hz, frame) =>
    activity.active[first + frame] === 1 ? f0Hz : 0,
  );
}

function medianOf(f0Hz: Float32Array): number | null {
  const voiced = f0Hz.filter((hz) => hz > 0);
  return voiced.length < LEAST_VOICED_FRAMES ? null : rounded(percentile(voiced, 0.5), 1);
}

function unmeasured(
  facts: Pick<PromptReport, 'durationSec' | 'sampleRateHz' | 'channels'>,
  findings: PromptReport['findings'],
): PromptReport {
  return {
    ...facts,
    speechSec: 0,
    peakDb: FLOOR_DB,
    clippedRatio: 0,
    noiseFloorDb: FLOOR_DB,
    snrDb: 0,
    medianF0Hz: null,
    best: null,
    spoken: null,
    findings,
    verdict: verdictOf(findings),
  };
}
