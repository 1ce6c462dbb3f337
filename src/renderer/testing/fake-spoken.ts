import type { SpokenChange, SpokenText } from '#contract/spoken';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  '2025': ['二零二五', '两千零二十五'],
  '3': ['three', '3'],
};

/** Reads the figures that it knows, says that markup is left out, and leaves the rest as it is. */
export function fakeSpoken(text: string): SpokenText {
  const changes = Array.from(text.matchAll(/\d+/g)).flatMap(({ 0: typed, index }): SpokenChange[] => {
    const words = WORDS[typed];
    if (!words) return [];
    return [
      {
        ...{ typed, startChar: index, endChar: index + typed.length, spoken: words[0]!, class: 'year' },
        choices: words.map((each) => ({
          ...{ spoken: each, write: each },
          reading: { word: typed, reading: each, kind: 'respelling' as const },
        })),
      },
    ];
  });
  const spoken = changes.reduce((read, change) => read.replace(change.typed, change.spoken), text.trim());
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  return {
    language,
    segments: [{ text, spoken, language, startChar: 0, endChar: text.length, pauseMs: 0, changes }],
    notes: text.includes('<b>') ? [{ code: 'text-markup-left-out', values: { marks: '<b> </b>' } }] : [],
  };
}
