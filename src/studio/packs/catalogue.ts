import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { faultWords } from '#contract/fault-words';
import { StudioError } from '#contract/errors';
import { knownManifests, packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import { packManifestSchema, type PackManifest } from '#contract/pack-manifest';
import { personal } from '#contract/personal';
import { inside } from '../storage/files/inside';
import { writeWhole } from '../storage/files/files';
import { readNoteSync } from '../storage/files/regular-file';
import { errorLine } from '../log/english';

/** The manifests that ship with the studio, and those that a person added: one JSON file a pack in `folder`. */
export class Catalogue {
  private readonly refused = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly log: Logger,
  ) {}

  /** Whole packs and parts, the shipped ones first. */
  all(): readonly PackManifest[] {
    const own = this.files().flatMap((name) => this.read(name));
    const shipped = new Set(knownManifests.map(({ id }) => id));
    // hashes that ship with the studio cannot be replaced by a file
    return [...knownManifests, ...own.filter(({ id }) => !shipped.has(id))];
  }

  packs(): readonly PackManifest[] {
    return this.all().filter(({ kind }) => kind === 'pack');
  }

  find(packId: string): PackManifest | undefined {
    return this.all().find(({ id, kind }) => id === packId && kind !== 'parts');
  }

  /** @throws StudioError 'pack-invalid' */
  async add(text: string): Promise<PackManifest> {
    const manifest = parse(text, 'That file');
    await writeWhole(inside(this.folder, `${manifest.id}.json`), [new TextEncoder().encode(text)]);
    this.log.info(`Pack manifest ${packWord(manifest.id)} added`, { pack: packWord(manifest.id) });
    return manifest;
  }

  private files(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .sort();
    } catch {
      // nobody has added one yet
      return [];
    }
  }

  private read(name: string): PackManifest[] {
    try {
      return [parse(readNoteSync(join(this.folder, name)), name)];
    } catch (thrown) {
      if (!this.refused.has(name))
        this.log.warn(errorLine(StudioError.from(thrown)), { file: personal(name) });
      this.refused.add(name);
      return [];
    }
  }
}

function parse(text: string, what: string): PackManifest {
  try {
    return packManifestSchema.parse(JSON.parse(text));
  } catch (thrown) {
    throw new StudioError(
      'pack-invalid',
      { why: 'manifest', file: what, reason: faultWords(thrown) },
      thrown,
    );
  }
}
