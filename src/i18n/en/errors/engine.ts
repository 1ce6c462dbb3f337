import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** The wire, the engine and its helpers. */
export const engineErrors = {
  'input-too-long': {
    title: 'That is too long',
    detail: 'The studio takes at most {{maximum}} here ({{field}}).',
    repair: 'Shorten it. Nothing was changed.',
    why: {
      characters: { detail: '{{field}} may have at most {{maximum}} characters.' },
      entries: { detail: '{{field}} may have at most {{maximum}} entries.' },
    },
  },
  'bad-request': {
    title: 'The studio did not understand a request',
    detail: ['The call {{name}} was not accepted: {{fault}}.', 'The call {{name}} was not accepted.'].join(
      '\n',
    ),
    repair: 'Reload the window. If it happens again, the log says which field was wrong.',
    why: {
      field: {
        detail: ['The field “{{field}}” was not accepted: {{fault}}.', 'A field was not accepted.'].join(
          '\n',
        ),
        repair: 'GET /openapi.json describes every field.',
      },
      body: {
        detail: 'The body of the request cannot be read.',
        repair: 'Send JSON, or a form where one is described.',
      },
      'body-type': {
        detail: 'The body of the request is of a kind that is not read here.',
        repair: 'Send application/json, or multipart/form-data where a file is asked for.',
      },
      'body-too-large': {
        detail: 'The request is too large.',
        repair: 'Send at most 100 000 characters, and at most 64 MB of sound.',
      },
      'source-mode': {
        detail: 'The mode {{mode}} speaks a text; a source is for the mode vc.',
        repair: 'Leave out the source, or choose the mode vc.',
      },
      http: {
        detail: 'This is no request that the studio answers, or it did not arrive in time ({{status}}).',
        repair: 'Open the address that the terminal printed.',
      },
      'nothing-kept': {
        detail: 'The take has nothing to go on from.',
        repair: 'Try it again from its beginning.',
      },
      'line-there': { detail: 'There is a line {{lineId}} already.', repair: 'Insert it without an id.' },
      'version-unknown': {
        detail: '{{use}} names no version: that segment has {{count}}.',
        repair: 'takes segments lists the versions of each segment.',
      },
      'version-same': {
        detail: '{{use}} is the version that the take has already.',
        repair: 'Choose another one, or a new seed with takes reroll.',
      },
      'no-segment': {
        detail: 'The take has no segment {{segment}} that a seed changes.',
        repair: 'Make the whole take again.',
      },
      'not-ended': {
        detail: 'The take neither failed nor was cancelled.',
        repair: 'Only a take that failed or was cancelled can go on.',
      },
      'export-folder': {
        detail: 'The folder of this export is not known any more.',
        repair: 'Choose the folder again.',
      },
      'engine-in-use': {
        detail: 'A take is being made; its engine cannot be unloaded.',
        repair: 'Wait for the take, or cancel it first.',
      },
      'empty-selection': {
        detail: 'The selection from {{startSec}} s to {{endSec}} s is empty.',
        repair: 'Choose a part between 0 and {{durationSec}} s.',
      },
      'sample-rate': {
        detail: '{{sampleRateHz}} Hz is not a sample rate.',
        repair: 'Record again, or open another file.',
      },
      prompt: {
        detail: 'This part of the recording cannot be a prompt.',
        repair: 'Choose another part of the recording, or record again.',
      },
      'folder-moving': { detail: 'A folder is being moved to {{to}}.', repair: 'Wait until that is over.' },
      'takes-under-way': {
        detail: 'Takes are waiting or running; their packs cannot be moved.',
        repair: 'Wait for the takes, or cancel them first.',
      },
      'pack-arriving': {
        detail: 'A pack is on its way into the models folder.',
        repair: 'Wait for the download, or pause it first.',
      },
      'pack-in-use': {
        detail: 'A take is being made; its pack cannot be removed.',
        repair: 'Wait for the take, or cancel it first.',
      },
      'not-waiting': {
        detail: 'The take {{takeId}} is {{state}}; it does not wait any more.',
        repair: 'takes queue lists what waits.',
      },
      'take-done': {
        detail: 'The take {{takeId}} is done.',
        repair: 'takes repeat makes another one of it.',
      },
      'no-instruction': {
        detail: 'The mode instruct2 needs an instruction.',
        repair: 'Choose an instruction, or use another mode.',
      },
      'no-call': { detail: 'There is no call named {{name}}.' },
      streams: { detail: 'A stream is open under this number, or {{max}} others are.' },
      nul: {
        detail: 'A text of the call {{name}} holds a NUL character.',
        repair: 'Take the NUL character out.',
      },
      frame: { detail: 'The message is not one of this studio.' },
      grant: { detail: 'A stream grants whole items, one at least.' },
    },
  },
  'connection-lost': {
    title: 'The connection to the studio was lost',
    detail: [
      'The studio at {{address}} does not answer. What was saved is safe.',
      'The studio behind this window stopped answering. What was saved is safe.',
    ].join('\n'),
    repair: 'Wait a moment; the window reconnects by itself. If it does not, restart the studio.',
    why: {
      door: {
        detail:
          'The studio that this command asked was closed, or opened another library. What was saved is safe.',
        repair: 'Run the command again.',
      },
    },
  },
  cancelled: {
    title: 'Cancelled',
    detail: 'The work was stopped on request.',
    repair: 'Start it again when you like.',
    why: {
      closing: { detail: 'The studio is closing.' },
      unloaded: { detail: 'The engine was unloaded.' },
      'engine-restarted': { detail: 'The engine was restarted.' },
      'made-anew': { detail: 'The take is being made anew.', repair: 'Listen to it again.' },
      download: { detail: 'The download of {{pack}} was stopped.' },
      'download-paused': { detail: 'The download of {{pack}} was paused.' },
      making: { detail: 'Making {{pack}} was stopped.' },
    },
  },
  internal: {
    title: 'Something unforeseen went wrong',
    detail: '{{reason}}',
    repair: 'Try again. If it happens again, copy the details and look at the log lines before it.',
    why: {
      stdout: { detail: 'The sound cannot be written on.', repair: 'Name a file with --out.' },
    },
  },
  'engine-start-failed': {
    title: 'The engine did not start',
    detail: [
      'The engine process ended before it was ready ({{how}}). Its last words: {{last}}',
      'The engine process ended before it was ready ({{how}}).',
      'The engine process ended before it was ready.',
    ].join('\n'),
    repair: 'Try again. If it still fails, the last lines of the log hold its own words.',
    why: {
      'by-hand': {
        detail: 'The engine process is started by the studio, not by hand.',
        repair: 'Start the studio instead: npm start.',
      },
    },
  },
  'engine-crashed': {
    title: 'The engine stopped in the middle of the take',
    detail: [
      'The engine process ended unexpectedly ({{how}}). Its last words: {{last}}',
      'The engine process ended unexpectedly ({{how}}).',
      'The engine process ended unexpectedly.',
    ].join('\n'),
    repair: 'Generate again: the seed is kept. If it stops again, shorten the text or close other programs.',
  },
  'helper-ended': {
    title: 'A helper process stopped',
    detail: [
      'A helper process ended before it answered ({{how}}). Its last words: {{last}}',
      'A helper process ended before it answered ({{how}}).',
      'A helper process ended before it answered.',
    ].join('\n'),
    repair: 'Try again; the log tells more.',
    why: {
      late: {
        detail: 'A helper process did not answer within {{seconds}} s.',
        repair: 'Close other programs that keep the machine busy, then try again.',
      },
    },
  },
  'engine-unresponsive': {
    title: 'The engine does not answer',
    detail: 'The engine gave no sign of life for too long.',
    repair: 'Cancel and generate again; the studio restarts the engine.',
    why: {
      start: {
        detail: 'The engine process did not answer within {{seconds}} s of its start.',
        repair: 'Close other programs that keep the machine busy, then try again.',
      },
    },
  },
  'engine-restarted': {
    title: 'The engine was restarted',
    detail: [
      'The engine had said nothing for {{quietSec}} s; its process was ended.',
      'The engine was restarted on request.',
    ].join('\n'),
    repair: 'Try the take again with the fresh engine.',
  },
  'engine-unknown': {
    title: 'There is no such engine',
    detail: 'No engine is named {{engine}}; there are {{known}}.',
    repair: 'Choose another engine, or let the studio choose (Auto).',
  },
  'player-unavailable': {
    title: 'No player',
    detail: 'No program of this computer plays the sound.',
    repair: 'Install aplay (alsa-utils) or ffplay (FFmpeg), or write a file instead.',
    why: {
      ended: {
        detail: '{{player}} cannot play: it ended with {{exitCode}}.',
        repair: 'Try the player with another sound, or write a file with --out.',
      },
      said: {
        detail: '{{player}} cannot play: {{said}}',
        repair: 'Try the player with another sound, or write a file with --out.',
      },
    },
  },
  'engine-busy': {
    title: 'The engine is busy',
    detail: 'A take is being made.',
    repair: 'Listen once it is done.',
  },
  'engine-unavailable': {
    title: 'This engine is not available',
    detail: [
      'The engine {{engine}} cannot speak on this machine now.',
      'This engine cannot speak on this machine now.',
    ].join('\n'),
    repair: 'Choose another engine, or let the studio choose (Auto).',
    why: {
      'no-pack': {
        detail: 'No CosyVoice 3 pack is installed.',
        repair: 'Install a pack, or use the draft voice.',
      },
      'no-packs': { detail: 'No engine of this studio uses packs.' },
      recipe: {
        detail: 'The engine {{engine}} cannot speak here.',
        repair: 'Install its pack; doctor says what it looks for.',
      },
    },
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
