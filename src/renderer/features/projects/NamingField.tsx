import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileStem, namingProblem } from '#contract/naming';
import type { Project } from '#contract/projects';
import { useSession } from '../../state/session';

interface NamingFieldProps {
  readonly project: Project;
  readonly onChange: (naming: string) => void;
}

/** The template of file names, and the name that the next take would get. */
export function NamingField({ project, onChange }: NamingFieldProps) {
  const { t } = useTranslation('projects');
  const { selectedVoice } = useSession();
  const [naming, setNaming] = useState(project.naming);
  const problem = namingProblem(naming);
  const preview = fileStem(naming, {
    at: new Date(),
    project: project.name,
    voice: selectedVoice?.name ?? t('voice'),
    seed: 12_345,
    index: project.takeCount + 1,
  });
  return (
    <TextInput
      size="xs"
      label={t('naming')}
      description={problem ? undefined : t('namingPreview', { name: `${preview}.wav` })}
      error={problem && t(`namingProblem.${problem.code}`, { ...problem })}
      value={naming}
      onChange={(event) => setNaming(event.currentTarget.value)}
      onBlur={() => !problem && naming !== project.naming && onChange(naming)}
    />
  );
}
