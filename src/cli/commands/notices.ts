import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { paths } from '#server/paths';
import { readNote } from '#studio/storage/files/regular-file';
import { type OutputOptions, printResult, table } from '../output';

/** What ships with the studio and was made by others, beside the studio's own licence. */
const DATA_NOTICES = ['draft-voices/NOTICE', 'samples/NOTICE'] as const;
const NO_TEXT = 'The package has no file with its text.';
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

const manifestSchema = z.object({
  name: z.string().default(''),
  version: z.string().default(''),
  license: z.string().default('not told'),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

interface Notice {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
}

interface InstalledPackage extends Notice {
  readonly folder: string;
}

/** Written by the build: the packages that became part of the window. */
const builtIn = 'third-party-licences.json';
const builtInSchema = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    identifier: z.string().nullish(),
    text: z.string().nullish(),
  }),
);

interface NoticesOptions extends OutputOptions {
  readonly full?: boolean;
}

export function addNotices(program: Command): void {
  program
    .command('notices')
    .description('licences of the studio, of the data that ships with it, and of the packages that it uses')
    .option('--full', 'with the licence text of every package')
    .option('--json', 'one JSON object on stdout')
    .action(notices);
}

async function notices(options: NoticesOptions): Promise<void> {
  const root = dirname(paths.resourcesDir);
  const { license } = await readManifest(root);
  const data = await Promise.all(
    DATA_NOTICES.map(async (file) => ({
      file: `resources/${file}`,
      text: await readNote(join(paths.resourcesDir, file)),
    })),
  );
  const installed = await installedPackages(root);
  const window = (await builtInPackages()).filter(
    ({ name, version }) => !installed.some((each) => each.name === name && each.version === version),
  );
  const packages = [...installed, ...window].map(({ name, version, licence }) => ({
    name,
    version,
    licence,
  }));
  const texts = options.full
    ? [
        ...(await Promise.all(
          installed.map(async (each) => ({ ...each, text: await licenceText(each.folder) })),
        )),
        ...window,
      ]
    : undefined;
  printResult(options, { licence: license, data, packages: texts ?? packages }, [
    `CosyVoice Studio: ${license}; the text is in ${join(root, 'LICENSE')}`,
    ...data.flatMap(({ file, text }) => ['', `${file}:`, '', text.trim()]),
    '',
    ...table([
      ['package', 'version', 'licence'],
      ...packages.map(({ name, version, licence }) => [name, version, licence]),
    ]),
    ...(texts ?? []).flatMap(({ name, version, text }) => ['', `${name} ${version}:`, '', text]),
  ]);
}

/** Everything that runs with the studio, by name; an optional package that is not installed is left out. */
async function installedPackages(root: string): Promise<InstalledPackage[]> {
  const found = new Map<string, InstalledPackage>();
  const waiting = [root];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const { dependencies, optionalDependencies } = await readManifest(folder);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = await folderOf(needed, folder);
      if (at === undefined || found.has(at)) continue;
      const { name, version, license } = await readManifest(at);
      found.set(at, { name, version, licence: license, folder: at });
      waiting.push(at);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns what the window is built of; none where it is not built */
async function builtInPackages(): Promise<(Notice & { readonly text: string })[]> {
  const list = await readNote(join(paths.rendererDir, builtIn)).catch(() => '[]');
  return builtInSchema.parse(JSON.parse(list)).map(({ name, version, identifier, text }) => ({
    ...{ name, version, licence: identifier ?? 'not told', text: text ?? NO_TEXT },
  }));
}

async function folderOf(name: string, from: string): Promise<string | undefined> {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  for (const place of places) {
    const folder = join(place, name);
    if (await readManifest(folder).then(Boolean, () => false)) return folder;
  }
  return undefined;
}

async function readManifest(folder: string): Promise<z.output<typeof manifestSchema>> {
  return manifestSchema.parse(JSON.parse(await readNote(join(folder, 'package.json'))));
}

async function licenceText(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map(async (file) => readNote(join(folder, file))));
  return texts.length === 0 ? NO_TEXT : texts.join('\n').trim();
}
