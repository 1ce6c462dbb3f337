import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Scripts and their export. */
export const scriptsErrors = {
  'line-not-found': {
    title: 'The script has no such line',
    detail: 'Somebody removed the line meanwhile.',
    repair: 'Look at the script again. Nothing was changed.',
  },
  'script-too-long': {
    title: 'The script is too long',
    detail: 'A script has at most {{max}} lines; this would be {{lines}}.',
    repair: 'Make a project for each part. Nothing was changed.',
  },
  'script-nothing-to-speak': {
    title: 'There is nothing to speak',
    detail: 'None of these lines of “{{name}}” is missing or stale.',
    repair: 'Write a line, or choose lines that are to be spoken again.',
  },
  'script-nothing-to-export': {
    title: 'There is nothing to export',
    detail: 'None of these lines of “{{name}}” has a take.',
    repair: 'Speak them first.',
  },
  'script-not-ready': {
    title: 'The script is not ready for export',
    detail: '{{count}} lines of “{{name}}” are missing, stale, failed, being made, or have lost their file.',
    repair:
      'Speak what is missing or stale, or export anyway: without what is missing, the rest as it was spoken.',
  },
  'export-exists': {
    title: 'There are files of these names',
    detail: '“{{file}}” is there already, with {{count}} of the export’s files in all.',
    repair: 'Choose another folder, or let them be replaced. Nothing was written.',
  },
  'export-not-found': {
    title: 'This export is gone',
    detail: 'It was fetched already, or the studio was started anew since.',
    repair: 'Export it again.',
  },
  'speaker-without-voice': {
    title: 'A speaker has no voice yet',
    detail: 'Nobody speaks for: {{speakers}}.',
    repair:
      'Choose a voice for each speaker in the cast; lines without a speaker take the voice of the project.',
  },
  'script-file-invalid': {
    title: 'This file brings no script',
    detail: '“{{file}}” brings no line.',
    repair:
      'A script comes from text, Markdown, subtitles, a table, a Word document, an e-book or a screenplay.',
    why: {
      empty: { detail: '“{{file}}” has no line.' },
      'no-text': { detail: '“{{file}}” holds no text.' },
      encoding: {
        detail: '“{{file}}” is written in a way that cannot be read.',
        repair: 'Save it as UTF-8.',
      },
      large: {
        detail: '“{{file}}” is larger than a script can be.',
        repair: 'Split it into several files.',
      },
      damaged: {
        detail: '“{{file}}” is damaged.',
        repair: 'Save it again with the program it comes from.',
      },
      old: { detail: '“{{file}}” is a Word document of the old kind.', repair: 'Save it as .docx.' },
      columns: {
        detail: '“{{file}}” has no column of words: {{headings}}.',
        repair: 'Say which column holds the words.',
      },
    },
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
