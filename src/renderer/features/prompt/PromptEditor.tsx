import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording, Voice } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { formatSec } from '../../lib/format';
import { player } from '../../lib/player';
import { usePlayback } from '../../lib/player-hook';
import { ErrorCard } from '../../ui/ErrorCard';
import { PromptFindings, Verdict } from './PromptFindings';
import classes from './prompt.module.css';
import { SaveVoiceForm } from './SaveVoiceForm';
import { selectionReason } from './save-reason';
import { fitSpan, nudge, type Handle } from './trim';
import type { TrimWave } from './trim-wave';
import { TrimToolbar } from './TrimToolbar';
import { TrimWaveView } from './TrimWaveView';
import { useCoach } from './use-coach';
import { useNudgeKeys } from './use-nudge-keys';
import { usePrompt } from './use-prompt';

interface PromptEditorProps {
  readonly recording: Recording;
  /** What to start with; both can be empty. */
  readonly suggestion: { readonly name: string; readonly transcript: string };
  readonly takenNames: readonly string[];
  /** The voice that gets the prompt; undefined: it becomes a new one. */
  readonly addTo: Voice | undefined;
  readonly onSaved: (voice: Voice) => void;
  readonly onDiscard: () => void;
}

/** A recording becomes a prompt: trim it, hear it, see what is wrong with it, name it. */
export function PromptEditor(props: PromptEditorProps) {
  const { recording, suggestion, takenNames, addTo, onSaved, onDiscard } = props;
  const { t } = useTranslation('prompt');
  const { api } = useStudio();
  const { id, name, durationSec, report: firstReport } = recording;
  const [prompt, changePrompt] = usePrompt(recording, suggestion, takenNames);
  const { startSec, endSec } = prompt;
  const span = useMemo(() => ({ startSec, endSec }), [startSec, endSec]);
  const [handle, setHandle] = useState<Handle>('start');
  const wave = useRef<TrimWave>(null);
  const coaching = useCoach(recording, span);
  const playback = usePlayback(
    useMemo(
      () => ({
        key: `recording:${id}`,
        title: name,
        durationSec,
        load: () => api.getRecordingAudio({ recordingId: id }),
      }),
      [api, id, name, durationSec],
    ),
  );
  const playing = playback.status === 'playing' || playback.status === 'loading';

  const refused = selectionReason(coaching)?.code === 'findings';
  useEffect(() => changePrompt({ refused }), [changePrompt, refused]);
  useNudgeKeys((deltaSec) => changePrompt(nudge(span, handle, deltaSec, durationSec)));
  useEffect(() => {
    if (playing) player.setLoop(span);
    // a loop follows its selection; starting and stopping is the button's business
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [span]);
  useEffect(() => () => player.pause(), []);

  return (
    <div className={classes.editor}>
      <header className={classes.head}>
        <h3 className={classes.title} title={recording.name}>
          {suggestion.name === '' ? recording.name : suggestion.name}
        </h3>
        <Verdict verdict={coaching.report.verdict} />
      </header>
      <div {...playback.focusProps}>
        <TrimWaveView
          recording={recording}
          span={span}
          playback={playback}
          waveRef={wave}
          onChange={(next, moved) => {
            changePrompt(next);
            if (moved) setHandle(moved);
          }}
        />
        <div className={`${classes.times} mono`} title={t('nudgeHint')}>
          <span data-active={handle === 'start'}>{formatSec(span.startSec, 2)}</span>
          <strong>{t('duration', { sec: formatSec(span.endSec - span.startSec, 2) })}</strong>
          <span data-active={handle === 'end'}>{formatSec(span.endSec, 2)}</span>
        </div>
      </div>
      <TrimToolbar
        playing={playing}
        canBest={firstReport.best !== null}
        onTogglePlay={() => playback.toggle({ loop: span })}
        onBest={() => firstReport.best && changePrompt(fitSpan(firstReport.best, durationSec))}
        onWhole={() => changePrompt(fitSpan({ startSec: 0, endSec: durationSec }, durationSec))}
        onZoom={(direction) => wave.current?.zoom(direction)}
        onDiscard={onDiscard}
      />
      {playback.error && <ErrorCard error={playback.error} />}
      {coaching.error ? (
        <ErrorCard error={coaching.error} />
      ) : (
        <PromptFindings recording={recording} report={coaching.report} checking={coaching.checking} />
      )}
      <SaveVoiceForm
        prompt={prompt}
        onChange={changePrompt}
        coaching={coaching}
        takenNames={takenNames}
        addTo={addTo}
        onSaved={onSaved}
      />
    </div>
  );
}
