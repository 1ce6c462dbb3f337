import { useEffect, useState } from 'react';
import { StudioError } from '#contract/errors';
import type { SpokenText } from '#contract/spoken';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import type { Composer } from './use-composer';

/** The text is read this long after the last key. */
const READ_AFTER_MS = 300;

export interface SpokenAnswer {
  /** The text that was asked about; places are in it. */
  readonly text: string;
  readonly spoken?: SpokenText;
  /** Why it cannot be read. */
  readonly error?: StudioError;
}

/** How the next take would read the words of the composer; the last answer stays until there is a newer one. */
export function useSpoken({ draft, engine, instruction, voice }: Composer, open: boolean) {
  const { api, on } = useStudio();
  const { projectId } = useSession();
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<SpokenAnswer>();
  const { text, language, mode, advanced } = draft;
  const voiceId = voice?.id;
  const empty = text.trim() === '';
  useEffect(() => on('lexiconChanged', () => setTurn((before) => before + 1)), [on]);
  useEffect(() => {
    if (!open || empty) return;
    let current = true;
    const timer = setTimeout(() => {
      api
        .getSpoken({
          ...{ text, engine, mode, instruction, advanced },
          ...(language === undefined ? {} : { language }),
          ...(voiceId === undefined ? {} : { voiceId }),
          ...(projectId === undefined ? {} : { projectId }),
        })
        .then(
          (spoken) => current && setAnswer({ text, spoken }),
          (thrown: unknown) => current && setAnswer({ text, error: StudioError.from(thrown) }),
        );
    }, READ_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, open, empty, text, language, mode, advanced, engine, instruction, voiceId, projectId, turn]);
  return empty ? undefined : answer;
}
