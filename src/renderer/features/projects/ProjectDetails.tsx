import { Badge, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import type { Project } from '#contract/projects';
import { useVoices, useStatus } from '../../app/live';
import { useSession } from '../../app/session';
import { useStudio } from '../../app/studio';
import { showUndoNotice } from '../../lib/undo-notice';
import { NamingField } from './NamingField';
import { ScriptLines } from './ScriptLines';
import classes from './projects.module.css';

interface ProjectDetailsProps {
  readonly project: Project;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** One project: its script line by line, who speaks it, and where its takes go. Fields are kept when they are left. */
export function ProjectDetails({ project, attempt }: ProjectDetailsProps) {
  const { t } = useTranslation('projects');
  const { t: tApp } = useTranslation('app');
  const { api } = useStudio();
  const { goTo, workIn } = useSession();
  const voices = useVoices() ?? [];
  const status = useStatus();
  const { id: projectId, defaults, archivedAt } = project;
  const fixed = projectId === INBOX;
  const [name, setName] = useState(project.name);
  const [notes, setNotes] = useState(project.notes);
  const [script, setScript] = useState(project.script);
  const change = (over: Omit<Parameters<typeof api.changeProject>[0], 'projectId'>) =>
    void attempt(() => api.changeProject({ projectId, ...over }));
  const remove = () =>
    void attempt(async () => {
      await api.deleteProject({ projectId });
      showUndoNotice({
        message: t('deleted', { name: project.name }),
        undoLabel: tApp('actions.undo'),
        onUndo: () => void attempt(() => api.restoreProject({ projectId })),
      });
    });

  return (
    <div className={classes.details}>
      <div className={classes.row}>
        <TextInput
          flex={1}
          aria-label={t('name')}
          value={fixed ? t('inbox') : name}
          disabled={fixed}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => name.trim() !== project.name && change({ name })}
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
      <Textarea
        label={t('script')}
        description={t('scriptHint')}
        value={script}
        autosize
        minRows={4}
        maxRows={10}
        onChange={(event) => setScript(event.currentTarget.value)}
        onBlur={() => script !== project.script && change({ script })}
      />
      <ScriptLines project={project} attempt={attempt} />
      <div className={classes.row}>
        <Select
          flex={1}
          size="xs"
          label={t('voice')}
          placeholder={t('voicePlaceholder')}
          data={voices.map((voice) => ({ value: voice.id, label: voice.name }))}
          value={defaults.voiceId ?? null}
          searchable
          clearable
          onChange={(voiceId) => {
            const { instruction, speed, seed, engine } = defaults;
            const rest = { instruction, speed, seed, engine };
            if (voiceId === null) change({ defaults: rest });
            else
              change({
                defaults: { ...rest, voiceId },
                voiceIds: [...new Set([...project.voiceIds, voiceId])],
              });
          }}
        />
        <TextInput
          flex={1}
          size="xs"
          label={t('instruction')}
          defaultValue={defaults.instruction ?? ''}
          onBlur={(event) => {
            // nothing written is no direction at all: the voice's own holds
            const instruction = event.currentTarget.value.trim() || undefined;
            if (instruction !== defaults.instruction) change({ defaults: { ...defaults, instruction } });
          }}
        />
      </div>
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
    </div>
  );
}
