import { Button, FileButton, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statementMatches } from '#contract/consent';
import type { Voice } from '#contract/domain';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { usePlayback } from '../../lib/player-hook';
import { ConsentMark } from '../../ui/ConsentMark';
import { PlayButton } from './PlayButton';
import type { VoiceActions } from './use-voice-actions';
import classes from './VoiceDetails.module.css';

const kinds = ['none', 'own', 'permitted', 'synthetic'] as const;
type Kind = (typeof kinds)[number];

/** Whose voice it is. "Own" and "synthetic" are kept at once; a permission once it names a person and a day. */
export function ConsentForm({ voice, actions }: { readonly voice: Voice; readonly actions: VoiceActions }) {
  const { t } = useTranslation('voices');
  const [kind, setKind] = useState<Kind>(voice.consent?.kind ?? 'none');
  const choose = (value: string) => {
    const next = kinds.find((each) => each === value) ?? 'none';
    setKind(next);
    if (next !== 'permitted') void actions.stateConsent(voice, next === 'none' ? null : { kind: next });
  };
  return (
    <section className={classes.section} aria-labelledby="consent-title">
      <div className={classes.sectionHead}>
        <h3 id="consent-title" className={classes.title}>
          {t('consent.title')}
        </h3>
        <ConsentMark voice={voice} />
      </div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('consent.title')}
        data={kinds.map((each) => ({ value: each, label: t(`consent.kinds.${each}`) }))}
        value={kind}
        onChange={choose}
      />
      {kind === 'permitted' && <Permission voice={voice} actions={actions} />}
      {kind === 'none' && (
        <Text size="xs" c="dimmed">
          {t('consent.noneLead')}
        </Text>
      )}
    </section>
  );
}

function Permission({ voice, actions }: { readonly voice: Voice; readonly actions: VoiceActions }) {
  const { t } = useTranslation('voices');
  const { api } = useStudio();
  const { recording } = useSession();
  const kept = voice.consent?.kind === 'permitted' ? voice.consent : undefined;
  const [by, setBy] = useState(kept?.by ?? '');
  const [scope, setScope] = useState(kept?.scope ?? '');
  const [date, setDate] = useState(kept?.date ?? today());
  const complete = by.trim() !== '' && date !== '';
  const state = (statement: 'keep' | 'none' | { recordingId: string }) =>
    actions.stateConsent(voice, { kind: 'permitted', by, scope, date, statement });
  const fromFile = async (file: File | null) => {
    if (!file) return;
    await actions.attempt(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { id } = await api.openAudioFile({ name: file.name, bytes });
      await state({ recordingId: id });
    });
  };
  const matches = statementMatches(kept, voice.promptSha256);
  return (
    <>
      <TextInput
        size="xs"
        label={t('consent.by')}
        required
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={t('consent.scope')}
        placeholder={t('consent.scopePlaceholder')}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('consent.date')}
        required
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <Text size="xs" c={kept?.statement && !matches ? 'yellow' : 'dimmed'}>
        {!kept?.statement && t('consent.spokenLead')}
        {kept?.statement && t(matches ? 'consent.spokenMatches' : 'consent.spokenParts')}
      </Text>
      {kept?.statement && <Statement voice={voice} recordingSha256={kept.statement.recordingSha256} />}
      <div className={classes.buttons}>
        <Button size="compact-sm" disabled={!complete} onClick={() => void state('keep')}>
          {t('consent.save')}
        </Button>
        <FileButton accept="audio/*" onChange={(file) => void fromFile(file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" disabled={!complete}>
              {t('consent.spokenFile')}
            </Button>
          )}
        </FileButton>
        {recording && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!complete}
            onClick={() => void state({ recordingId: recording.id })}
          >
            {t('consent.spokenInHand')}
          </Button>
        )}
        {kept?.statement && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void state('none')}>
            {t('consent.spokenRemove')}
          </Button>
        )}
      </div>
    </>
  );
}

/** The spoken consent, to be heard. */
function Statement({
  voice: { id, name },
  recordingSha256,
}: {
  readonly voice: Voice;
  readonly recordingSha256: string;
}) {
  const { t } = useTranslation('voices');
  const { api } = useStudio();
  const playback = usePlayback(
    useMemo(
      () => ({
        key: `statement:${recordingSha256}`,
        title: `${name} · ${t('consent.spoken')}`,
        durationSec: 0,
        load: () => api.getConsentAudio({ voiceId: id }),
      }),
      [api, id, name, recordingSha256, t],
    ),
  );
  return (
    <div className={classes.statement}>
      <PlayButton playback={playback} name={t('consent.spoken')} size={28} />
      <Text size="xs">{t('consent.spoken')}</Text>
    </div>
  );
}

const today = (): string => new Date().toLocaleDateString('sv-SE');
