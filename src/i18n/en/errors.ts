import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../code-words';

/**
 * What went wrong, by code. `title` never needs a number; `detail` holds sentences, one a line: the first whose values the
 * error carries is said; `repair` says what to do; `why` has the words of single reasons.
 */
export const errors = {
  card: {
    retry: 'Try again',
    showLog: 'Show the log lines',
    details: 'Technical details',
    copy: 'Copy details',
    copied: 'Copied',
    dismiss: 'Dismiss',
    code: 'Code',
  },
  codes: {
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
        'source-mode': {
          detail: 'The mode {{mode}} speaks a text; a source is for the mode vc.',
          repair: 'Leave out the source, or choose the mode vc.',
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
    },
    'engine-crashed': {
      title: 'The engine stopped in the middle of the take',
      detail: [
        'The engine process ended unexpectedly ({{how}}). Its last words: {{last}}',
        'The engine process ended unexpectedly ({{how}}).',
        'The engine process ended unexpectedly.',
      ].join('\n'),
      repair:
        'Generate again: the seed is kept. If it stops again, shorten the text or close other programs.',
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
        recipe: {
          detail: 'The engine {{engine}} cannot speak here.',
          repair: 'Install its pack; doctor says what it looks for.',
        },
      },
    },
    'file-not-sound': {
      title: 'This file is no sound',
      detail: '{{name}} is a .{{ending}} file; there is nothing in it to hear.',
      repair:
        'Drop a sound file for a voice, a .txt, .md, .srt or .vtt file for its words, a .cvvoice file for voices.',
    },
    'audio-empty': {
      title: 'There is no audio in this file',
      detail: [
        '{{name}} holds no sound: there is not one sample in its {{fileBytes}}.',
        'There is not one sample in it.',
      ].join('\n'),
      repair: 'Choose another file or record again.',
    },
    'audio-unreadable': {
      title: 'This file is not readable audio',
      detail: [
        '{{name}} is of no kind of audio that the studio knows.',
        'It is of no kind of audio that the studio knows.',
      ].join('\n'),
      repair: 'Open a WAV, AIFF, AU, CAF, MP3, FLAC, Ogg, Opus, AMR or WebM file.',
      why: {
        'other-file': { detail: '{{name}} is not audio: it looks like a {{kind}} file.' },
        program: { detail: '{{name}} is not audio: it looks like a program.' },
        'text-file': { detail: '{{name}} is not audio: it looks like a text file.' },
        'no-audio-track': {
          detail: '{{name}} is a {{container}} file without sound.',
          repair: 'Choose a file with an audio track.',
        },
        'nothing-decodes': {
          detail: '{{name}} is damaged or cut off: nothing in its {{fileBytes}} could be decoded.',
          repair: 'Copy or export the file again, best as WAV.',
        },
        'no-format': {
          detail: [
            '{{name}} does not say how its samples are coded.',
            'The file does not say how its samples are coded.',
          ].join('\n'),
          repair: 'Open it in an audio editor and export it as WAV with 16-bit PCM.',
        },
        'format-impossible': {
          detail: [
            '{{name}} says that it has {{channels}} channels at {{sampleRateHz}} Hz.',
            'The file says that it has {{channels}} channels at {{sampleRateHz}} Hz.',
          ].join('\n'),
          repair: 'Open it in an audio editor and export it as WAV with 16-bit PCM.',
        },
      },
    },
    'audio-truncated': {
      title: 'The audio file is cut off',
      detail: ['{{name}} ends before its header says it should.', 'The file ends before its samples.'].join(
        '\n',
      ),
      repair: 'Copy or download the file again, or record again.',
      why: {
        remnant: { detail: '{{name}} is cut off: only {{savedSec}} s of it are left.' },
        'before-index': { detail: '{{name}} is cut off before its index; nothing of it can be saved.' },
      },
    },
    'audio-codec-unavailable': {
      title: 'This audio format cannot be decoded here',
      detail: [
        '{{name}} holds {{codec}} audio, which the studio cannot decode.',
        'The file holds {{codec}} audio, which the studio cannot decode.',
      ].join('\n'),
      repair: 'Convert the file to WAV, FLAC or MP3 and open that.',
    },
    'audio-too-long': {
      title: 'The audio is too long',
      detail: 'The audio lasts {{durationSec}} s; at most {{maxSec}} s are accepted.',
      repair: 'Cut the part you need and open that.',
    },
    'audio-not-finite': {
      title: 'The audio holds values that are not numbers',
      detail: [
        '{{count}} of {{samples}} samples are not numbers.',
        'Some samples are not finite numbers.',
      ].join('\n'),
      repair: 'Export the file again from the program that made it, or record again.',
    },
    'audio-rate-too-low': {
      title: 'The sample rate is too low',
      detail: 'The audio has {{sampleRateHz}} Hz; at least {{minRateHz}} Hz are needed to catch a voice.',
      repair:
        'Record or export at 16 kHz or more. Raising the rate afterwards does not bring the sound back.',
    },
    'prompt-too-short': {
      title: 'The prompt has too little speech',
      detail: [
        'The prompt has {{speechSec}} s of speech; at least 3 s are needed.',
        'The prompt lasts {{durationSec}} s; at least {{minSec}} s are needed.',
      ].join('\n'),
      repair: 'Widen the selection, or record a little longer.',
    },
    'transcript-misfit': {
      title: 'The transcript cannot be what the prompt says',
      detail:
        'The transcript has {{syllables}} syllables for {{promptSec}} s of prompt: {{perSec}} a second. People speak {{min}} to {{max}}.',
      repair: 'Write exactly what the prompt says, or leave the transcript empty.',
    },
    'prompt-too-long': {
      title: 'The prompt is too long',
      detail: [
        'The prompt lasts {{durationSec}} s; at most {{maxSec}} s are accepted, and 3 to 15 s are best.',
        'The prompt has {{tokens}} speech tokens; this model takes {{max}}.',
      ].join('\n'),
      repair: 'Narrow the selection to one clean sentence.',
    },
    'prompt-clipped': {
      title: 'The prompt is clipped',
      detail: '{{clippedPercent}} % of the samples have lost their tops: the voice is another one there.',
      repair: 'Choose a part that is not clipped, or record again a little softer.',
    },
    'prompt-silent': {
      title: 'The prompt is silent',
      detail: [
        'Nobody speaks in the prompt: its loudest sample is {{peakDb}} dB.',
        'The prompt holds no sound that could be a voice.',
      ].join('\n'),
      repair: 'Check the microphone and its level, then record again.',
    },
    'recording-not-found': {
      title: 'This recording is gone',
      detail: [
        'The studio no longer has the recording {{recordingId}}.',
        'There is no sample {{sampleId}}.',
      ].join('\n'),
      repair: 'Record or open the file again.',
    },
    'microphone-denied': {
      title: 'The microphone is blocked',
      detail: 'This window has no permission to use the microphone.',
      repair: 'Allow the microphone in the system or browser settings, then try again.',
    },
    'microphone-missing': {
      title: 'No microphone was found',
      detail: 'The system lists no microphone.',
      repair: 'Plug one in and try again, or open an audio file.',
      why: {
        unplugged: { detail: 'The microphone was unplugged.' },
      },
    },
    'microphone-busy': {
      title: 'The microphone is in use',
      detail: 'Another program holds the microphone.',
      repair: 'Close the program that uses it and try again.',
    },
    'voice-not-found': {
      title: 'This voice does not exist',
      detail: 'There is no voice {{voiceId}}.',
      repair: 'Choose a voice from the list.',
      why: {
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
      repair: ['Choose another name, for example “{{suggestion}}”.', 'Give the voice another name.'].join(
        '\n',
      ),
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
      detail:
        '{{count}} lines of “{{name}}” are missing, stale, failed, being made, or have lost their file.',
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
    'naming-invalid': {
      title: 'This template makes no file name',
      detail: ['“{{field}}” is no field.', 'It is longer than {{max}} characters.', 'It is empty.'].join(
        '\n',
      ),
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
      detail: [
        'Nothing in “{{text}}” can be spoken.',
        'Nothing in the text could be turned into sounds.',
      ].join('\n'),
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
    'folder-not-writable': {
      title: 'The folder cannot be written to',
      detail: [
        'The studio may not write to {{folder}} ({{reason}}).',
        'The studio may not write to {{folder}}.',
      ].join('\n'),
      repair: 'Choose another outputs folder in Preferences, or change its permissions.',
      why: {
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
        'no-folder': {
          detail: 'There is no folder {{path}}.',
          repair: 'Name the folder that holds llm.pt, flow.pt and hift.pt.',
        },
      },
    },
    'pack-not-found': {
      title: 'The model is not installed',
      detail: 'There is no model pack in {{dir}}.',
      repair: 'Install the model first, or use the draft voice.',
      why: {
        unknown: { detail: 'There is no pack named “{{pack}}”.', repair: 'The studio knows: {{ids}}.' },
        'not-located': {
          detail: 'That folder was not looked through, or cannot be used that way.',
          repair: 'Look for packs again.',
        },
        bin: { detail: 'There is no removed pack “{{pack}}”.', repair: 'Download it again.' },
        'none-in': {
          detail: 'No known pack was found in {{folder}}.',
          repair: ['Found there: {{ids}}.', 'Name the folder that holds the .onnx files.'].join('\n'),
        },
        'not-in': {
          detail: '{{pack}} was not found in {{folder}}.',
          repair: ['Found there: {{ids}}.', 'Name the folder that holds the .onnx files.'].join('\n'),
        },
        'no-parts': { detail: 'Nobody says what {{pack}} is made of.' },
        'cannot-speak': {
          detail: 'There is no pack named “{{pack}}” that can speak.',
          repair: ['Installed and usable: {{ids}}.', 'No pack is installed that can be used.'].join('\n'),
        },
      },
    },
    'pack-invalid': {
      title: 'The model pack is not usable',
      detail: [
        'The manifest of {{pack}} is not one that this studio reads.',
        '{{file}} is not a manifest that this studio reads.',
        'The graph {{role}} gave an answer that makes no sense.',
        'The pack did not pass its self-check.',
      ].join('\n'),
      repair: 'Install the pack again from where it came from.',
      why: {
        manifest: { detail: '{{file}} is not a pack manifest: {{reason}}.', repair: 'Correct the manifest.' },
      },
    },
    'pack-file-missing': {
      title: 'A model file is missing',
      detail: ['The pack lacks {{file}}.', 'The pack {{pack}} lacks {{files}}.'].join('\n'),
      repair: 'Install the pack again; what is there already is kept.',
      why: {
        import: {
          detail: '{{count}} files of {{pack}} were not in that folder: {{files}}.',
          repair: 'Download the missing files; what was found is kept.',
        },
        'cannot-stay': {
          detail: '{{pack}} in {{folder}} cannot be used in place: not every file lies where it belongs.',
          repair: 'Import it without --in-place; what is missing can then be downloaded.',
        },
      },
    },
    'pack-file-corrupt': {
      title: 'A model file is damaged',
      detail: [
        'The content of {{file}} is not what its manifest promises.',
        'The weight {{tensor}} does not hold {{count}} numbers.',
      ].join('\n'),
      repair: 'Download this file again.',
      why: {
        'in-place': {
          detail: '{{file}} is not the published file.',
          repair: 'Import it by link or copy: what is wrong is then downloaded.',
        },
      },
    },
    'pack-tensor-mismatch': {
      title: 'A model file does not fit the studio',
      detail: [
        '{{file}}: the tensor {{tensor}} is not as its manifest says.',
        'The graph {{role}}: expected {{expected}}, found {{found}}.',
        'Expected {{expected}}, found {{found}}.',
      ].join('\n'),
      repair: 'Use a pack that was made for CosyVoice 3 and this studio.',
    },
    'pack-unsound-here': {
      title: 'This processor cannot multiply this pack',
      detail: 'Products in {{format}} come out wrong: {{found}} instead of {{expected}}.',
      repair: 'Use a pack in float32: packs compile … --llm fp32 --flow fp32.',
    },
    'pack-tokenizer-mismatch': {
      title: 'The tokenizer does not belong to this model',
      detail: 'The pack’s tokenizer gives other numbers than the model was trained with.',
      repair: 'Install the pack again; its tokenizer files were mixed with another model’s.',
    },
    'pack-busy': {
      title: 'Another studio works on this pack',
      detail: 'The pack {{pack}} is being changed by another studio that uses {{folder}}.',
      repair: 'Wait for it, or stop it there.',
      why: {
        installed: { detail: 'A pack {{pack}} is installed already.', repair: 'Remove that one first.' },
      },
    },
    'pack-not-fetchable': {
      title: 'Nobody says where this pack lies',
      detail: 'The manifest of {{pack}} names no server that has its files.',
      repair: 'Import a folder that holds the files.',
    },
    'pack-folder-gone': {
      title: 'The folder of this pack is not there',
      detail: '{{folder}}, from which {{pack}} is used, cannot be found.',
      repair: 'Connect its disk, or remove the pack and install it again.',
    },
    'checkpoint-unreadable': {
      title: 'A checkpoint is damaged',
      detail: '{{file}} cannot be read as weights: {{found}}.',
      repair: 'Download or copy the file again.',
    },
    'checkpoint-unsupported': {
      title: 'This kind of checkpoint is not read',
      detail: '{{file}}: {{found}}.',
      repair: 'Save the whole model as a plain state dict with a current PyTorch, then compile that.',
    },
    'checkpoint-mismatch': {
      title: 'The checkpoint is of another model',
      detail: [
        '{{file}} is a checkpoint of {{found}}; the {{part}} of CosyVoice 3 is needed.',
        '{{file}} does not fit the {{part}} of CosyVoice 3: {{differences}}.',
      ].join('\n'),
      repair: 'Choose the checkpoint of CosyVoice 3 for this part.',
    },
    'download-failed': {
      title: 'The download stopped',
      detail: [
        '{{file}} could not be fetched: {{reasons}}.',
        '{{file}} could not be fetched: no server is known.',
      ].join('\n'),
      repair: 'Check the connection, the proxy or the mirror, then go on. What has come is kept.',
      why: {
        revision: {
          detail: 'No server says which revision of {{file}} is the current one: {{reasons}}.',
          repair: 'Check the connection, the proxy or the mirror, then go on.',
        },
      },
    },
    'download-wrong-file': {
      title: 'A server has another file',
      detail: '{{file}} is not the published file: {{reasons}}.',
      repair: 'Name another mirror, or import the file. The wrong one was thrown away.',
    },
    'download-too-large': {
      title: 'The file is too large',
      detail: '{{file}} is larger than may come: {{reasons}}.',
      repair: 'Name another mirror, or download the file yourself and import it.',
    },
    'download-address-refused': {
      title: 'A server leads into your own network',
      detail: '{{file}} lies where no server may lead: {{reasons}}.',
      repair: 'If that address is yours, name it as the mirror. Otherwise name another mirror.',
    },
    'provider-unavailable': {
      title: 'This compute provider is not available',
      detail: 'The provider {{provider}} could not be started on this machine.',
      repair: 'The studio works on the processor (cpu) as well; choose that.',
    },
    'out-of-memory': {
      title: 'The memory is not enough',
      detail: [
        'Memory ran out while trying to {{doing}}: {{size}} were asked for and not available.',
        'Memory ran out while trying to {{doing}}.',
        '{{size}} were asked for and not available.',
        '{{neededBytes}} were asked for and not available.',
        'The memory was not enough for this step.',
      ].join('\n'),
      repair: 'Close other programs, use a shorter prompt or text, or choose the stage-by-stage memory mode.',
    },
    'not-a-number': {
      title: 'The model produced values that are not numbers',
      detail: [
        'Sample {{sample}} that the engine gave is not a number.',
        'A stage of the model gave values that are not finite.',
      ].join('\n'),
      repair: 'Generate with a new seed. If it stays, switch the provider to cpu.',
    },
    'flow-steps-unavailable': {
      title: 'This pack has other flow steps',
      detail: 'It was made for {{counts}} steps, not for {{steps}}.',
      repair: 'Choose one of these counts in the advanced settings.',
    },
    'pattern-invalid': {
      title: 'This is not a regular expression',
      detail: 'The search cannot be read: {{reason}}.',
      repair:
        'Escape special characters with \\, or search for plain text. Look-around and back-references are not known.',
    },
    'text-marker-invalid': {
      title: 'A marker in the text is not known',
      detail: '{{marker}} is not a marker that this model reads.',
      repair: 'Remove it, or write one of the known markers such as [breath] or [laughter].',
    },
    unauthorized: {
      title: 'This window is not signed in',
      detail: [
        'The studio at {{address}} does not know this window.',
        'The studio did not accept the token of this address.',
      ].join('\n'),
      repair: 'Open the address that the studio printed when it started.',
      why: {
        'too-many': {
          detail: 'More than {{count}} wrong tokens came from {{address}} within a minute.',
          repair: 'Wait a minute, then open the address that the terminal printed.',
        },
      },
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
          repair: 'Write a number, e.g. {{option}} 1.',
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
  } satisfies Record<ErrorCode, CodeWords>,
};
