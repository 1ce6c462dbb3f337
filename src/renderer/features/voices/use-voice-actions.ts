import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { useStudio } from '../../app/studio';
import { showUndoNotice } from '../../lib/undo-notice';

export interface VoiceActions {
  /** What went wrong last, for the place where it happened. */
  readonly error: StudioError | undefined;
  readonly dismissError: () => void;
  /** @returns whether it worked */
  readonly rename: (voice: Voice, name: string) => Promise<boolean>;
  readonly setTranscript: (voice: Voice, transcript: string) => Promise<boolean>;
  /** At once, with an undo. */
  readonly remove: (voice: Voice) => Promise<boolean>;
}

/** What can be done to a voice of the library. */
export function useVoiceActions(): VoiceActions {
  const { api } = useStudio();
  const { t } = useTranslation('voices');
  const { t: tApp } = useTranslation('app');
  const [error, setError] = useState<StudioError>();

  const attempt = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setError(undefined);
      return true;
    } catch (thrown) {
      setError(StudioError.from(thrown));
      return false;
    }
  }, []);

  const restore = useCallback(
    (voice: Voice) =>
      void attempt(async () => {
        await api.restoreVoice({ voiceId: voice.id });
        notifications.show({ message: t('restored', { name: voice.name }), withBorder: true });
      }),
    [api, attempt, t],
  );

  return {
    error,
    dismissError: () => setError(undefined),
    rename: (voice, name) => attempt(() => api.renameVoice({ voiceId: voice.id, name })),
    setTranscript: (voice, transcript) => attempt(() => api.setTranscript({ voiceId: voice.id, transcript })),
    remove: (voice) =>
      attempt(async () => {
        await api.deleteVoice({ voiceId: voice.id });
        showUndoNotice({
          message: t('deleted', { name: voice.name }),
          undoLabel: tApp('actions.undo'),
          onUndo: () => restore(voice),
        });
      }),
  };
}
