import { ActionIcon, Button, Group, Loader, Text, Tooltip } from '@mantine/core';
import { IconPlayerStopFilled, IconTrash } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveWave } from '../../ui/LiveWave';
import { Meter } from '../../ui/Meter';
import { recordingCue } from './cue';
import classes from './record.module.css';
import { historyBlocks, type Recorder, type RecorderState } from './recorder';

interface RecordingStageProps {
  readonly recorder: Recorder;
  readonly state: RecorderState;
  readonly onRecord: () => void;
  /** Say how much a prompt still needs. */
  readonly forPrompt?: boolean;
  /** What stands below the level: what could be said. */
  readonly children?: ReactNode;
}

/** The open microphone: live waveform, level, countdown, time, and the way out. */
export function RecordingStage(props: RecordingStageProps) {
  const { recorder, state, onRecord, forPrompt = true, children } = props;
  const { t } = useTranslation('record');
  if (state.phase === 'opening' || state.phase === 'saving') {
    return (
      <div className={classes.wait} role="status">
        <Loader size={20} aria-hidden />
        <Text size="sm">{state.phase === 'opening' ? t('opening') : t('saving')}</Text>
        {state.phase === 'opening' && (
          <>
            <Text size="xs" c="dimmed">
              {t('allow')}
            </Text>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => recorder.cancel()}>
              {t('discard')}
            </Button>
          </>
        )}
      </div>
    );
  }
  const recording = state.phase === 'recording';
  return (
    <div className={classes.stage} data-phase={state.phase}>
      <div className={classes.screen}>
        <LiveWave
          history={recorder.history}
          capacity={historyBlocks}
          tone={recording ? 'recording' : 'listening'}
          heightPx={112}
          label={recording ? t('recording') : t('level.label')}
        />
        {state.phase === 'countdown' && (
          <div className={classes.count} aria-live="assertive">
            <span className={classes.countNumber} aria-hidden>
              {state.left}
            </span>
            <span className={classes.spoken}>{t('countdown.label', { n: state.left })}</span>
          </div>
        )}
      </div>
      {recording && <Elapsed recorder={recorder} withCue={forPrompt} />}
      <Meter level={recorder.level} />
      {children}
      <Group gap="sm">
        <MainAction recorder={recorder} phase={state.phase} onRecord={onRecord} />
        <Tooltip label={t('discard')}>
          <ActionIcon
            size={36}
            variant="default"
            aria-label={state.phase === 'testing' ? t('device.testing') : t('discard')}
            onClick={() => recorder.cancel()}
          >
            {state.phase === 'testing' ? (
              <IconPlayerStopFilled size={16} aria-hidden />
            ) : (
              <IconTrash size={16} aria-hidden />
            )}
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}

interface MainActionProps {
  readonly recorder: Recorder;
  readonly phase: RecorderState['phase'];
  readonly onRecord: () => void;
}

function MainAction({ recorder, phase, onRecord }: MainActionProps) {
  const { t } = useTranslation('record');
  if (phase === 'recording')
    return (
      <Button
        color="red.9"
        fullWidth
        flex={1}
        leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
        aria-keyshortcuts="R"
        autoFocus
        onClick={() => recorder.stop()}
      >
        {t('stop')}
      </Button>
    );
  if (phase === 'countdown')
    return (
      <Button variant="default" flex={1} autoFocus onClick={() => recorder.skipCountdown()}>
        {t('countdown.skip')}
      </Button>
    );
  return (
    <Button
      color="red.9"
      flex={1}
      leftSection={<span className={classes.dot} aria-hidden />}
      aria-keyshortcuts="R"
      onClick={onRecord}
    >
      {t('start')}
    </Button>
  );
}

/** Ten times a second is as fine as the tenths it shows. */
const ELAPSED_EVERY_MS = 100;

function Elapsed({ recorder, withCue }: { readonly recorder: Recorder; readonly withCue: boolean }) {
  const { t } = useTranslation('record');
  const [sec, setSec] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSec(recorder.elapsedSec()), ELAPSED_EVERY_MS);
    return () => clearInterval(timer);
  }, [recorder]);
  const cue = recordingCue(sec);
  return (
    <div className={classes.elapsed}>
      <span className={`${classes.time} mono`} role="timer" aria-label={t('elapsed')}>
        {sec.toFixed(1)} s
      </span>
      {withCue && (
        <Text size="sm" className={cue.code === 'under' ? classes.cueUnder : classes.cue} aria-live="polite">
          {cue.code === 'under' ? t('cue.under', { sec: cue.leftSec }) : t(`cue.${cue.code}`)}
        </Text>
      )}
    </div>
  );
}
