import { getJyutpingList } from 'to-jyutping';
import { asciiPunctuation } from './punctuation';

/** Characters that are written for Cantonese only. */
const CANTONESE_ONLY = /[嘅咗唔佢哋喺啲嗰冇嘢噉咁㗎嚟攞啱諗谂睇]/u;

/** Whether a text in Chinese characters is written in Cantonese. */
export function looksCantonese(text: string): boolean {
  return CANTONESE_ONLY.test(text);
}

/** Chinese characters as Jyutping for eSpeak NG's `yue-Latn-jyutping` voice: "你好！" to "nei5 hou2!". */
export function cantoneseJyutping(text: string): string {
  return getJyutpingList(asciiPunctuation(text))
    .reduce((line, [character, syllable]) => line + (syllable === null ? character : ` ${syllable} `), '')
    .replace(/ {2,}/gu, ' ')
    .replace(/ +([,.?!;:])/gu, '$1')
    .trim();
}
