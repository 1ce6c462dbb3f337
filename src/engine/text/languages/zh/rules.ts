import type { LanguageRules } from '../../verbalise';
import { codeRules } from './codes';
import { countRules } from './counts';
import { dateRules } from './dates';
import { measureRules } from './measures';
import { moneyRules } from './money';
import { nameRules } from './names';
import { relationRules, scoreRules } from './relations';
import { timeRules } from './times';

/** Chinese: what figures and signs are called. */
export const chinese: LanguageRules = {
  tag: 'zh',
  spaced: false,
  rules: [
    ...[
      scoreRules,
      dateRules,
      timeRules,
      codeRules,
      moneyRules,
      relationRules,
      measureRules,
      nameRules,
      countRules,
    ].flat(),
  ],
};
