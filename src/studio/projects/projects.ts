import { randomUUID } from 'node:crypto';
import { INBOX, type Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { DEFAULT_NAMING, fileStem, namingFields } from '#contract/naming';
import { projectLimits, type Project, type ProjectChange } from '#contract/projects';
import { nameCharacters, plainName } from '#contract/names';
import { requireNaming } from '../lib/require-naming';
import { personal } from '#contract/personal';
import type { Db } from '../storage/database/db';
import { foldName } from '#contract/names';
import type { ChosenFolders } from '../storage/chosen-folders';
import { freeName } from '../storage/files/names';
import { present, without } from '../storage/database/rows';
import { checkDefaults } from '../lib/check-defaults';
import { ProjectStore } from './project-store';

export interface ProjectsParts {
  readonly db: Db;
  readonly outputs: ChosenFolders;
  readonly log: Logger;
  /** Where takes go whose project says nothing. */
  readonly outputsFolder: () => string;
  readonly onChange: (projectId: string) => void;
}

/** Voices, a script and its takes under one name. The inbox is always there and takes what belongs nowhere else. */
export class Projects {
  private readonly store: ProjectStore;

  constructor(private readonly parts: ProjectsParts) {
    this.store = new ProjectStore(parts.db, parts.outputs);
  }

  list(): Project[] {
    return this.store.list();
  }

  deleted(): { readonly project: Project; readonly deletedAt: string }[] {
    return this.store.deleted();
  }

  /** @returns its name, also while it is in the bin; empty when it is gone */
  nameOf(id: string): string {
    return (this.store.find(id, { deleted: false }) ?? this.store.find(id, { deleted: true }))?.name ?? '';
  }

  /** @throws StudioError 'project-not-found' */
  require(id: string): Project {
    const found = this.store.find(id, { deleted: false });
    if (found) return found;
    throw new StudioError('project-not-found', { projectId: id });
  }

  /** A project that new takes may go to. @throws StudioError 'project-not-found', 'project-archived' */
  requireOpen(id: string): Project {
    const project = this.require(id);
    if (project.archivedAt === undefined) return project;
    throw new StudioError('project-archived', { name: project.name });
  }

  /** @throws StudioError 'project-name-…' */
  create(name: string): Project {
    const project: Project = {
      ...{ id: randomUUID(), name: this.checkName(name), createdAt: new Date().toISOString() },
      ...{ notes: '', naming: DEFAULT_NAMING, defaults: {}, voiceIds: [] },
      ...{ takeCount: 0, lineCount: 0, firstWords: '' },
    };
    this.store.insert(project);
    return this.changed('Project made', project.id);
  }

  /**
   * @throws StudioError 'project-not-found', 'project-name-…', 'project-fixed', 'naming-invalid', 'voice-not-found'; for defaults
   *   'seed-out-of-range', 'speed-out-of-range', 'instruction-too-long'
   */
  change(id: string, { name, defaults, voiceIds, ...plain }: ProjectChange): Project {
    const before = this.require(id);
    if (plain.naming !== undefined) requireNaming(plain.naming, namingFields);
    if (defaults) checkDefaults(defaults);
    // a default that was there may speak of a voice that has gone since
    const named = defaults?.voiceId === before.defaults.voiceId ? [] : [defaults?.voiceId ?? []].flat();
    this.requireVoices([...named, ...(voiceIds ?? [])]);
    if (name !== undefined) requireOwn(id);
    const chosen = name === undefined ? undefined : this.checkName(name, id);
    const nameKey = chosen === undefined ? undefined : foldName(chosen);
    this.store.set(id, present({ ...plain, name: chosen, nameKey, defaults, voiceIds }));
    return this.changed('Project changed', id);
  }

  /** @param folder from the host's own dialog */
  setFolder(id: string, folder: string): Project {
    this.require(id);
    this.parts.outputs.add(folder);
    this.store.set(id, { folder });
    return this.changed('Project folder changed', id);
  }

  /** @throws StudioError 'project-not-found', 'project-fixed' */
  setArchived(id: string, archived: boolean): Project {
    this.require(id);
    requireOwn(id);
    this.store.set(id, { archivedAt: archived ? new Date().toISOString() : undefined });
    return this.changed(archived ? 'Project archived' : 'Project taken out of the archive', id);
  }

  /** The words of its script are others: what can be found of it follows. */
  scriptChanged(id: string): void {
    this.store.wordsChanged(id);
  }

  /** Scripts whose words have changed are found by the new ones. */
  catchUp(): void {
    this.store.catchUp();
  }

  /** Its lines are more or fewer: whoever lists projects looks again. */
  tell(id: string): void {
    this.parts.onChange(id);
  }

  /** Script, voices and settings under a free name; takes stay where they are. @throws StudioError 'project-not-found' */
  duplicate(id: string): Project {
    const project = without(this.require(id), 'archivedAt');
    const copy = { ...project, id: randomUUID(), name: this.freeName(project.name) };
    this.store.insert({ ...copy, createdAt: new Date().toISOString() });
    this.store.copyScript(id, copy.id);
    return this.changed('Project duplicated', copy.id);
  }

  /** To the bin; its takes stay its own. @throws StudioError 'project-not-found', 'project-fixed' */
  remove(id: string): void {
    const { name } = this.require(id);
    requireOwn(id);
    this.store.set(id, { deletedAt: new Date().toISOString() });
    this.parts.log.info('Project deleted', { projectId: id, name: personal(name) });
    this.parts.onChange(id);
  }

  /** Under a free name when its own was taken meanwhile. @throws StudioError 'project-not-found' */
  restore(id: string): Project {
    const deleted = this.store.find(id, { deleted: true });
    if (!deleted) return this.require(id);
    const name = this.freeName(deleted.name);
    this.store.set(id, { deletedAt: undefined, name, nameKey: foldName(name) });
    return this.changed('Project restored', id);
  }

  /** Of the bin; its takes move to the inbox. */
  deleteForGood(id: string): void {
    const deleted = this.store.find(id, { deleted: true });
    if (!deleted) return;
    this.store.deleteForGood(id);
    this.parts.log.info('Project deleted for good', { projectId: id, name: personal(deleted.name) });
    this.parts.onChange(id);
  }

  /** @returns where a take's file goes, and its name without the extension */
  output(take: Take, at: Date): { readonly folder: string; readonly stem: string } {
    const project = this.store.find(take.projectId, { deleted: false }) ?? this.require(INBOX);
    const { voiceName: voice, seed } = take.recipe;
    const facts = { at, project: project.name, voice, seed, index: this.store.placeOf(take.id) };
    return {
      folder: project.folder ?? this.parts.outputsFolder(),
      stem: fileStem(project.naming, facts),
    };
  }

  /** Those of the bin count. @throws StudioError 'voice-not-found' */
  private requireVoices(ids: readonly string[]): void {
    const voiceId = this.store.unknownVoice(ids);
    if (voiceId === undefined) return;
    throw new StudioError('voice-not-found', { voiceId });
  }

  private changed(what: string, id: string): Project {
    const project = this.require(id);
    this.parts.log.info(what, { projectId: id, name: personal(project.name) });
    this.parts.onChange(id);
    return project;
  }

  private checkName(name: string, ownId = ''): string {
    const trimmed = plainName(name);
    const characters = nameCharacters(trimmed);
    const max = projectLimits.nameCharacters;
    if (characters < 1 || characters > max) {
      throw new StudioError('project-name-invalid', { characters, max });
    }
    if (this.store.isTaken(trimmed, ownId)) {
      const suggestion = this.freeName(trimmed);
      throw new StudioError('project-name-taken', { name: trimmed, suggestion });
    }
    return trimmed;
  }

  private freeName(name: string): string {
    return freeName(name, (candidate) => this.store.isTaken(candidate));
  }
}

function requireOwn(id: string): void {
  if (id !== INBOX) return;
  throw new StudioError('project-fixed');
}
