import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Sound files, recordings and prompts. */
export const soundErrors = {
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
    repair: 'Record or export at 16 kHz or more. Raising the rate afterwards does not bring the sound back.',
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
} satisfies Partial<Record<ErrorCode, CodeWords>>;
