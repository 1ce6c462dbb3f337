import type { Finding } from './domain';
import { rounded } from './rounded';

/** Frames of padding that a codec may or may not keep. */
const PADDING_SEC = 0.15;

/** What a decoder found beside the sound. */
interface FoundInFile {
  /** How many times a decoder complained about damaged parts. */
  readonly complaints: number;
  readonly truncated?: boolean;
  readonly announcedSec?: number | undefined;
}

/** @returns what a person must hear about how the sound came out of the file, none when all is well */
export function fileFindings(found: FoundInFile, durationSec: number): Finding[] {
  const savedSec = rounded(durationSec, 2);
  const { announcedSec = 0, truncated = false, complaints } = found;
  if (truncated || announcedSec > durationSec + PADDING_SEC)
    return [
      {
        code: 'cut-off',
        severity: 'warning',
        values: { savedSec, ...(announcedSec > 0 ? { announcedSec: rounded(announcedSec, 2) } : {}) },
      },
    ];
  if (complaints === 0) return [];
  return [
    {
      code: 'damaged',
      severity: 'warning',
      values: { savedSec },
    },
  ];
}

/** @returns what was done with channels that hold nothing or are upside down */
export function channelFindings(
  choice: { readonly used: number; readonly inverted: number } | undefined,
  channels: number,
): Finding[] {
  if (!choice) return [];
  const { used, inverted } = choice;
  const findings: Finding[] = [];
  if (used < channels)
    findings.push({
      code: 'channels-left-out',
      severity: 'note',
      values: { used, channels },
    });
  if (inverted > 0)
    findings.push({
      code: 'channels-inverted',
      severity: 'note',
      values: { inverted, channels },
    });
  return findings;
}
