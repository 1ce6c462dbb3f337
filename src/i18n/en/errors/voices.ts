import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Voices and projects. */
export const voicesErrors = {
  'voice-not-found': {
    title: 'This voice does not exist',
    detail: 'There is no voice {{voiceId}}.',
    repair: 'Choose a voice from the list.',
    why: {
      asked: {
        detail: 'There is no voice “{{name}}”.',
        repair: 'GET /v1/audio/voices lists the voices of this studio.',
      },
      'none-yet': {
        detail: 'This studio has no voice yet.',
        repair: 'Make one in the studio, or with POST /v1/audio/voices.',
      },
      'project-voice': {
        detail: 'The project “{{name}}” has no voice to speak with.',
        repair: 'Choose a default voice in the project.',
      },
      deleted: {
        detail: 'The voice “{{voice}}” was deleted.',
        repair: 'Restore the voice, then make the take again.',
      },
      'prompt-unknown': {
        detail: 'No voice of this library has the prompt of “{{voice}}”.',
        repair: 'Import the voice, or enrol the very same prompt file.',
      },
      name: { detail: 'There is no voice named “{{voice}}”.', repair: 'The library has: {{names}}.' },
      none: {
        detail: 'There is no voice named “{{voice}}”.',
        repair: 'Make one with: enroll --prompt FILE --name NAME',
      },
      'bin-name': {
        detail: 'There is no voice named “{{voice}}” in the bin.',
        repair: 'It has: {{names}}.',
      },
      'bin-empty': {
        detail: 'There is no voice named “{{voice}}” in the bin.',
        repair: 'The bin is empty.',
      },
    },
  },
  'voice-name-taken': {
    title: 'This name is taken',
    detail: 'There is already a voice named “{{name}}”.',
    repair: ['Choose another name, for example “{{suggestion}}”.', 'Give the voice another name.'].join('\n'),
  },
  'voice-name-invalid': {
    title: 'This name cannot be used',
    detail: 'A name has 1 to {{max}} characters; this one has {{characters}}.',
    repair: 'Enter a shorter name that is not empty.',
  },
  'prompt-not-found': {
    title: 'This prompt is no longer there',
    detail: 'The voice “{{name}}” has no such prompt.',
    repair: 'Choose one of its prompts.',
  },
  'prompt-needed': {
    title: 'A voice needs a prompt',
    detail: '“{{prompt}}” is the only prompt of “{{name}}”.',
    repair: 'Add another prompt first, or delete the voice.',
  },
  'project-not-found': {
    title: 'This project is no longer there',
    detail: 'It was deleted, here or in another window.',
    repair: 'Choose a project from the list.',
    why: {
      name: { detail: 'There is no project named “{{project}}”.', repair: 'There are: {{names}}.' },
      none: { detail: 'There is no project named “{{project}}”.', repair: 'There is none.' },
    },
  },
  'project-name-taken': {
    title: 'There is a project with this name already',
    detail: 'There is already a project named “{{name}}”.',
    repair: ['Choose another name, for example “{{suggestion}}”.', 'Choose another name.'].join('\n'),
  },
  'project-name-invalid': {
    title: 'This name does not fit a project',
    detail: 'A project name has 1 to {{max}} characters; this one has {{characters}}.',
    repair: 'Choose another name.',
  },
  'project-fixed': {
    title: 'The inbox stays as it is',
    detail: 'Every library has an inbox; it cannot be renamed, archived or deleted.',
    repair: 'Make a project of your own.',
  },
  'project-archived': {
    title: 'The project is archived',
    detail: 'The project “{{name}}” is archived and takes no new takes.',
    repair: 'Take it out of the archive first.',
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
