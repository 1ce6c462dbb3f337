import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording, Span } from '#contract/domain';
import { promptInHand, type PromptInHand } from '../../state/prompt-in-hand';
import { useStore } from '../../lib/store';
import { undoStack } from '../../lib/undo-stack';
import { i18n } from '../../i18n';
import { freeName } from './save-reason';
import { firstSpan } from './trim';

/** @returns what the recording is to be as a prompt, as far as it was worked out, and how to change it */
export function usePrompt(
  recording: Recording,
  suggestion: { readonly name: string; readonly transcript: string },
  takenNames: readonly string[],
): readonly [PromptInHand, (change: Partial<PromptInHand>) => void] {
  const { t } = useTranslation('prompt');
  const [first] = useState<PromptInHand>(() => ({
    recordingId: recording.id,
    ...firstSpan(recording.durationSec, recording.report),
    name: freeName(suggestion.name === '' ? t('defaultName') : suggestion.name, takenNames),
    transcript: suggestion.transcript,
    refused: recording.report.verdict === 'unusable',
  }));
  const held = useStore(promptInHand);
  const isHeld = held?.recordingId === first.recordingId;
  useEffect(() => {
    if (!isHeld) promptInHand.set(first);
  }, [isHeld, first]);
  const change = useCallback(
    (next: Partial<PromptInHand>) => {
      const held = promptInHand.get();
      const before = held?.recordingId === first.recordingId ? held : first;
      const after = { ...before, ...next };
      promptInHand.set(after);
      if (after.startSec === before.startSec && after.endSec === before.endSec) return;
      const { recordingId } = first;
      const put =
        ({ startSec, endSec }: Span) =>
        () =>
          promptInHand.set((now) => (now?.recordingId === recordingId ? { ...now, startSec, endSec } : now));
      undoStack.push({
        what: i18n.t('app:undo.trim'),
        joins: `trim ${recordingId}`,
        ...{ undo: put(before), redo: put(after) },
      });
    },
    [first],
  );
  return [isHeld ? held : first, change];
}
