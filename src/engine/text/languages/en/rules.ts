import type { LanguageRules } from '../../verbalise';
import { citationRules } from './citations';
import { codeRules } from './codes';
import { countRules } from './counts';
import { dateRules } from './dates';
import { lengthRules } from './lengths';
import { measureRules } from './measures';
import { moneyRules } from './money';
import { nameRules } from './names';
import { relationRules } from './relations';
import { timeRules } from './times';

/** English: what figures, signs and abbreviations are called. */
export const english: LanguageRules = {
  tag: 'en',
  spaced: true,
  rules: [
    ...[
      citationRules,
      codeRules,
      dateRules,
      timeRules,
      moneyRules,
      relationRules,
      lengthRules,
      measureRules,
      nameRules,
      countRules,
    ].flat(),
  ],
};
