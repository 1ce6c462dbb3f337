import { Badge, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import { undoStack } from '../../lib/undo-stack';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { ProjectSettings, type ProjectSettingsProps } from './ProjectSettings';
import classes from './projects.module.css';

interface ProjectDetailsProps extends ProjectSettingsProps {
  readonly desk: ReactNode;
}

/** One project: its script, and beside it what its takes start from and where they go. Fields are kept when they are left. */
export function ProjectDetails({ project, attempt, desk }: ProjectDetailsProps) {
  const { t } = useTranslation('projects');
  const { api } = useStudio();
  const { goTo, workIn } = useSession();
  const { id: projectId, archivedAt } = project;
  const fixed = projectId === INBOX;
  const [name, setName] = useState(project.name);
  const [part, setPart] = useState<string>('script');

  const rename = () => {
    const put = (wanted: string) => () => attempt(() => api.changeProject({ projectId, name: wanted }));
    undoStack.push({ what: t('renamed', { name: project.name }), undo: put(project.name), redo: put(name) });
    void put(name)();
  };

  return (
    <div className={classes.details}>
      <div className={classes.row}>
        <TextInput
          flex={1}
          aria-label={t('name')}
          value={fixed ? t('inbox') : name}
          disabled={fixed}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => name.trim() !== project.name && rename()}
        />
        {archivedAt !== undefined && <Badge variant="default">{t('archived')}</Badge>}
        <Button
          variant="light"
          disabled={archivedAt !== undefined}
          onClick={() => {
            workIn(projectId);
            goTo('studio');
          }}
        >
          {t('work')}
        </Button>
      </div>
      <SegmentedControl
        size="xs"
        className={classes.parts}
        aria-label={t('parts')}
        data={(['script', 'settings'] as const).map((value) => ({ value, label: t(value) }))}
        value={part}
        onChange={setPart}
      />
      {part === 'script' ? desk : <ProjectSettings project={project} attempt={attempt} />}
    </div>
  );
}
