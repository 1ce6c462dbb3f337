import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Disk, library, archives and files. */
export const libraryErrors = {
  'folder-not-writable': {
    title: 'The folder cannot be written to',
    detail: [
      'The studio may not write to {{folder}} ({{reason}}).',
      'The studio may not write to {{folder}}.',
    ].join('\n'),
    repair: 'Choose another outputs folder in Preferences, or change its permissions.',
    why: {
      'read-only-disk': {
        detail: 'The disk of {{folder}} is read-only here, so nothing can be written; looking is possible.',
        repair: 'Let the system mount it for writing, or let COSYVOICE_STUDIO_HOME name another folder.',
      },
      'no-folder': {
        detail: '{{folder}} is a file, or a link that leads nowhere, not a folder.',
        repair: 'Move it away, or name another folder; COSYVOICE_STUDIO_HOME names the one for all data.',
      },
      'not-chosen': {
        detail: [
          '{{folder}} is no longer a folder for takes.',
          'The folder of this take is no longer one for takes.',
        ].join('\n'),
        repair: 'Choose an outputs folder in the settings.',
      },
      'not-absolute': { detail: '{{folder}} is no absolute path.', repair: 'Choose another folder.' },
      nested: { detail: '{{folder}} and {{from}} lie in one another.', repair: 'Choose another folder.' },
      'copy-differs': {
        detail: 'The copy of {{file}} in {{folder}} differs.',
        repair: 'Check that disk, or choose a folder on another one. The original is untouched.',
      },
      copy: {
        detail: '{{file}} cannot be written.',
        repair: 'The take itself is kept in {{takeFile}}; choose another --out.',
      },
      stdout: { detail: 'The sound cannot be written on.', repair: 'Name a file with --out.' },
    },
  },
  'disk-full': {
    title: 'The disk is full',
    detail: [
      'The disk of {{folder}} is full: {{neededBytes}} are needed, {{freeBytes}} are free.',
      'The disk of {{folder}} is full: {{freeBytes}} are free.',
      'The disk of {{folder}} has no space left.',
    ].join('\n'),
    repair: 'Free some space or choose an outputs folder on another disk, then generate again.',
    why: {
      pack: {
        detail: 'The pack needs {{neededBytes}}; {{freeBytes}} are free.',
        repair: 'Free some space, or choose another folder.',
      },
      copy: {
        detail: '{{file}} cannot be written: the disk is full.',
        repair: 'The take itself is kept in {{takeFile}}; choose another --out.',
      },
      stdout: { detail: 'The sound cannot be written on.', repair: 'Name a file with --out.' },
    },
  },
  'library-locked': {
    title: 'Another studio is using this library',
    detail: [
      'Another studio uses {{home}}: process {{pid}} on {{host}}, since {{since}}.',
      'Another studio uses {{home}}.',
    ].join('\n'),
    repair:
      'Use that studio, or close it first. To look only: serve --read-only. COSYVOICE_STUDIO_HOME opens another library.',
    why: {
      version: {
        detail:
          'The studio that uses {{home}} (process {{pid}}) is of version {{theirs}}; this command, of {{version}}, cannot talk to it.',
        repair: 'Use the command of that version, or close that studio first.',
      },
      silent: {
        detail: 'The studio that uses {{home}} (process {{pid}}) does not answer.',
        repair:
          'Try again in a moment. If it still does not answer, end that process and start the studio again.',
      },
      pack: {
        detail:
          'A studio uses {{home}} (process {{pid}}); its engine has the packs of that library, not {{pack}}.',
        repair: 'Import the pack and leave --pack out, or close that studio first.',
      },
    },
  },
  'library-lost': {
    title: 'The library file is missing',
    detail: '{{path}} is missing or empty, though there are voices in {{folder}}.',
    repair:
      'Put the file back or restore a backup; or run library verify --repair, or start the studio for writing: voices and takes are found again in their folders.',
  },
  'library-damaged': {
    title: 'The library file is damaged',
    detail: '{{path}} could not be read as a library.',
    repair:
      'Restore a backup, or start the studio again: it finds voices and takes in the files beside it, which are untouched.',
    why: {
      'version-unknown': {
        detail: 'The library {{path}} has version {{version}}, which no studio writes.',
        repair: 'Restore a backup; nothing was changed.',
      },
      newer: {
        detail: 'The library {{path}} has version {{version}}; this studio knows versions up to {{known}}.',
        repair: 'Start the newer studio that wrote it; nothing was changed.',
      },
      older: {
        detail: 'The library {{path}} has version {{version}}, older than this studio’s {{known}}.',
        repair: 'Open the studio once; that brings it up to date.',
      },
      'left-there': { detail: 'The library {{path}} cannot be read; it was left as it is.' },
      'kept-aside': { detail: 'The library {{path}} cannot be read; it was kept as {{kept}}.' },
    },
  },
  'archive-unreadable': {
    title: 'The file is no archive that the studio can read',
    detail: '{{file}} cannot be read; it may be cut short, or of another kind.',
    repair: 'Ask for the file again from where it came; nothing was taken from it.',
  },
  'archive-unsafe': {
    title: 'The archive was refused, because it is not safe',
    detail: [
      'It names a file “{{path}}”, which is no plain relative path.',
      'It holds “{{duplicate}}” more than once.',
      '“{{encrypted}}” in it is encrypted.',
      '“{{link}}” in it is a link or a device, not a file.',
      '“{{type}}” is of a kind that does not belong in it; only WAV and JSON do.',
      'Its manifest does not name “{{unnamed}}”.',
    ].join('\n'),
    repair: 'Ask for the file again from where it came; nothing was taken from it.',
  },
  'archive-too-large': {
    title: 'The archive is larger than the studio takes',
    detail: [
      'It holds {{files}} files; at most {{maxFiles}} are taken.',
      'It has {{megabytes}} MB unpacked; at most {{maxMegabytes}} MB are taken.',
      'A file in it grows {{ratio}}-fold when unpacked; at most {{maxRatio}}-fold is taken.',
    ].join('\n'),
    repair: 'Export fewer voices at a time.',
    why: {
      entry: { detail: '“{{file}}” in it has {{megabytes}} MB; at most {{maxMegabytes}} MB are taken.' },
      voices: {
        detail: 'These voices have more than {{maxMegabytes}} MB of sound; one file takes no more.',
      },
    },
  },
  'archive-damaged': {
    title: 'The archive is damaged',
    detail: [
      '“{{missing}}” is missing in it.',
      '“{{changed}}” is not what was packed: its SHA-256 differs.',
      'Its {{manifest}} makes no sense: {{reason}}',
    ].join('\n'),
    repair: 'Ask for the file again from where it came; nothing was taken from it.',
    why: {
      'sound-cut-off': { detail: '“{{sound}}” in it ends before its last sample.' },
      'sound-kind': {
        detail: '“{{sound}}” in it is {{encoding}} with {{channels}} channels, not mono 32-bit float.',
      },
      'sound-length': { detail: '“{{sound}}” in it has {{promptSec}} s, not {{min}} to {{max}} s.' },
      'sound-rate': { detail: '“{{sound}}” in it has {{sampleRateHz}} Hz, less than {{minHz}} Hz.' },
      'sound-unreadable': { detail: '“{{sound}}” in it is no sound that can be used.' },
      'manifest-kind': { detail: 'Its {{manifest}} is neither of a voice pack nor of a Voicebox profile.' },
      'manifest-hash': { detail: 'Its {{manifest}} has no SHA-256 for “{{name}}”.' },
      'manifest-json': { detail: 'Its {{manifest}} is no JSON.' },
      'manifest-nul': { detail: 'A text in its {{manifest}} holds a NUL character.' },
      'manifest-database': { detail: 'Its {{manifest}} is no library.' },
    },
  },
  'archive-newer': {
    title: 'The archive was made by a newer studio',
    detail: 'It has version {{version}}; this studio knows versions up to {{known}}.',
    repair: 'Bring this studio up to date, then import it again.',
  },
  'library-busy': {
    title: 'The library is busy',
    detail: 'It is being backed up, restored or repaired.',
    repair: 'Wait until that is done.',
  },
  'library-gone': {
    title: 'The library is gone',
    detail: '{{home}} was moved or deleted while the studio was open. Nothing was changed.',
    repair: 'Put the folder back in its place, then start the studio again.',
  },
  'library-read-only': {
    title: 'The library is open for looking only',
    detail: [
      'Another studio writes to it: process {{pid}} on {{host}}, since {{since}}.',
      'This window changes nothing.',
    ].join('\n'),
    repair:
      'Use the other studio, or close it and open this one again; a disk that is mounted read-only must take files first.',
  },
  'file-name-invalid': {
    title: 'That cannot be the name of a file',
    detail: [
      '{{name}} leads elsewhere, or some system would not take it.',
      'Some system would not take it.',
    ].join('\n'),
    repair: 'Use a plain name without / \\ : * ? " < > |.',
  },
  'not-a-file': {
    title: 'This is not a file',
    detail: '{{file}} is a folder, a pipe, a device or a link to itself, not a file.',
    repair: 'Save it as a file first and give that.',
    why: {
      'in-the-way': { repair: 'Move it away; the studio then makes its own file there.' },
    },
  },
  'file-too-large': {
    title: 'The file is too large',
    detail: '{{file}} has {{megabytes}} MB; at most {{maxMegabytes}} MB are read.',
    repair: 'Cut out the part you need and open that.',
  },
  'file-not-found': {
    title: 'A file is missing',
    detail: ['{{path}} is not there any more.', 'A file that is needed is not in its place.'].join('\n'),
    repair: 'Put it back where it was, or generate the take again.',
    why: {
      'binned-audio': {
        detail: 'The audio of this take is not in the bin any more.',
        repair: 'Make it again with its recipe; the seed is kept.',
      },
      bundle: {
        detail: 'This support bundle is no longer kept.',
        repair: 'Make it again and look through it.',
      },
      library: { detail: 'There is no library in {{home}}.', repair: 'Check COSYVOICE_STUDIO_HOME.' },
      'went-away': {
        detail: '{{path}} went away while the library was backed up.',
        repair: 'Make the backup again.',
      },
      backup: { detail: 'There is no backup named {{path}}.', repair: 'Choose one from the list.' },
      statement: {
        detail: 'The voice “{{name}}” has no spoken statement.',
        repair: 'Record one in the statement of the voice.',
      },
      samples: {
        detail: 'There is no sample prompt.',
        repair: 'Get a complete copy of the studio: resources/samples is missing.',
      },
      unreadable: {
        detail: '{{path}} cannot be read ({{reason}}).',
        repair: 'Check the path and that you may read the file.',
      },
      'own-file': {
        detail: '{{path}}, which belongs to the studio, cannot be read.',
        repair: 'Install the studio again.',
      },
      'no-file': { detail: 'There is no file {{path}}.', repair: 'Check the path.' },
      'no-folder': {
        detail: 'There is no folder {{path}}.',
        repair: 'Name the folder that holds llm.pt, flow.pt and hift.pt.',
      },
    },
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
