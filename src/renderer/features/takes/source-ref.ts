import type { Recording, Source } from '#contract/domain';
import type { DraftSource } from './draft';

/** As many as the line of a source is wide. */
const PEAKS = 200;

/** @returns the source of an earlier take for the composer */
export const sourceAgain = (source: Source): DraftSource => ({
  ref: { sha256: source.sha256, name: source.name.slice(0, 200) },
  name: source.name,
  durationSec: source.durationSec,
  peaks: [],
});

/** @returns a recording as the next take's source, its waveform coarse enough to be kept with the draft */
export function draftSourceOf({ id, name, durationSec, peaks }: Recording): DraftSource {
  const step = Math.max(1, Math.ceil(peaks.length / PEAKS));
  const coarse = Array.from({ length: Math.ceil(peaks.length / step) }, (_, i) =>
    Math.max(...peaks.slice(i * step, (i + 1) * step)),
  );
  const rounded = coarse.map((peak) => Math.round(peak * 1000) / 1000);
  return { ref: { recordingId: id }, name, durationSec, peaks: rounded };
}
