import type { Command } from 'commander';
import {
  pausesSchema,
  scriptLimits,
  tableColumns,
  type Pauses,
  type ReadScript,
  type Script,
  type ScriptPlan,
  type ScriptRow,
} from '#contract/scripts';
import type { CommandStudio } from '#studio/studio';
import { replacedLines, replaceOperations } from '#contract/script-replace';
import { errorWords } from '#i18n/error-words';
import { endedTakes } from '../finished-take';
import { readGiven } from '../given-file';
import { numberInRange } from '../options';
import { counted, type OutputOptions, printResult, say, table, usageError } from '../output';
import { linesNamed, scriptOf, type ScriptOptions } from '../script-lines';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { addScriptExport } from './script-export';

interface ImportOptions extends ScriptOptions {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly columns?: string;
}

interface SpeakOptions extends ScriptOptions {
  readonly lines?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

export function addScript(program: Command): void {
  const script = program.command('script').description('what a project says, line by line');
  const on = (spec: string, words: string) =>
    script
      .command(spec)
      .description(words)
      .requiredOption('--project <name>', 'the project, by its name or id')
      .option('--json', 'one JSON object on stdout');
  script
    .command('list')
    .description('the projects that have a script')
    .option('--json', 'one JSON object on stdout')
    .action(list);
  on('show', 'its lines, who speaks them and how far they are').action(show);
  on('import <file>', 'takes in text, Markdown, SRT, VTT, CSV, TSV, DOCX, EPUB or Fountain')
    .option('--replace', 'in place of the lines that are there')
    .option('--dry-run', 'say what would come, and change nothing')
    .option(
      '--columns <names>',
      `what the columns of a table are, e.g. speaker,text (${tableColumns.join(', ')})`,
    )
    .action(importFile);
  on('cast <speaker> [voice]', 'who speaks the lines of a speaker; without a voice: nobody')
    .option('--direct <text>', 'how this speaker always speaks')
    .action(cast);
  on('replace <find> <with>', 'other words in place of these, in every line')
    .option('--match-case', 'capitals and small letters are not the same')
    .option('--whole-words', 'not inside of longer words')
    .option('--lines <numbers>', 'only in these lines, e.g. 3-10,14')
    .option('--dry-run', 'say what would change, and change nothing')
    .action(replace);
  on('pauses', 'the silences of the whole script, in milliseconds')
    .option('--within <ms>', 'before the next line of the same speaker')
    .option('--between <ms>', 'before another speaker')
    .option('--paragraph <ms>', 'where a paragraph ends')
    .option('--chapter <ms>', 'where a chapter ends')
    .action(pauses);
  on('speak', 'a take for each line that is missing or stale')
    .option('--lines <numbers>', 'only these lines, e.g. 3-10,14')
    .option('--all', 'lines that are spoken already as well')
    .option('--dry-run', 'say what would be spoken, and speak nothing')
    .action(speak);
  addScriptExport(on);
}

async function list(options: OutputOptions): Promise<void> {
  const projects = (await withStudio({ readOnly: true }, ({ api }) => api.listProjects())).filter(
    ({ lineCount }) => lineCount > 0,
  );
  const rows = projects.map(({ name, lineCount, firstWords }) => [
    name,
    String(lineCount),
    firstWords.slice(0, 60),
  ]);
  printResult(
    options,
    { scripts: projects.map(({ id, name, lineCount }) => ({ projectId: id, name, lines: lineCount })) },
    rows.length === 0 ? ['No project has a script.'] : table([['project', 'lines', 'begins'], ...rows]),
  );
}

async function show(options: ScriptOptions): Promise<void> {
  const script = await withStudio({ readOnly: true }, (studio) => scriptOf(studio, options));
  printResult(options, script, linesOf(script.lines));
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const bytes = await readGiven(file);
  const columns = columnsOf(options.columns);
  const result = await withStudio({ readOnly: options.dryRun === true }, async (studio) => {
    const { projectId, lines } = await scriptOf(studio, options);
    const read = await studio.api.readScript({
      ...{ name: file.slice(-400), bytes, projectId },
      ...(columns ? { columns } : {}),
    });
    if (options.dryRun !== true) {
      const old = options.replace === true ? lines.map(({ id }) => id) : [];
      const after = options.replace === true ? null : (lines.at(-1)?.id ?? null);
      await studio.api.changeScript({
        projectId,
        operations: [
          ...(old.length > 0 ? [{ do: 'remove' as const, lineIds: old }] : []),
          { do: 'insert', after, lines: read.lines },
        ],
      });
    }
    return read;
  });
  printResult(options, result, importLines(result, options.dryRun === true));
}

function importLines({ format, encoding, lines, speakers }: ReadScript, dryRun: boolean): string[] {
  return [
    `${counted(lines.length, 'line')} ${dryRun ? 'would come' : 'taken in'} (${format}, ${encoding})`,
    ...speakers.map(({ speaker, lines: count }) => `  ${speaker}: ${counted(count, 'line')}`),
  ];
}

async function cast(
  speaker: string,
  wanted: string | undefined,
  options: ScriptOptions & { readonly direct?: string },
): Promise<void> {
  const script = await withStudio({}, async (studio) => {
    const before = await scriptOf(studio, options);
    const voice = wanted === undefined ? undefined : await findVoice(studio, wanted);
    const member = before.cast.find((each) => each.speaker === speaker) ?? { speaker };
    await studio.api.changeScript({
      projectId: before.projectId,
      operations: [
        {
          do: 'cast',
          member: {
            ...member,
            voiceId: voice?.id,
            ...(options.direct === undefined ? {} : { instruction: options.direct }),
          },
        },
      ],
    });
    return scriptOf(studio, options);
  });
  const rows = script.cast.map(({ speaker: name, voiceId = '', instruction }) => [
    name,
    voiceId,
    instruction,
  ]);
  printResult(options, { cast: script.cast }, table([['speaker', 'voice', 'direction'], ...rows]));
}

interface ReplaceOptions extends ScriptOptions {
  readonly matchCase?: boolean;
  readonly wholeWords?: boolean;
  readonly lines?: string;
  readonly dryRun?: boolean;
}

async function replace(find: string, by: string, options: ReplaceOptions): Promise<void> {
  const { matchCase = false, wholeWords = false, dryRun = false } = options;
  const { found, numberOf } = await withStudio({ readOnly: dryRun }, async (studio) => {
    const script = await scriptOf(studio, options);
    const only = linesNamed(options.lines, script);
    const searched = script.lines.filter(({ id }) => !only || only.includes(id));
    const lines = replacedLines(searched, { find, replace: by, matchCase, wholeWords });
    if (!dryRun && lines.length > 0)
      await studio.api.changeScript({ projectId: script.projectId, operations: replaceOperations(lines) });
    return { found: lines, numberOf: new Map(script.lines.map(({ id }, at) => [id, at + 1])) };
  });
  const places = found.reduce((sum, { count }) => sum + count, 0);
  printResult(options, { lines: found, places }, [
    ...found.map(({ lineId, after }) => `${numberOf.get(lineId) ?? ''}: ${after.slice(0, 100)}`),
    `${counted(places, 'place')} in ${counted(found.length, 'line')}${dryRun ? ' would change' : ''}`,
  ]);
}

async function pauses(options: ScriptOptions & { readonly [K in keyof Pauses]?: string }): Promise<void> {
  const kinds = Object.keys(pausesSchema.shape) as (keyof Pauses)[];
  const typed = kinds.flatMap((kind) => {
    const text = options[kind];
    return text === undefined
      ? []
      : [[kind, numberInRange(`--${kind}`, text, { ...scriptLimits.pauseMs, whole: true })] as const];
  });
  const script = await withStudio({ readOnly: typed.length === 0 }, async (studio) => {
    const before = await scriptOf(studio, options);
    if (typed.length === 0) return before;
    const { projectId } = before;
    const wanted = { ...before.pauses, ...Object.fromEntries(typed) };
    await studio.api.changeScript({ projectId, operations: [{ do: 'pauses', pauses: wanted }] });
    return scriptOf(studio, options);
  });
  const rows = kinds.map((kind) => [kind, `${script.pauses[kind]} ms`]);
  printResult(options, { pauses: script.pauses }, table(rows));
}

async function speak(options: SpeakOptions): Promise<void> {
  if (options.dryRun === true) {
    const { plan, script } = await withStudio({ readOnly: true }, async (studio) => {
      const { work, script: whole } = await workOf(studio, options);
      return { plan: await studio.api.planScript(work), script: whole };
    });
    return printResult(options, plan, planLines(plan, script));
  }
  const takes = await withStudio({}, async (studio) => {
    const { work } = await workOf(studio, options);
    return endedTakes(
      studio,
      () => studio.api.speakScript(work),
      (take, over, of) =>
        options.json === true ||
        say('stderr', `${over}/${of} ${take.state}: ${take.recipe.text.slice(0, 60)}`),
    );
  });
  const failed = takes.filter(({ state }) => state !== 'done');
  printResult(options, { takes, failed: failed.length }, [
    `${counted(takes.length - failed.length, 'line')} spoken`,
    ...failed.map(
      ({ recipe, error }) =>
        `not spoken: ${recipe.text.slice(0, 60)}: ${error ? errorWords(error, 'en').detail : 'cancelled'}`,
    ),
  ]);
  if (failed.length > 0) process.exitCode = 1;
}

function planLines({ lines, estimatedSec, withoutVoice }: ScriptPlan, script: Script): string[] {
  const numberOf = new Map(script.lines.map(({ id }, at) => [id, at + 1]));
  const rows = lines.map(({ lineId, state, changed }) => [
    String(numberOf.get(lineId) ?? ''),
    state,
    changed.join(', '),
  ]);
  return [
    ...(rows.length === 0
      ? ['Nothing is missing or stale.']
      : table([['line', 'state', 'changed'], ...rows])),
    ...(estimatedSec === undefined ? [] : [`about ${Math.ceil(estimatedSec)} s of work`]),
    ...(withoutVoice.length === 0
      ? []
      : [`without a voice: ${withoutVoice.map((name) => name || '(no speaker)').join(', ')}`]),
  ];
}

async function workOf(studio: CommandStudio, options: SpeakOptions) {
  const script = await scriptOf(studio, options);
  const lineIds = linesNamed(options.lines, script);
  const which = options.all === true ? ('all' as const) : ('needed' as const);
  return { script, work: { projectId: script.projectId, which, ...(lineIds ? { lineIds } : {}) } };
}

function columnsOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== '' && !tableColumns.some((column) => column === name));
  if (unknown !== undefined)
    throw usageError('script-columns', { column: unknown, known: tableColumns.join(', ') });
  return Object.fromEntries(names.flatMap((name, at) => (name === '' ? [] : [[name, at]])));
}

function linesOf(lines: readonly ScriptRow[]): string[] {
  if (lines.length === 0) return ['The script is empty.'];
  const rows = lines.map(({ kind, speaker, text, instruction, state, audioSec }, at) => [
    String(at + 1),
    kind === 'line' ? state : kind,
    speaker,
    audioSec === undefined ? '' : `${audioSec.toFixed(1)} s`,
    instruction === '' ? text.slice(0, 80) : `(${instruction}) ${text.slice(0, 80)}`,
  ]);
  return table([['line', 'state', 'speaker', 'audio', 'words'], ...rows]);
}
