import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { scriptLines, type Project } from '#contract/projects';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { wordsToWrite } from '../../lib/navigation';
import classes from './projects.module.css';

interface ScriptLinesProps {
  readonly project: Project;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** The lines of the script as it is kept: one take each, one by one or all of them. */
export function ScriptLines({ project, attempt }: ScriptLinesProps) {
  const { t } = useTranslation('projects');
  const { api } = useStudio();
  const { selectedVoiceId, workIn, goTo } = useSession();
  const lines = scriptLines(project.script);
  const voiceId = project.defaults.voiceId ?? selectedVoiceId;
  if (lines.length === 0) return null;
  const speak = (some?: number[]) =>
    void attempt(() =>
      api.speakScript({
        projectId: project.id,
        ...(some ? { lines: some } : {}),
        ...(voiceId === undefined ? {} : { voiceId }),
      }),
    );
  return (
    <section aria-label={t('lines')}>
      <ol className={classes.lines}>
        {lines.map(({ at, text }) => (
          <li key={at} className={classes.line}>
            <span className={classes.lineText} title={text}>
              {text}
            </span>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('editLine', { text })}
              onClick={() => {
                workIn(project.id);
                wordsToWrite.set(text);
                goTo('studio');
              }}
            >
              {t('edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('generateLine', { text })}
              onClick={() => speak([at])}
            >
              {t('generate')}
            </Button>
          </li>
        ))}
      </ol>
      <Button
        size="compact-sm"
        leftSection={<IconSparkles size={14} aria-hidden />}
        disabled={project.archivedAt !== undefined || voiceId === undefined}
        onClick={() => speak()}
      >
        {t('generateAll', { count: lines.length })}
      </Button>
    </section>
  );
}
