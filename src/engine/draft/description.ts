import { BUILT_IN_ENGINE, type EngineAbilities } from '#contract/engines';
import { followed } from './prosody';

export const ENGINE_ID = BUILT_IN_ENGINE;
export const ENGINE_NAME = 'Draft voice';

export const abilities: EngineAbilities = {
  clones: false,
  converts: false,
  advanced: false,
  obeysSeed: true,
  directions: [...followed],
  readings: ['zh'],
  streams: false,
  packs: false,
  runs: 'here',
  rank: 0,
};
