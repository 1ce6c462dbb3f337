import { AUTO_ENGINE, type EngineAbilities, type EngineId } from '#contract/engines';
import type { EngineDescription } from '#contract/engine-api';
import { i18n } from '../i18n';

/** An engine, described as far as it is known. */
interface Named {
  readonly id: EngineId;
  readonly name?: string | undefined;
  readonly abilities?: EngineAbilities | undefined;
}

/** @returns what an engine is called in this language: our words for those we know, else its own name */
export function engineName({ id, name }: Named, language: string): string {
  return wordOf('names', id, language) ?? name ?? id;
}

/** @returns one sentence about what an engine does with the prompt */
export function engineHint({ id, abilities }: Named, language: string): string {
  const t = i18n.getFixedT(language, 'takes', 'engine.hints');
  return wordOf('hints', id, language) ?? t(abilities?.clones ? 'clones' : 'drafts');
}

/** What a person chooses from: `auto` and every engine that there is. */
export function engineChoices(engines: readonly EngineDescription[], language: string) {
  const t = i18n.getFixedT(language, 'takes', 'engine');
  return [
    { id: AUTO_ENGINE, name: t('auto'), hint: t('autoHint'), engine: undefined },
    ...engines.map((engine) => ({
      id: engine.id,
      name: engineName(engine, language),
      hint: engineHint(engine, language),
      engine,
    })),
  ];
}

function wordOf(kind: 'names' | 'hints', id: EngineId, language: string): string | undefined {
  return i18n.getResource(language, 'takes', `engine.${kind}.${id}`) as string | undefined;
}
