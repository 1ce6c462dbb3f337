import type { Finding, PromptReport } from '#contract/domain';
import { limits } from '#contract/domain';
import type { TwoVoices } from './two-voices';

type Measured = Omit<PromptReport, 'verdict' | 'findings'>;

/** Under this much speech there is nothing to clone, whatever the duration. */
const LEAST_SPEECH_SEC = 1;
/** A recording cut to three seconds may lack a few samples of them. */
const ROUNDING_SEC = 0.005;
/** A selection loses a few frames of speech where it is cut; nobody needs to hear about them. */
const EDGE_SEC = 0.1;
/** More silence than this before or after the words is a prompt that says nothing for a while. */
const MOST_SILENCE_SEC = 1;
const QUIET_PEAK_DB = -26;
const NOISY_SNR_DB = 15;
/** 14 samples of three seconds at 48 kHz. */
const CLIPPING_RATIO = 1e-4;
/** With a tenth of the tops gone the voice is another one. */
const RUINED_RATIO = 0.1;
/** Voices above this are spoken lower by the draft engine, and are rare in what CosyVoice learned from. */
const MOST_F0_HZ = 280;

/** Says what is right and wrong with a prompt; the values carry the numbers. */
export function findingsOf(prompt: Measured, voices?: TwoVoices): Finding[] {
  const speech =
    prompt.peakDb < limits.silentPeakDb
      ? [silent(prompt)]
      : [
          ...speechLength(prompt),
          ...silenceAround(prompt),
          ...quality(prompt),
          ...(voices ? [severalSpeakers(voices)] : []),
        ];
  return [...length(prompt), ...format(prompt), ...speech];
}

/** One blocking finding refuses a prompt, one warning makes it less than good; notes change nothing. */
export function verdictOf(findings: readonly Finding[]): PromptReport['verdict'] {
  if (findings.some(({ severity }) => severity === 'blocking')) return 'unusable';
  return findings.some(({ severity }) => severity === 'warning') ? 'usable' : 'good';
}

/** Samples that are not numbers leave nothing to measure. */
export function notFinite(count: number, samples: number): Finding {
  return {
    code: 'silent',
    severity: 'blocking',
    values: { notFinite: count, samples },
  };
}

function length({ durationSec }: Measured): Finding[] {
  const { advisedMax, max } = limits.promptSec;
  if (durationSec > max + ROUNDING_SEC)
    return [
      {
        code: 'prompt-too-long',
        severity: 'blocking',
        values: { durationSec, maxSec: max },
      },
    ];
  if (durationSec <= advisedMax + ROUNDING_SEC) return [];
  return [
    {
      code: 'prompt-long',
      severity: 'warning',
      values: { durationSec, advisedMaxSec: advisedMax },
    },
  ];
}

function format({ sampleRateHz, channels }: Measured): Finding[] {
  const minRateHz = limits.promptRateHz.min;
  const findings: Finding[] = [];
  if (sampleRateHz < minRateHz)
    findings.push({
      code: 'rate-too-low',
      severity: 'blocking',
      values: { sampleRateHz, minRateHz },
    });
  if (channels > 1)
    findings.push({
      code: 'mixed-down',
      severity: 'note',
      values: { channels },
    });
  return findings;
}

function silent({ peakDb }: Measured): Finding {
  return {
    code: 'silent',
    severity: 'blocking',
    values: { peakDb },
  };
}

function severalSpeakers({ lowHz, highHz, lowSec, highSec }: TwoVoices): Finding {
  return {
    code: 'several-speakers',
    severity: 'warning',
    values: { lowHz, highHz, lowSec, highSec },
  };
}

function speechLength({ durationSec, speechSec }: Measured): Finding[] {
  const minSec = limits.promptSec.min;
  const tooShort = durationSec < minSec - ROUNDING_SEC;
  if (!tooShort && speechSec >= minSec - EDGE_SEC) return [];
  return [
    {
      code: 'speech-too-short',
      severity: tooShort || speechSec < LEAST_SPEECH_SEC ? 'blocking' : 'warning',
      values: { speechSec, durationSec, minSec },
    },
  ];
}

function silenceAround({ durationSec, speechSec, spoken }: Measured): Finding[] {
  if (!spoken || speechSec < LEAST_SPEECH_SEC) return [];
  const beforeSec = spoken.startSec;
  const afterSec = Math.round((durationSec - spoken.endSec) * 1000) / 1000;
  if (Math.max(beforeSec, afterSec) <= MOST_SILENCE_SEC) return [];
  return [{ code: 'silence-around', severity: 'warning', values: { beforeSec, afterSec } }];
}

function quality({ speechSec, clippedRatio, peakDb, snrDb, medianF0Hz }: Measured): Finding[] {
  const findings: Finding[] = [];
  if (clippedRatio >= CLIPPING_RATIO) {
    const clippedPercent = Math.round(clippedRatio * 10_000) / 100;
    findings.push({
      code: 'clipping',
      severity: clippedRatio > RUINED_RATIO ? 'blocking' : 'warning',
      values: { clippedPercent, clippedRatio },
    });
  }
  if (peakDb < QUIET_PEAK_DB)
    findings.push({
      code: 'quiet',
      severity: 'warning',
      values: { peakDb },
    });
  // with hardly any speech there are no pauses either, and the floor is a guess
  if (snrDb < NOISY_SNR_DB && speechSec >= LEAST_SPEECH_SEC)
    findings.push({
      code: 'noisy',
      severity: 'warning',
      values: { snrDb },
    });
  if (medianF0Hz !== null && medianF0Hz > MOST_F0_HZ)
    findings.push({
      code: 'pitch-capped',
      severity: 'note',
      values: { medianF0Hz, maxF0Hz: MOST_F0_HZ },
    });
  return findings;
}
