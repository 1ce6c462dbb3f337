import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prompt, Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import { useStudio } from '../../state/studio';
import { saveFile } from '../../lib/save-file';
import { showUndoNotice } from '../../lib/undo-notice';
import { undoStack } from '../../lib/undo-stack';

type Change = Omit<Parameters<StudioApi['changeVoice']>[0], 'voiceId'>;
type Bulk = Omit<Parameters<StudioApi['changeVoices']>[0], 'voiceIds'>;
type Consent = Parameters<StudioApi['stateConsent']>[0]['consent'];

/** Each says whether it worked; what is deleted can be taken back. */
export interface VoiceActions {
  /** What went wrong last, for the place where it happened. */
  readonly error: StudioError | undefined;
  readonly dismissError: () => void;
  readonly attempt: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly rename: (voice: Voice, name: string) => Promise<boolean>;
  readonly setTranscript: (voice: Voice, transcript: string) => Promise<boolean>;
  readonly change: (voice: Voice, change: Change) => Promise<boolean>;
  readonly changeMany: (voiceIds: readonly string[], change: Bulk) => Promise<boolean>;
  /** One pack with these voices, handed over as a download. */
  readonly exportPack: (voiceIds: readonly string[]) => Promise<boolean>;
  readonly duplicate: (voice: Voice) => Promise<boolean>;
  readonly stateConsent: (voice: Voice, consent: Consent) => Promise<boolean>;
  readonly removePrompt: (voice: Voice, prompt: Prompt) => Promise<boolean>;
  readonly remove: (voice: Voice) => Promise<boolean>;
  readonly removeMany: (voiceIds: readonly string[]) => Promise<boolean>;
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

  const undoable = (message: string, undo: () => Promise<unknown>, redo: () => Promise<unknown>) =>
    showUndoNotice({
      ...{ message, undoLabel: tApp('actions.undo') },
      onUndo: () => attempt(undo),
      onRedo: () => attempt(redo),
    });
  /** Does it, and can take it back by doing the same with what was there before. */
  const replaced = async (what: string, put: () => Promise<unknown>, back: () => Promise<unknown>) => {
    const worked = await attempt(put);
    if (worked) undoStack.push({ what, undo: () => attempt(back), redo: () => attempt(put) });
    return worked;
  };
  const restore = async (voice: Voice) => {
    await api.restoreVoice({ voiceId: voice.id });
    notifications.show({ message: t('restored', { name: voice.name }), withBorder: true });
  };

  return {
    error,
    dismissError: () => setError(undefined),
    attempt,
    rename: ({ id: voiceId, name: before }, name) =>
      replaced(
        t('renamed', { name: before }),
        () => api.renameVoice({ voiceId, name }),
        () => api.renameVoice({ voiceId, name: before }),
      ),
    setTranscript: ({ id: voiceId, transcript: before, name }, transcript) =>
      replaced(
        t('changed', { name }),
        () => api.setTranscript({ voiceId, transcript }),
        () => api.setTranscript({ voiceId, transcript: before }),
      ),
    change: (voice, change) => {
      const { id: voiceId, name } = voice;
      const before = Object.fromEntries(Object.keys(change).map((key) => [key, voice[key as keyof Change]]));
      return replaced(
        t('changed', { name }),
        () => api.changeVoice({ voiceId, ...change }),
        () => api.changeVoice({ voiceId, ...before }),
      );
    },
    changeMany: (voiceIds, change) => attempt(() => api.changeVoices({ voiceIds: [...voiceIds], ...change })),
    exportPack: (voiceIds) =>
      attempt(async () => saveFile(await api.exportVoices({ voiceIds: [...voiceIds] }))),
    duplicate: (voice) =>
      attempt(async () => {
        const { name } = await api.duplicateVoice({ voiceId: voice.id });
        notifications.show({ message: t('duplicated', { name }), withBorder: true });
      }),
    stateConsent: (voice, consent) => attempt(() => api.stateConsent({ voiceId: voice.id, consent })),
    removePrompt: (voice, prompt) =>
      attempt(async () => {
        const ref = { voiceId: voice.id, promptId: prompt.id };
        await api.deletePrompt(ref);
        undoable(
          t('prompts.deleted', { name: prompt.name }),
          () => api.restorePrompt(ref),
          () => api.deletePrompt(ref),
        );
      }),
    remove: (voice) =>
      attempt(async () => {
        await api.deleteVoice({ voiceId: voice.id });
        undoable(
          t('deleted', { name: voice.name }),
          () => restore(voice),
          () => api.deleteVoice({ voiceId: voice.id }),
        );
      }),
    removeMany: (voiceIds) =>
      attempt(async () => {
        await api.deleteVoices({ voiceIds: [...voiceIds] });
        undoable(
          t('selection.deleted', { count: voiceIds.length }),
          async () => {
            for (const voiceId of voiceIds) await api.restoreVoice({ voiceId });
          },
          () => api.deleteVoices({ voiceIds: [...voiceIds] }),
        );
      }),
  };
}
