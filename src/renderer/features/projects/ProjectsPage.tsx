import { Button, Loader, Text, Title, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Project } from '#contract/projects';
import { useStudio } from '../../state/studio';
import { ErrorCard } from '../../ui/ErrorCard';
import { ProjectDetails } from './ProjectDetails';
import { useProjects } from '../../state/use-projects';
import classes from './projects.module.css';

interface ProjectsPageProps {
  /** The script of a project: features do not import each other. */
  readonly desk: (project: Project) => ReactNode;
}

/** Every project at the left, the one in hand at the right. */
export function ProjectsPage({ desk }: ProjectsPageProps) {
  const { t } = useTranslation('projects');
  const { api } = useStudio();
  const { projects, error: loadError } = useProjects();
  const [openId, setOpenId] = useState<string>(INBOX);
  /** A new project is asked for; then its id, until the list has it. Meanwhile no other one may take what is meant for it. */
  const [awaited, setAwaited] = useState<'asked' | { readonly id: string }>();
  const [error, setError] = useState<StudioError>();
  const attempt = useCallback(async (work: () => Promise<unknown>) => {
    try {
      await work();
      setError(undefined);
    } catch (thrown) {
      setError(StudioError.from(thrown));
    }
  }, []);
  if (typeof awaited === 'object' && projects?.some(({ id }) => id === awaited.id)) {
    setOpenId(awaited.id);
    setAwaited(undefined);
  }
  const open = awaited ? undefined : (projects?.find(({ id }) => id === openId) ?? projects?.[0]);
  const create = () =>
    attempt(async () => {
      const taken = new Set(projects?.map(({ name }) => name));
      let name = t('newName');
      for (let number = 2; taken.has(name); number++) name = `${t('newName')} ${number}`;
      setAwaited('asked');
      try {
        const { id } = await api.createProject({ name });
        setAwaited((before) => before && { id });
      } catch (thrown) {
        setAwaited(undefined);
        throw thrown;
      }
    });
  return (
    <div className={classes.page}>
      <div className={classes.list}>
        <header className={classes.head}>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            loading={awaited !== undefined}
            onClick={() => void create()}
          >
            {t('new')}
          </Button>
        </header>
        {(error ?? loadError) && (
          <ErrorCard error={(error ?? loadError)!} onDismiss={() => setError(undefined)} />
        )}
        <ul className={classes.names}>
          {projects?.map((project) => (
            <li key={project.id}>
              <UnstyledButton
                className={classes.entry}
                aria-current={project.id === open?.id ? 'true' : undefined}
                data-archived={project.archivedAt !== undefined || undefined}
                onClick={() => {
                  setAwaited(undefined);
                  setOpenId(project.id);
                }}
              >
                <NameOf project={project} />
                <span className={`${classes.quiet} tabular`}>{project.takeCount}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {projects?.length === 1 && (
          <Text size="sm" c="dimmed">
            {t('lead')}
          </Text>
        )}
      </div>
      {awaited && (
        <Text size="sm" c="dimmed" role="status" className={classes.making}>
          <Loader size="sm" /> {t('making')}
        </Text>
      )}
      {open && <ProjectDetails key={open.id} project={open} attempt={attempt} desk={desk(open)} />}
    </div>
  );
}

function NameOf({ project }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  return <span className={classes.name}>{project.id === INBOX ? t('inbox') : project.name}</span>;
}
