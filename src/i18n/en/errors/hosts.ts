import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Doors and the command line. */
export const hostsErrors = {
  unauthorized: {
    title: 'This window is not signed in',
    detail: [
      'The studio at {{address}} does not know this window.',
      'The studio did not accept the token of this address.',
    ].join('\n'),
    repair: 'Open the address that the studio printed when it started.',
    why: {
      'no-session': {
        detail:
          'Open the address that the terminal printed; its token works once. The terminal prints a fresh address whenever one has been used.',
      },
      'needs-token': { detail: 'This studio needs its token.' },
      'link-used': { detail: 'This link was used before, or never existed.' },
      'host-name': {
        detail: 'This studio does not answer to the name {{host}}.',
        repair: 'Open it by its IP address or as localhost, or start it with --allow-host.',
      },
      'other-page': { detail: 'A page of {{origin}} may not connect.' },
      'no-socket': { detail: 'There is no WebSocket at {{path}}.' },
      'too-many': {
        detail: 'More than {{count}} wrong tokens came from {{address}} within a minute.',
        repair: 'Wait a minute, then open the address that the terminal printed.',
      },
    },
  },
  'key-not-found': {
    title: 'This key does not exist',
    detail: 'There is no key {{keyId}}.',
    repair: 'keys list shows the keys that there are.',
  },
  'key-limit': {
    title: 'There are too many keys',
    detail: 'There are {{most}} keys already.',
    repair: 'Remove one that nobody uses.',
  },
  'queue-full': {
    title: 'Too many programs are asking at once',
    detail: [
      '{{waiting}} requests wait or are spoken; more than {{most}} are not taken.',
      'Too many requests wait.',
    ].join('\n'),
    repair: 'Ask again in a few seconds.',
  },
  'port-busy': {
    title: 'The port is in use',
    detail: [
      'Port {{port}} on {{host}} is in use.',
      'Port {{port}} is already used by another program.',
    ].join('\n'),
    repair: 'Choose another port, or 0 to let the system pick a free one.',
  },
  'not-supported-here': {
    title: 'This is not possible here',
    detail: 'This studio runs where it has no access to that.',
    repair: 'Use the desktop window of the studio for it.',
    why: {
      reveal: {
        detail: 'This studio cannot show a file in the file manager.',
        repair: 'Download the file instead.',
      },
      'choose-takes': {
        detail: 'This studio cannot choose a folder.',
        repair: 'Download the files instead.',
      },
      'choose-project': {
        detail: 'This studio cannot choose a folder.',
        repair: 'Leave the project in the studio’s folder.',
      },
      'choose-backup': {
        detail: 'This studio cannot choose a file.',
        repair: 'Use the backups of the data folder, or the command line: library backup, library restore.',
      },
      'choose-folder': {
        detail: 'This studio cannot choose a folder.',
        repair: 'On the studio’s machine: cosyvoice-studio settings set {{kind}}-folder FOLDER',
      },
      'models-variable': {
        detail: 'COSYVOICE_STUDIO_MODELS names the models folder.',
        repair: 'Change that variable instead, or start the studio without it.',
      },
      'choose-pack': {
        detail: 'This studio cannot choose a folder.',
        repair: 'Use the command line there: packs import FOLDER.',
      },
      insecure: {
        detail: 'This address may not use the microphone: it is not secure.',
        repair: 'Open the studio on 127.0.0.1, through a tunnel if it runs on another machine.',
      },
    },
  },
  usage: {
    title: 'The command was not understood',
    detail: '{{reason}}',
    repair: 'See --help.',
    why: {
      'format-contradicts': {
        detail: '--format {{format}} and --out ending in {{ending}} contradict each other.',
        repair: 'Leave --format out, or end --out in what it says.',
      },
      'no-export-format': {
        detail: '“{{ending}}” is no format of an export.',
        repair: 'End --out in {{formats}}.',
      },
      'no-engine-id': {
        detail: '{{option}} is “{{value}}”, which is no id of an engine.',
        repair: 'See doctor for the engines.',
      },
      'no-number': {
        detail: '{{option}} is “{{value}}”, which is not a number.',
        repair: 'Write a number behind {{option}}.',
      },
      'out-of-range': {
        detail: '{{option}} is {{value}}; it must be from {{min}} to {{max}}.',
        repair: 'Correct it.',
      },
      'not-whole': {
        detail: '{{option}} is {{value}}; it must be a whole number from {{min}} up.',
        repair: 'Correct it.',
      },
      'before-start': {
        detail: '{{option}} is {{value}} s; time starts at 0 s.',
        repair: 'Write seconds, e.g. 1.25.',
      },
      'whole-out-of-range': {
        detail: '{{option}} is {{value}}; it must be a whole number from {{min}} to {{max}}.',
        repair: 'Correct it.',
      },
      'no-language': {
        detail: '{{option}} is “{{value}}”, which is no language tag.',
        repair: 'Write a tag such as zh, en or ja.',
      },
      'not-utf8': { detail: '{{file}} is not UTF-8 text.', repair: 'Save it as UTF-8 and try again.' },
      'no-setting': { detail: 'There is no setting “{{setting}}”.', repair: 'There are: {{known}}.' },
      'setting-value': { detail: '{{setting}} cannot be “{{value}}”.', repair: 'It may be: {{range}}.' },
      'no-text': { detail: 'No text was given.', repair: 'Add --text or --text-file.' },
      'no-word': { detail: 'The lexicon has no word “{{word}}” there.', repair: 'See lexicon list.' },
      'script-lines': {
        detail: '--lines names line {{lines}}; the script has {{count}}.',
        repair: 'See script show.',
      },
      'script-parts': {
        detail: '--parts names “{{part}}”.',
        repair: 'Choose from {{known}}.',
      },
      'script-cover': {
        detail: '{{file}} is no cover.',
        repair: 'Choose a JPEG or a PNG.',
      },
      'script-columns': {
        detail: '--columns names “{{column}}”.',
        repair: 'Choose from {{known}}; leave others empty.',
      },
      'lexicon-ending': {
        detail: '{{file}} ends in neither .csv nor .pls.',
        repair: 'Choose one of them.',
      },
      'no-voice-pack': {
        detail: '{{file}} is no voice pack.',
        repair:
          'A sound becomes a voice with: enroll --prompt FILE --name NAME. A backup is put back with: library restore FILE.',
      },
      permission: {
        detail: 'A permission names a person and a day.',
        repair: 'Add --by NAME and --date YYYY-MM-DD.',
      },
      'nothing-stated': {
        detail: 'Nothing was stated.',
        repair: 'Add --consent own, permitted, synthetic or none.',
      },
      'no-version': {
        detail: '--use is “{{use}}”, which names no version of a segment.',
        repair: 'Write the segment, counted from 0, and its version, counted from 1: 3:1.',
      },
      'same-seed': { detail: '--seed same changes nothing.', repair: 'Say “new” or a whole number.' },
      'no-seed': { detail: '--seed {{value}} is no seed.', repair: 'Say “same”, “new” or a whole number.' },
      'no-repair': {
        detail: '--repair is “{{repair}}”, which is no repair.',
        repair: 'Choose one of {{known}}.',
      },
      'copy-or-in-place': {
        detail: '--copy and --in-place exclude each other.',
        repair: 'Choose one of them.',
      },
      'no-port': { detail: 'Port {{port}} does not exist.', repair: 'Choose 0 to 65535.' },
      'two-tokens': { detail: '--token and --token-file name two tokens.', repair: 'Leave --token out.' },
      grep: {
        detail: '{{option}}: {{reason}}',
        repair:
          'Escape special characters with \\, or search for plain text. Look-around and back-references are not known.',
      },
      since: {
        detail: '{{option}} does not know the time “{{since}}”.',
        repair: 'Write 90s, 10m, 2h, 3d, or 2026-11-22T12:00.',
      },
      span: {
        detail: '{{option}} does not know the time “{{value}}”.',
        repair: 'Write 0.5s, 10m, 2h or 3d.',
      },
      'many-takes': { detail: '{{count}} takes do not fit into one file.', repair: 'Give --out a folder.' },
      bitrate: {
        detail: '--bitrate is of MP3 and Opus; {{format}} has none.',
        repair: 'Leave --bitrate out.',
      },
      'there-already': {
        detail: '{{path}} is there already.',
        repair: 'Choose another name, or add --force.',
      },
      duplicates: { detail: '--duplicates is “{{duplicates}}”.', repair: 'Write skip or keep.' },
      'many-ids': {
        detail: '{{count}} takes begin with “{{takeId}}”.',
        repair: 'Write more of the id, e.g. {{longer}}.',
      },
      token: {
        detail:
          'The token has {{length}} characters, {{characters}} of them different; it needs at least {{minLength}}, {{minDifferent}} of them different, without spaces.',
        repair: 'Make one with: openssl rand -hex 32',
      },
      'needs-token': {
        detail: 'Listening on {{host}} lets other machines in; that needs a token.',
        repair: 'Name a file with --token-file, or listen on 127.0.0.1 and use an SSH tunnel.',
      },
      'no-voice': {
        detail: 'No voice was named.',
        repair: 'Add --voice NAME, or --prompt FILE to clone from a file.',
      },
      'many-variations': {
        detail: '--variations is {{variations}}.',
        repair: 'At most {{max}} are made at once.',
      },
      'same-conversions': {
        detail: 'A conversion draws nothing: every variation would be the same.',
        repair: 'Leave --variations out.',
      },
      'no-source': { detail: 'No speech to convert was given.', repair: 'Add --source FILE.' },
      'no-text-or-source': { detail: 'No text was given.', repair: 'Add --text, --text-file or --source.' },
      'other-engine': {
        detail: '--pack {{pack}} is not for the engine {{engine}}.',
        repair: 'Leave one of them out.',
      },
      'raw-to-file': {
        detail: '--raw is for standard output only.',
        repair: 'Add --out -, or leave --raw out.',
      },
      'play-and-stdout': {
        detail: 'The sound cannot go to a player and to standard output.',
        repair: 'Leave one of them out.',
      },
      'stdout-and-json': {
        detail: 'Standard output cannot hold the sound and --json.',
        repair: 'Name a file with --out, or leave --json out.',
      },
      'many-in-stream': {
        detail: '{{takes}} takes do not fit into one stream.',
        repair: 'Name a file with --out.',
      },
      'stdout-terminal': {
        detail: 'Standard output is a terminal, which cannot play sound.',
        repair: 'Pipe it to a program, or use --play.',
      },
      'two-packs': {
        detail: 'Two packs are compared, one with another.',
        repair: 'Name two that are installed; packs lists them.',
      },
    },
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
