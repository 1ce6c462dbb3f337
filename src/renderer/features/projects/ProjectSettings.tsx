import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import type { Project } from '#contract/projects';
import { useStatus, useStatusOf } from '../../state/live';
import { useStudio } from '../../state/studio';
import { VoicePicker } from '../../ui/VoicePicker';
import { engineChoices } from '../../lib/engine-words';
import { showUndoNotice } from '../../lib/undo-notice';
import { DefaultsFields } from '../../ui/DefaultsFields';
import { NamingField } from './NamingField';
import classes from './projects.module.css';

export interface ProjectSettingsProps {
  readonly project: Project;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** What the takes of a project start from, where they go, and the project as a whole. Fields are kept when they are left. */
export function ProjectSettings({ project, attempt }: ProjectSettingsProps) {
  const { t, i18n } = useTranslation('projects');
  const engines = useStatusOf((status) => status?.engine.engines) ?? [];
  const { t: tApp } = useTranslation('app');
  const { api } = useStudio();
  const status = useStatus();
  const { id: projectId, defaults, archivedAt } = project;
  const fixed = projectId === INBOX;
  const [notes, setNotes] = useState(project.notes);
  const change = (over: Omit<Parameters<typeof api.changeProject>[0], 'projectId'>) =>
    void attempt(() => api.changeProject({ projectId, ...over }));
  const remove = () =>
    void attempt(async () => {
      await api.deleteProject({ projectId });
      showUndoNotice({
        message: t('deleted', { name: project.name }),
        undoLabel: tApp('actions.undo'),
        onUndo: () => attempt(() => api.restoreProject({ projectId })),
        onRedo: () => attempt(() => api.deleteProject({ projectId })),
      });
    });

  return (
    <>
      <section className={classes.defaults} aria-labelledby="project-defaults">
        <h3 id="project-defaults" className={classes.title}>
          {t('defaults')}
        </h3>
        <VoicePicker
          size="xs"
          label={t('voice')}
          placeholder={t('voicePlaceholder')}
          voiceId={defaults.voiceId}
          clearable
          onPick={(voice) => {
            const { instruction, speed, seed, engine, language } = defaults;
            const rest = { instruction, speed, seed, engine, language };
            if (!voice) change({ defaults: rest });
            else
              change({
                defaults: { ...rest, voiceId: voice.id },
                voiceIds: [...new Set([...project.voiceIds, voice.id])],
              });
          }}
        />
        <DefaultsFields
          defaults={defaults}
          engines={engineChoices(engines, i18n.language)}
          languages={[...new Set(engines.flatMap((engine) => engine.languages))]}
          onKeep={(kept) => change({ defaults: kept })}
        />
      </section>
      <NamingField project={project} onChange={(naming) => change({ naming })} />
      <div className={classes.row}>
        <span className={classes.folder} title={project.folder}>
          {project.folder ?? t('studioFolder')}
        </span>
        {status?.canChooseFolder === true && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void attempt(() => api.chooseProjectFolder({ projectId }))}
          >
            {t('chooseFolder')}
          </Button>
        )}
        {project.folder !== undefined && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change({ folder: null })}>
            {t('studioFolder')}
          </Button>
        )}
      </div>
      <Textarea
        size="xs"
        label={t('notes')}
        value={notes}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => setNotes(event.currentTarget.value)}
        onBlur={() => notes !== project.notes && change({ notes })}
      />
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void attempt(() => api.duplicateProject({ projectId }))}
        >
          {t('duplicate')}
        </Button>
        {!fixed && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                void attempt(() => api.archiveProject({ projectId, archived: archivedAt === undefined }))
              }
            >
              {t(archivedAt === undefined ? 'archive' : 'unarchive')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={remove}>
              {t('delete')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
