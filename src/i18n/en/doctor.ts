/** Why a take failed or sounds wrong, by rule. Sentences, one a line; the last needs no value. */
export const doctor = {
  causes: {
    'graphics-memory': 'The graphics card ran out of memory.',
    'heap-limit':
      'The engine process reached the limit of its own heap; a very long text or prompt does that.',
    'out-of-memory': [
      'There was not enough memory: {{wanted}} more were asked for.',
      'There was not enough memory.',
    ].join('\n'),
    'ended-by-the-system':
      'The engine process was ended from outside (SIGKILL). The system does that when memory runs out; a person can, too.',
    'disk-full': [
      'The disk of {{folder}} is full; nothing was lost but this take.',
      'The disk is full; nothing was lost but this take.',
    ].join('\n'),
    'too-many-files': 'The system allows this program no more open files.',
    permission: [
      'The studio may not write to {{folder}} ({{reason}}).',
      'The studio may not write where it has to.',
    ].join('\n'),
    'folder-missing': [
      'The folder {{folder}} cannot be used ({{reason}}): it is gone, or something else has its name.',
      'A folder that the studio writes to is gone, or something else has its name.',
    ].join('\n'),
    'port-busy': [
      'Port {{port}} is taken by another program; with port 0 the system picks a free one.',
      'The port is taken by another program; with port 0 the system picks a free one.',
    ].join('\n'),
    'tensor-mismatch':
      'The files of the model pack do not fit one another or this studio: a graph expects other inputs than it gets.',
    'tokenizer-mismatch': 'The tokenizer of the pack is not the one its model was trained with.',
    'pack-damaged': [
      'A file of the model pack is damaged or was not downloaded to its end: {{file}}.',
      'A file of the model pack is damaged or was not downloaded to its end.',
    ].join('\n'),
    'pack-incomplete': [
      'The model pack {{pack}} is not complete: {{files}} is missing.',
      'The model pack is not there, or not complete.',
    ].join('\n'),
    'provider-missing': [
      'The execution provider that was asked for ({{provider}}) is not on this machine, or its driver is missing.',
      'The execution provider that was asked for is not on this machine, or its driver is missing.',
    ].join('\n'),
    'not-a-number': [
      'The graph {{role}} answered with values that are not numbers. Half-precision graphs do that on some processors; another seed seldom helps, another pack does.',
      'The model answered with values that are not numbers. Half-precision graphs do that on some processors; another seed seldom helps, another pack does.',
    ].join('\n'),
    'no-engine': 'The engine that was chosen cannot speak here: no usable model pack is installed.',
    'several-streams':
      'The file holds several streams or channels; speech mixed with music makes a poor prompt. One of them must be chosen, or mixed to one before.',
    'audio-codec':
      'The file is whole, but this studio has no decoder for its codec; WAV, AIFF, AU, CAF, FLAC, MP3, Ogg, WebM and AMR open; AAC in MP4 opens in the window.',
    'audio-unreadable': 'The audio of the prompt cannot be decoded: the file is damaged, cut off or empty.',
    'rate-too-low': [
      'The prompt has only {{sampleRateHz}} Hz; 16000 Hz are needed. Raising the rate afterwards brings nothing back.',
      'The sample rate of the prompt is too low; 16000 Hz are needed.',
    ].join('\n'),
    'prompt-too-long-for-pack': [
      'The prompt fills the model: {{tokens}} of {{max}} speech tokens. A shorter prompt, 3 to 15 s, leaves room for the text.',
      'The prompt is too long for the model; 3 to 15 s are best.',
    ].join('\n'),
    'prompt-too-short':
      'The prompt has too little speech to learn a voice from; three seconds of clear speech are enough.',
    'prompt-file-gone': [
      'A file that the take needs is gone: {{path}}.',
      'A file that the take needs is gone.',
    ].join('\n'),
    'unknown-marker': [
      'The text holds {{marker}}, a marker that the model does not know or that stands there twice; without it the text can be spoken.',
      'The text holds a marker that the model does not know; without it the text can be spoken.',
    ].join('\n'),
    'transcript-needed':
      'The mode “zero-shot” needs to know what the prompt says. Without a transcript the mode “cross-lingual” uses the voice alone.',
    'text-shorter-than-prompt': [
      'The text has {{length}} characters, the transcript of the prompt {{transcript}}: so short a text may be rushed, repeated or mixed with the prompt. Using the voice without its transcript avoids it.',
      'The text is much shorter than the transcript of the prompt: it may be rushed, repeated or mixed with the prompt. Using the voice without its transcript avoids it.',
    ].join('\n'),
    'language-missing':
      'The draft voice does not speak this language here; CosyVoice 3, or the language package, does.',
    'stopped-at-once':
      'The model stopped before it had said anything; with another seed it usually does not.',
    'did-not-stop':
      'The model spoke for much longer or shorter than the text needs: words may be repeated or left out. Another seed usually helps.',
    'mostly-silence': 'A part of the take is silence or very quiet; another seed usually helps.',
    'engine-silent':
      'An engine that says nothing for so long is stuck, or the machine is far too busy. A fresh one has nothing of the old one left.',
    'take-interrupted': 'The studio was closed or ended while this take was being made. Its recipe is kept.',
    'processor-too-old': 'The processor lacks an instruction that the engine uses (SIGILL).',
    'library-missing': 'A library of the system that the engine needs is missing or too old.',
    'installation-incomplete': [
      'The installation of the studio is not complete: {{module}} is missing. “npm ci” brings it back.',
      'The installation of the studio is not complete. “npm ci” brings it back.',
    ].join('\n'),
    'engine-did-not-start': 'The engine process did not start.',
    'engine-crashed': [
      'The engine process ended unexpectedly ({{how}}). Everything but this take is untouched, and a fresh engine is up.',
      'The engine process ended unexpectedly. Everything but this take is untouched.',
    ].join('\n'),
    unknown: 'This failure is not among the known ones. The support bundle holds all that helps to find out.',
  },
};
