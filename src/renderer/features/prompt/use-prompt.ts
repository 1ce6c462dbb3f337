import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '#contract/domain';
import { promptInHand, type PromptInHand } from '../../state/prompt-in-hand';
import { useStore } from '../../lib/store';
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
    (next: Partial<PromptInHand>) =>
      promptInHand.set((before) => ({
        ...(before?.recordingId === first.recordingId ? before : first),
        ...next,
      })),
    [first],
  );
  return [isHeld ? held : first, change];
}
