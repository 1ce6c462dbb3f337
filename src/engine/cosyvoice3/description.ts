import type { EngineAbilities } from '#contract/engines';
import { PACK_FAMILY } from '#contract/pack-manifest';

/** The engine is named after the packs that it speaks with. */
export const ENGINE_ID = PACK_FAMILY;
export const ENGINE_NAME = 'CosyVoice 3';

/** Languages that the model's card names; dialects are asked for by instruction. */
export const languages = ['zh', 'en', 'ja', 'ko', 'de', 'es', 'fr', 'it', 'ru'];

export const abilities: EngineAbilities = {
  clones: true,
  converts: true,
  advanced: true,
  obeysSeed: true,
  // the model hears every instruction as it stands
  directions: 'any',
  readings: ['zh'],
  streams: false,
  packs: true,
  runs: 'here',
  rank: 10,
};
