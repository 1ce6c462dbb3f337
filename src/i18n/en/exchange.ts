/** Voices out of an archive, before they come in. */
export const exchange = {
  title: 'Voices in {{file}}',
  reading: 'Looking into the archive; nothing is written yet.',
  import_one: 'Import one voice',
  import_other: 'Import {{count}} voices',
  cancel: 'Cancel',
  close: 'Close',
  done_one: 'One voice was imported.',
  done_other: '{{count}} voices were imported.',
  prompts_one: '{{sec}} s',
  prompts_other: '{{count}} prompts, {{sec}} s chosen',
  renamed: 'Named “{{name}}” in the archive; that name is taken here.',
  sameAs: '“{{name}}” in your library speaks with the very same prompt. Tick it to keep both.',
  consent: {
    own: 'their own voice',
    permitted: 'permitted by {{by}}',
    spoken: 'permitted by {{by}}, spoken',
    synthetic: 'synthetic',
    none: 'nobody stated whose voice it is',
  },
};
