import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Texts, directions, takes and recipes. */
export const takesErrors = {
  'naming-invalid': {
    title: 'This template makes no file name',
    detail: ['“{{field}}” is no field.', 'It is longer than {{max}} characters.', 'It is empty.'].join('\n'),
    repair: ['Use {{fields}}, and words of your own.', 'Use words of your own.'].join('\n'),
  },
  'text-empty': {
    title: 'There is nothing to say',
    detail: 'The text has no word that can be spoken.',
    repair: 'Write at least one word.',
    why: {
      'script-line': {
        detail: 'The script of “{{name}}” has no such line.',
        repair: 'Write what the voice should say, one line a take.',
      },
    },
  },
  'text-too-long': {
    title: 'The text is too long',
    detail: [
      'The text has {{characters}} characters; at most {{max}} fit in one take.',
      'A segment has {{tokens}} text tokens; this model takes {{max}}.',
      'Prompt and segment have {{frames}} frames; this model takes {{max}}.',
    ].join('\n'),
    repair: 'Split it into several takes; nothing of it was lost.',
    why: {
      cache: {
        detail: 'Text and prompt take {{positions}} positions; the cache of this pack has {{max}}.',
        repair: 'Use a shorter prompt, or split the text into shorter sentences.',
      },
    },
  },
  'lexicon-reading-invalid': {
    title: 'This is no reading',
    detail: '“{{reading}}” cannot be read in {{kind}} for “{{word}}”.',
    repair: 'Write words, or pinyin as hang2, kana, or phones as HH AH0 L OW1.',
  },
  'lexicon-scope-invalid': {
    title: 'Whose word it is, is not clear',
    detail: 'A word of a project or a voice needs that project or voice; one of the library needs none.',
    repair: 'Name the voice or the project that the entry is for.',
  },
  'lexicon-file-invalid': {
    title: 'This file is no lexicon',
    detail: '{{file}} cannot be taken in.',
    repair: 'Use a CSV file with the columns word, reading, kind, language, scope, scopeId, or a PLS file.',
    why: {
      'too-many': {
        detail: '{{file}} has {{entries}} entries; at most {{max}} are taken.',
        repair: 'Split the file.',
      },
      'not-utf8': { detail: '{{file}} is not UTF-8 text.' },
      'no-entry': { detail: '{{file}} has no entry.' },
      'no-reading': { detail: '{{file}} has no column “reading”.' },
    },
  },
  'lexicon-entry-not-found': {
    title: 'The lexicon has no such entry',
    detail: 'Somebody may have removed it meanwhile.',
    repair: 'List the lexicon again.',
  },
  'text-unspeakable': {
    title: 'This text cannot be spoken',
    detail: ['Nothing in “{{text}}” can be spoken.', 'Nothing in the text could be turned into sounds.'].join(
      '\n',
    ),
    repair: 'Write it out in letters or characters of a language the engine speaks.',
  },
  'transcript-needed': {
    title: 'This mode needs what the prompt says',
    detail: 'The mode zero-shot needs the transcript of the prompt.',
    repair: 'Type what the prompt says, or use the mode cross-lingual.',
  },
  'model-said-nothing': {
    title: 'The model said nothing',
    detail: 'The model stopped at once, three times in every segment.',
    repair: 'Try another seed, or write a longer text.',
  },
  'language-unavailable': {
    title: 'The engine does not speak this language',
    detail: [
      'This engine cannot read {{characters}}.',
      'The text is in {{language}}, which this engine cannot read now.',
      'This engine cannot read this text now.',
    ].join('\n'),
    repair: 'Choose another engine or write the text in a language it speaks.',
    why: {
      asked: {
        detail: '{{engine}} does not speak {{language}}.',
        repair: 'Choose one of {{known}}, or another engine.',
      },
      package: {
        detail:
          'The draft voice speaks {{language}} with the optional package {{package}}, which is not installed.',
        repair: 'Run npm install again without --omit=optional, or use a CosyVoice 3 pack.',
      },
    },
  },
  'seed-out-of-range': {
    title: 'The seed is out of range',
    detail: 'The seed {{seed}} is not a whole number from {{min}} to {{max}}.',
    repair: 'Enter a whole number from 1 to 100000000, or roll the dice.',
  },
  'speed-out-of-range': {
    title: 'The speed is out of range',
    detail: 'The speed {{speed}} is outside {{min}} to {{max}}.',
    repair: 'Choose a speed from 0.5 to 2.',
  },
  'instruction-unknown': {
    title: 'This direction is not known',
    detail: 'There is no direction named {{instructionId}}.',
    repair: 'Choose one from the list, or describe it in your own words.',
  },
  'instruction-too-long': {
    title: 'The direction is too long',
    detail: 'The direction has {{characters}} characters; at most {{max}} are accepted.',
    repair: 'Keep the directions that matter most.',
  },
  'mode-unavailable': {
    title: 'This engine cannot convert speech',
    detail: [
      'The engine {{engine}} speaks texts; it cannot convert speech.',
      'This engine speaks texts; it cannot convert speech.',
    ].join('\n'),
    repair: 'Install a CosyVoice 3 pack and choose CosyVoice 3, or write a text.',
  },
  'source-missing': {
    title: 'There is no speech to convert',
    detail: 'A voice conversion says a recording again in another voice.',
    repair: 'Record or open the speech that the voice should say.',
  },
  'source-too-short': {
    title: 'The source speech is too short',
    detail: 'It has {{durationSec}} s; at least {{minSec}} s are needed.',
    repair: 'Choose a longer recording.',
  },
  'source-silent': {
    title: 'The source speech is silent',
    detail: 'Its loudest sample is at {{peakDb}} dB: there is nothing to convert.',
    repair: 'Choose a recording with speech, or check the microphone and record again.',
  },
  'source-not-found': {
    title: 'The source speech is gone',
    detail: 'The speech “{{name}}” is no longer at {{path}}.',
    repair: 'Open or record the speech again.',
  },
  'take-not-found': {
    title: 'This take does not exist',
    detail: 'There is no take {{takeId}}.',
    repair: 'It may have been deleted in another window; the list is current again after a reload.',
    why: {
      deleted: { detail: 'The take {{takeId}} was deleted.', repair: 'Restore it first.' },
      list: { repair: 'The command “takes” lists them.' },
      bin: { repair: 'The command “takes bin” lists those that were deleted.' },
    },
  },
  'take-folder-not-chosen': {
    title: 'This take names a folder that nobody chose',
    detail:
      'The take {{takeId}} says that {{file}} lies in a folder that was never chosen for takes. Nothing there is touched.',
    repair: 'If that folder is yours, choose it as the outputs folder once.',
  },
  'take-has-no-audio': {
    title: 'This take has no audio',
    detail: 'The take {{takeId}} did not finish, so there is nothing to hear.',
    repair: 'Generate it again with the same seed.',
    why: {
      unfinished: { detail: 'The take {{takeId}} is not done yet.', repair: 'Wait until it is done.' },
      'no-samples': { detail: 'The engine gave no samples.', repair: 'Try another text.' },
      cleared: {
        detail: 'The audio of this take was cleared on {{clearedAt}}.',
        repair: 'Bring it back from the bin, or make it again with its recipe.',
      },
    },
  },
  'take-interrupted': {
    title: 'The take was interrupted',
    detail: 'The studio was closed or stopped while this take was being made.',
    repair: 'Generate it again with the same seed.',
  },
  'recipe-not-found': {
    title: 'No recipe in this file',
    detail: '“{{name}}” does not say how it was made.',
    repair: 'Use the file that the studio wrote; converting it elsewhere drops the recipe.',
  },
  'recipe-damaged': {
    title: 'The recipe in this file cannot be read',
    detail: 'The field {{field}} is not what this studio knows.',
    repair: 'Use the original file; this one was changed, or made by a newer studio.',
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
