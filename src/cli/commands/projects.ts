import type { Command } from 'commander';
import { StudioError } from '#contract/errors';
import type { Project } from '#contract/projects';
import { without } from '#studio/storage/database/rows';
import type { CommandStudio } from '#studio/studio';
import { type OutputOptions, printResult, table } from '../output';
import { languageTag } from '../text-input';
import { findVoice } from '../voice-by-name';
import { withStudio, type StudioUse } from '../with-studio';

export function addProjects(program: Command): void {
  const projects = program
    .command('projects')
    .description('voices, scripts and takes kept together')
    .option('--search <words>', 'only those that say this in their name, script or notes')
    .option('--json', 'one JSON object on stdout')
    .action(list);
  const on = (
    spec: string,
    words: string,
    work: (studio: CommandStudio, project: Project, more: string) => Promise<Project>,
    use: StudioUse = {},
  ) =>
    projects
      .command(spec)
      .description(words)
      .option('--json', 'one JSON object on stdout')
      .action(async (wanted: string, ...rest: unknown[]) => {
        const command = rest.at(-1) as Command;
        const more = typeof rest[0] === 'string' ? rest[0] : '';
        const project = await withStudio(use, async (studio) =>
          work(studio, await findProject(studio, wanted), more),
        );
        printResult(command.optsWithGlobals<OutputOptions>(), { project }, describe(project));
      });
  projects
    .command('create <name>')
    .description('a new project')
    .option('--json', 'one JSON object on stdout')
    .action(async (name: string, _options: unknown, command: Command) => {
      const project = await withStudio({}, ({ api }) => api.createProject({ name }));
      printResult(command.optsWithGlobals<OutputOptions>(), { project }, describe(project));
    });
  on('show <project>', 'one project', async (_studio, project) => project, { readOnly: true });
  on('archive <project>', 'take no new takes', ({ api }, { id, archivedAt }) =>
    api.archiveProject({ projectId: id, archived: archivedAt === undefined }),
  );
  on('duplicate <project>', 'script, voices and settings again', ({ api }, { id }) =>
    api.duplicateProject({ projectId: id }),
  );
  on('delete <project>', 'to the bin; its takes are kept', async ({ api }, project) => {
    await api.deleteProject({ projectId: project.id });
    return project;
  });
  on(
    'add-voice <project> <voice>',
    'a voice that the project speaks with',
    async (studio, project, wanted) => {
      const { id } = await findVoice(studio, wanted);
      const voiceIds = [...new Set([...project.voiceIds, id])];
      return studio.api.changeProject({ projectId: project.id, voiceIds });
    },
  );
  on(
    'language <project> <tag>',
    'what its texts are read in that do not say their own, e.g. de; auto for none',
    ({ api }, { id, defaults }, wanted) =>
      api.changeProject({
        projectId: id,
        defaults:
          wanted === 'auto' ? without(defaults, 'language') : { ...defaults, language: languageTag(wanted) },
      }),
  );
  projects
    .command('restore <project>')
    .description('bring a project back from the bin')
    .option('--json', 'one JSON object on stdout')
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const project = await withStudio({}, async ({ api }) => {
        const binned = (await api.listBin()).projects.map((each) => each.project);
        return api.restoreProject({ projectId: pick(binned, wanted).id });
      });
      printResult(command.optsWithGlobals<OutputOptions>(), { project }, describe(project));
    });
}

/** A project by its id or name. @throws StudioError 'project-not-found' with the names there are */
export async function findProject({ api }: Pick<CommandStudio, 'api'>, wanted: string): Promise<Project> {
  return pick(await api.listProjects(), wanted);
}

function pick(projects: readonly Project[], wanted: string): Project {
  const fold = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  const found =
    projects.find(({ id }) => id === wanted) ?? projects.find(({ name }) => fold(name) === fold(wanted));
  if (found) return found;
  const names = projects.map(({ name }) => name).join(', ');
  throw new StudioError('project-not-found', { why: names === '' ? 'none' : 'name', project: wanted, names });
}

async function list(options: OutputOptions & { readonly search?: string }): Promise<void> {
  const { search } = options;
  const projects = await withStudio({ readOnly: true }, async ({ api }) => {
    const all = await api.listProjects();
    if (search === undefined) return all;
    const found = await api.searchLibrary({ text: search, kinds: ['project'], limit: 200 });
    return found.flatMap((hit) => all.filter(({ id }) => id === hit.id));
  });
  const rows = projects.map(({ name, takeCount, archivedAt, id }) => [
    name,
    String(takeCount),
    archivedAt === undefined ? '' : 'archived',
    id,
  ]);
  printResult(options, { projects }, table([['name', 'takes', '', 'id'], ...rows]));
}

function describe({ name, id, takeCount, folder, naming, archivedAt, defaults }: Project): string[] {
  return [
    `${name}  ${id}${archivedAt === undefined ? '' : '  (archived)'}`,
    `takes: ${takeCount}`,
    ...(defaults.language === undefined ? [] : [`language: ${defaults.language}`]),
    `files: ${naming}${folder === undefined ? '' : ` in ${folder}`}`,
  ];
}
