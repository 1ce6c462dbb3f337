import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconVolume } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import type { Warning } from '#contract/domain';
import type { LexiconReading, LexiconScope } from '#contract/lexicon';
import { usePlayback } from '../../lib/player-hook';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';

/** Sounds of this page, among all that the loudspeaker plays. */
export const HEARD = 'heard:';

interface HearButtonProps {
  readonly entry: LexiconReading & LexiconScope;
  readonly onNotes: (notes: readonly Warning[]) => void;
}

/** Says a word as an entry has it, kept or not, in the voice it is for, else in the one in hand. */
export function HearButton({ entry, onNotes }: HearButtonProps) {
  const { t } = useTranslation('lexicon');
  const { api } = useStudio();
  const { selectedVoiceId } = useSession();
  const { word, reading, kind, language, scope, scopeId } = entry;
  const voiceId = scope === 'voice' ? scopeId : selectedVoiceId;
  const playback = usePlayback(
    useMemo(
      () => ({
        key: HEARD + JSON.stringify([voiceId, word, reading, kind, language]),
        title: word,
        durationSec: 0,
        load: async () => {
          const { notes, ...audio } = await api.hearText({
            ...{ text: word, voiceId: voiceId ?? '', projectId: INBOX },
            lexicon: [{ word, reading, kind, ...(language === undefined ? {} : { language }) }],
            ...(language === undefined ? {} : { language }),
          });
          onNotes(notes);
          return audio;
        },
      }),
      [api, voiceId, word, reading, kind, language, onNotes],
    ),
  );
  const { status } = playback;
  const missing = word.trim() === '' || reading.trim() === '';
  const label =
    voiceId === undefined
      ? t('hearNeedsVoice')
      : missing
        ? t('hearNeedsWord')
        : t(status === 'playing' ? 'stop' : 'hear', { word });
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={28}
        variant={status === 'playing' ? 'light' : 'subtle'}
        color="gray"
        aria-label={label}
        disabled={voiceId === undefined || missing}
        onClick={() => playback.toggle()}
        {...playback.focusProps}
      >
        {status === 'loading' ? (
          <Loader size={14} aria-hidden />
        ) : status === 'playing' ? (
          <IconPlayerPauseFilled size={14} aria-hidden />
        ) : (
          <IconVolume size={16} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
