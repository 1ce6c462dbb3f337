export const app = {
  skipToMain: 'Skip to the content',
  rail: {
    label: 'Main pages',
    studio: 'Studio',
    voices: 'Voices',
    projects: 'Projects',
    lexicon: 'Lexicon',
    models: 'Models',
    log: 'Log',
    settings: 'Preferences',
  },
  dividers: {
    voice: 'Width of the voice',
    words: 'Lines of text',
  },
  sections: { voice: 'Voice', words: 'Words or speech', takes: 'Takes' },
  actions: {
    cancel: 'Cancel',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    retry: 'Try again',
    save: 'Save',
    undo: 'Undo',
  },
  drop: {
    title: 'Drop sound to open as a prompt, text to speak it',
    formats: 'wav, aiff, mp3, flac, ogg, opus, amr, m4a, webm · txt, md, srt, vtt · cvvoice',
  },
  connection: {
    lost: 'Connection to the studio lost. Your voices and takes are safe there.',
    signedOut: 'The studio was restarted and no longer knows this window. Open the address that it printed.',
    retrying: 'Next attempt in {{sec}} s.',
    retryNow: 'Connect now',
  },
  crash: {
    title: 'This part of the window stopped working.',
    body: 'Your voices and takes are safe. The reason was written to the log.',
    copy: 'Copy details',
    again: 'Show it again',
    reload: 'Reload the window',
  },
  readOnly:
    'For looking only: another studio writes to this library, or its disk takes no files. Nothing can be changed here; what changes elsewhere is shown.',
  foundAgain: {
    message:
      'The library file was missing or empty. Found again in their folders: voices {{voices}}, takes {{takes}}. Tags, notes, projects and settings were only in that file; a backup still has them.',
    understood: 'Understood',
  },
  lowSpace: {
    message: 'Only {{size}} are free where takes are written ({{folder}}).',
    open: 'Preferences',
  },
  transport: {
    label: 'Player',
    nothing: 'Nothing played yet',
    play: 'Play {{title}}',
    pause: 'Pause {{title}}',
    position: 'Position, {{now}} of {{whole}}',
    repeat: 'Repeat',
    mute: 'Mute',
    unmute: 'Sound on',
    volume: 'Volume, {{percent}} %',
  },
  openForWriting: 'Open for writing',
};
