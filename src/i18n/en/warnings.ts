/** What a take wants to be looked at for, by code, and why an engine is not at its best. */
export const warnings = {
  codes: {
    'provider-fallback': [
      '{{provider}} was to run {{part}}, but does not: {{reason}} The CPU did the work.',
      '{{provider}} was to run {{part}}, but does not. The CPU did the work.',
    ].join('\n'),
    'memory-retried': [
      'Memory ran out ({{size}} were asked for); the take was made again stage by stage on the CPU.',
      'Memory ran out; the take was made again stage by stage on the CPU.',
    ].join('\n'),
    'memory-tight': 'About {{neededBytes}} of memory are needed, {{availableBytes}} are free.',
    'gpu-memory-tight': 'About {{neededBytes}} of graphics memory are needed, {{availableBytes}} are free.',
    'text-long':
      'The text has {{characters}} characters; up to {{advised}} are advised. It is spoken in segments.',
    'pitch-capped': 'The prompt speaks at {{medianF0Hz}} Hz; the draft voice stays at {{highestHz}} Hz.',
    'prompt-little-voice':
      'Only {{voicedSec}} s of the prompt are voiced: the draft voice follows it half-way.',
    'transcript-misfit':
      'The transcript has {{syllables}} syllables for {{promptSec}} s of prompt ({{perSec}} a second): the take may speak what is left of it.',
    'instruction-long':
      'The direction has {{characters}} characters; over {{advised}}, the model may speak it.',
    'instruction-like-text': 'The direction reads like a text to speak; the model may speak it.',
    'direction-unsupported': 'The engine knows {{en}}, but cannot do it; it was left out.',
    'direction-contradicts': '{{en}} contradicts the direction before it.',
    'instruction-ignored': 'Not followed: {{parts}}.',
    'instruction-replaced': 'Not followed: {{parts}}. The text brings its own direction: {{typed}}.',
    'instruction-unheard': 'Not followed: {{parts}}. The mode {{mode}} hears no direction.',
    'text-marker-removed': '{{marker}} is a control marker, not text; it was left out.',
    'text-marker-unspoken': 'The draft voice does not follow {{markers}}; CosyVoice 3 does.',
    'text-marker-invalid': [
      'The text has no {{missing}} to match its partner.',
      '{{marker}} is not a marker that the model knows; it is read as text. Did you mean {{near}}?',
      '{{marker}} is not a marker that the model knows; it is read as text.',
    ].join('\n'),
    'text-markup-left-out': 'Left out, as it is not spoken: {{marks}}.',
    'text-pause-shortened': 'A pause of {{askedSec}} s is cut to {{longestSec}} s, the longest there is.',
    'text-pause-at-end': 'A pause before the first word or behind the last is left out: it parts nothing.',
    'mode-other':
      'The mode {{asked}} follows no direction; the draft voice does, so {{ran}} is the mode that runs.',
    'text-rules-unused': 'The draft voice reads with its own text rules; “{{rules}}” is not followed.',
    'lexicon-unspoken': 'The draft voice does not speak phones; {{words}} is read as it stands.',
    'text-characters-unread': 'No reading is known for {{characters}}; it is not heard.',
    'text-kanji-unread':
      'No Japanese reading is known for {{characters}}; the model reads it in Chinese. Write it in kana.',
    'segment-empty': 'Segment {{segment}}: the model stopped at once. Try another seed.',
    'segment-max-length':
      'Segment {{segment}}: the model did not stop within {{tokens}} tokens. Try another seed.',
    'segment-token-ratio':
      'Segment {{segment}}: {{ratio}} speech tokens per text token is unusual. Try another seed.',
    'segment-silent': 'Segment {{segment}}: {{silentShare}} of it is silence. Try another seed.',
    'segment-quiet': 'Segment {{segment}}: its peak is only {{peak}}. Try another seed.',
    'segment-short':
      'Segment {{segment}} has {{length}} characters, the transcript {{transcript}}; so short a text may be rushed or repeated.',
    'prompt-lost':
      '“{{voice}}” no longer has the prompt of this take ({{prompt}}); it is made with the chosen one.',
    'consent-other-prompt':
      'The spoken consent was given for another prompt than the one this voice speaks with.',
    'picture-left-out': 'The picture {{file}} does not come in; a voice has a colour instead.',
    'sample-left-out': 'The sample {{file}} does not come in: {{reason}}',
    'source-cut': 'The source has no pause near {{atSec}} s; it was cut inside speech there.',
    'conversion-quiet':
      'The converted speech is nearly silent: its peak is {{peak}}. Listen to the source, or verify the pack.',
    'no-pack': 'No CosyVoice 3 pack is installed.',
    'pack-unusable': 'The pack cannot be used: {{reason}}',
    'espeak-missing': 'English and Mandarin only: the optional eSpeak NG voice is not installed.',
  },
};
