import type { Stage } from '#contract/stages';

/** What a message of a CosyVoice console says, beyond its words. */
export interface Meaning {
  readonly stage?: Stage;
  /** Numbers and names that stand in the message. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** A new request begins here. */
  readonly begins?: boolean;
  /** The message announces a failure, whatever level it was written at. */
  readonly fails?: boolean;
}

interface Saying {
  readonly words: RegExp;
  readonly stage?: Stage;
  /** Names of the groups of `words`; a leading # makes it a number. */
  readonly facts?: readonly string[];
  readonly begins?: boolean;
  readonly fails?: boolean;
}

const NUMBER = String.raw`(\d{1,12}(?:\.\d{1,12})?)`;
const say = (words: string) => new RegExp(words, 'iu');

/** Both consoles: the six lines that people know, and what the official runtime logs. The first that fits counts. */
const sayings: readonly Saying[] = [
  { words: say('^Received synthesis request(?: for text)?: ?(.*)$'), facts: ['text'], begins: true },
  { words: say(String.raw`^get (\w{1,40}) inference request`), facts: ['mode'], begins: true },
  {
    words: say(`^Prompt audio loaded, duration: ?${NUMBER} ?s(?:, sample rate: ?${NUMBER} ?Hz)?`),
    stage: 'prompt',
    facts: ['#durationSec', '#sampleRateHz'],
  },
  { words: say('extracting (?:the )?voice embedding|speaker embedding'), stage: 'prompt' },
  { words: say('^synthesis text .* too short than prompt text'), stage: 'tokens' },
  { words: say('^synthesis text (.*)$'), stage: 'tokens', facts: ['text'] },
  { words: say('^Generating spectrogram(?: with emotion: ?(.*))?$'), stage: 'flow', facts: ['emotion'] },
  { words: say('vocoder (?:decoding )?(?:completed|finished|done)'), stage: 'vocoder' },
  {
    words: say(`yield speech len ${NUMBER}, ?rtf ${NUMBER}`),
    stage: 'vocoder',
    facts: ['#audioSec', '#realTimeFactor'],
  },
  { words: say('^Audio saved to (.*)$'), stage: 'save', facts: ['file'] },
  {
    words: say(String.raw`out of memory.*?tried to allocate ${NUMBER} ([KMG]i?B)`),
    facts: ['#needed', 'unit'],
    fails: true,
  },
  { words: say('out of memory|bad_alloc|failed to allocate memory'), fails: true },
  { words: say(String.raw`\bseed(?: is|:|=)? ?(\d{1,12})\b`), facts: ['#seed'] },
];

/** @returns what is known of a message; nothing for one that is not */
export function meaningOf(message: string): Meaning {
  for (const { words, stage, facts = [], begins, fails } of sayings) {
    const found = words.exec(message);
    if (!found) continue;
    const data = Object.fromEntries<string | number>(
      facts.flatMap((name, index): (readonly [string, string | number])[] => {
        const value = found[index + 1];
        if (value === undefined || value === '') return [];
        return [name.startsWith('#') ? [name.slice(1), Number(value)] : [name, value]];
      }),
    );
    return {
      ...(stage === undefined ? {} : { stage }),
      ...(Object.keys(data).length === 0 ? {} : { data }),
      ...(begins === true ? { begins } : {}),
      ...(fails === true ? { fails } : {}),
    };
  }
  return {};
}
