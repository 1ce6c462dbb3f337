import { useEffect, useState } from 'react';
import type { PromptReport, Recording, Span } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { useStudio } from '../../state/studio';

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
  const { api } = useStudio();
  const { startSec, endSec } = span;
  const asked = `${startSec}-${endSec}`;
  const [answer, setAnswer] = useState<{ asked: string; report?: PromptReport; error?: StudioError }>();

  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      api.coachPrompt({ recordingId: recording.id, startSec, endSec }).then(
        (report) => {
          if (current) setAnswer({ asked, report });
        },
        (thrown: unknown) => {
          if (current)
            setAnswer((previous) => ({
              asked,
              error: StudioError.from(thrown),
              ...(previous?.report ? { report: previous.report } : {}),
            }));
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, recording.id, startSec, endSec, asked]);

  return {
    report: answer?.report ?? recording.report,
    checking: answer?.asked !== asked,
    error: answer?.error,
  };
}
