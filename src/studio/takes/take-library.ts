import type { Take } from '#contract/domain';
import type { Logger } from '#contract/logger';
import { fillNaming, takeNamingFields, type TakeNamingFacts } from '#contract/take-naming';
import { takeLimits, type TakeChange } from '#contract/take-library';
import { requireNaming } from '../lib/require-naming';
import type { TakeStore } from './take-store';
import type { Takes } from './takes';

export interface TakeLibraryParts {
  readonly store: TakeStore;
  readonly takes: Takes;
  readonly projectName: (projectId: string) => string;
  readonly log: Logger;
  readonly onChange: (take: Take) => void;
}

/** What a person does with takes that are there, one or many at once. */
export class TakeLibrary {
  constructor(private readonly parts: TakeLibraryParts) {}

  /** All or none. @throws StudioError 'take-not-found' */
  change(takeIds: readonly string[], change: TakeChange): Take[] {
    const changed = takeIds.map((takeId) => ({ ...this.parts.takes.get(takeId), ...present(change) }));
    this.keep(changed);
    return changed;
  }

  /**
   * Names takes by a template, in the order in which they are given.
   * @throws StudioError 'take-not-found', 'naming-invalid'
   */
  rename(takeIds: readonly string[], naming: string): Take[] {
    requireNaming(naming, takeNamingFields);
    const changed = takeIds.map((takeId, at) => {
      const take = this.parts.takes.get(takeId);
      const name = fillNaming(naming, this.namingFacts(take, at + 1, takeIds.length));
      return { ...take, name: Array.from(name).slice(0, takeLimits.nameCharacters).join('') };
    });
    this.keep(changed);
    return changed;
  }

  /** @returns every take of the same line, newest first. @throws StudioError 'take-not-found' */
  versions(takeId: string): Take[] {
    return this.parts.store.versions(this.parts.takes.get(takeId).recipe.text);
  }

  async remove(takeIds: readonly string[]): Promise<void> {
    for (const takeId of takeIds) await this.parts.takes.remove(takeId);
  }

  async restore(takeIds: readonly string[]): Promise<Take[]> {
    const restored: Take[] = [];
    for (const takeId of takeIds) restored.push(await this.parts.takes.restore(takeId));
    return restored;
  }

  namingFacts(take: Take, index: number, count: number): TakeNamingFacts {
    const { recipe, name, createdAt, projectId } = take;
    return {
      at: new Date(createdAt),
      project: this.parts.projectName(projectId),
      voice: recipe.voiceName,
      seed: recipe.seed,
      text: recipe.source?.name ?? recipe.text,
      ...{ name, index, count },
    };
  }

  private keep(changed: readonly Take[]): void {
    this.parts.store.mark(changed);
    for (const take of changed) {
      this.parts.takes.adopt(take);
      this.parts.onChange(take);
    }
    this.parts.log.info('Takes changed', { takes: changed.length, takeId: changed[0]?.id });
  }
}

function present(change: TakeChange): Partial<Take> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
