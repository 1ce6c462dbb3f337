import { useDebouncedValue } from '@mantine/hooks';
import type { PromptReport, Recording, Span } from '#contract/domain';
import type { StudioError } from '#contract/errors';
import { useQuery } from '../../state/use-query';

/** Long enough not to ask for every pixel of a drag. */
const PAUSE_MS = 250;

export interface Coaching {
  /** The newest answer; of an earlier selection while `checking`. */
  readonly report: PromptReport;
  readonly checking: boolean;
  readonly error: StudioError | undefined;
}

/** What is right and wrong with the selection, asked again after every pause of trimming. */
export function useCoach(recording: Recording, span: Span): Coaching {
  const { startSec, endSec } = span;
  const question = `${recording.id} ${startSec}-${endSec}`;
  const [asked] = useDebouncedValue(question, PAUSE_MS);
  const { latest, error, asking } = useQuery(asked, (api) =>
    api.coachPrompt({ recordingId: recording.id, startSec, endSec }),
  );
  return { report: latest ?? recording.report, checking: asked !== question || asking, error };
}
