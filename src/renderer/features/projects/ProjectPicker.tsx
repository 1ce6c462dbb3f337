import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import { useSession } from '../../state/session';
import { useProjects } from '../../state/use-projects';

/** The project that the studio works in; shown once there is more than the inbox. */
export function ProjectPicker() {
  const { t } = useTranslation('projects');
  const { projectId, workIn } = useSession();
  const { projects = [] } = useProjects();
  const open = projects.filter(({ archivedAt }) => archivedAt === undefined);
  if (open.length < 2) return null;
  const names = open.map(({ id, name }) => ({ value: id, label: id === INBOX ? t('inbox') : name }));
  return (
    <Select
      size="xs"
      w={220}
      aria-label={t('picker')}
      data={[{ value: '', label: t('all') }, ...names]}
      value={projectId ?? ''}
      onChange={(id) => workIn(id === null || id === '' ? undefined : id)}
      allowDeselect={false}
      searchable={names.length > 8}
    />
  );
}
