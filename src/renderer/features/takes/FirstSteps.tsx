import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useVoices } from '../../state/live';
import { useSession } from '../../state/session';
import { askComposer } from '../../lib/navigation';
import { useStore } from '../../lib/store';
import { draftStore } from './draft';
import classes from './FirstSteps.module.css';
import { isSpeakable } from './text-length';

/** Before the first take: the three steps to it, which are done, and what the next one is. */
export function FirstSteps() {
  const { t } = useTranslation('takes');
  const { recording } = useSession();
  const voices = useVoices();
  const hasVoice = recording !== undefined || (voices?.length ?? 0) > 0;
  const { from, text, source } = useStore(draftStore);
  const speech = from === 'speech';
  const hasWords = speech ? source !== undefined : isSpeakable(text);
  const next = hasVoice ? (hasWords ? 'generate' : 'words') : 'voice';
  const writeSample = () => {
    draftStore.set((draft) => ({ ...draft, text: t('first.sampleText') }));
    askComposer('focus');
  };
  return (
    <div className={classes.first}>
      <strong>{t('list.empty')}</strong>
      <ol className={classes.steps}>
        <Step number={1} done={hasVoice} next={next === 'voice'} title={t('first.voice')}>
          {t(recording ? 'first.voiceTrim' : 'first.voiceHint')}
        </Step>
        <Step
          number={2}
          done={hasWords}
          next={next === 'words'}
          title={t(speech ? 'first.speech' : 'first.words')}
        >
          {t(speech ? 'first.speechHint' : 'first.wordsHint')}
          {!hasWords && !speech && (
            <Button
              className={classes.action}
              variant={next === 'words' ? 'light' : 'default'}
              size="compact-sm"
              onClick={writeSample}
            >
              {t('first.writeSample')}
            </Button>
          )}
        </Step>
        <Step number={3} done={false} next={next === 'generate'} title={t('first.generate')}>
          {t('first.generateHint')}
        </Step>
      </ol>
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly done: boolean;
  readonly next: boolean;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ number, done, next, title, children }: StepProps) {
  return (
    <li className={classes.step} data-done={done || undefined} aria-current={next ? 'step' : undefined}>
      <span className={classes.number} aria-hidden>
        {done ? <IconCheck size={14} stroke={2.5} /> : number}
      </span>
      <div>
        <div className={classes.title}>{title}</div>
        <div className={classes.hint}>{children}</div>
      </div>
    </li>
  );
}
