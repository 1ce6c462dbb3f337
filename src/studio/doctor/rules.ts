import { engineRules } from './rules-engine';
import { inputRules } from './rules-input';
import { machineRules } from './rules-machine';
import type { Rule } from './rule';
import { packRules } from './rules-pack';

/** In order: what is special stands before what is general. */
export const rules: readonly Rule[] = [...machineRules, ...packRules, ...inputRules, ...engineRules];
