import { Fountain } from 'fountain-js';
import type { NewLine } from '#contract/scripts';

/** @returns scenes as chapters, action as notes, dialogue as lines with their speaker and how it is said */
export function screenplayLines(text: string): NewLine[] {
  const lines: NewLine[] = [];
  let speaker = '';
  let instruction = '';
  for (const { type, text: words = '' } of new Fountain().parse(text, true).tokens) {
    const said = words.replace(/\s+/g, ' ').trim();
    if (type === 'character') {
      // "ANNA (V.O.)": how she is heard is no part of her name
      speaker = said
        .replace(/\s*\([^)]*\)\s*/g, ' ')
        .replace(/\s*\^$/, '')
        .trim();
      instruction = '';
    } else if (type === 'parenthetical') instruction = said.replace(/^\(|\)$/g, '');
    else if (said === '') continue;
    else if (type === 'dialogue') lines.push({ kind: 'line', speaker, text: said, instruction });
    else if (type === 'scene_heading' || type === 'section') lines.push({ kind: 'chapter', text: said });
    else if (type === 'action' || type === 'note') lines.push({ kind: 'note', text: said });
  }
  return lines;
}
