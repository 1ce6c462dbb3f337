import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Packs, downloads and memory. */
export const packsErrors = {
  'pack-not-found': {
    title: 'The model is not installed',
    detail: 'There is no model pack in {{dir}}.',
    repair: 'Install the model first, or use the draft voice.',
    why: {
      'no-folder': {
        detail: 'There is no pack folder {{dir}}.',
        repair: 'Check the path, or install a pack.',
      },
      'no-graphs': {
        detail:
          '{{dir}} holds no CosyVoice 3 pack: neither a manifest.json nor graphs under their usual names.',
        repair: 'Choose the folder that holds vocab.json and the .onnx files.',
      },
      'not-installed': {
        detail: 'There is no pack named “{{pack}}”.',
        repair: ['The models folder has: {{ids}}.', 'Copy a pack into the models folder.'].join('\n'),
      },
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
      manifest: {
        detail: '{{file}} is not a pack manifest: {{reason}}.',
        repair: 'Install the pack again, or correct the manifest.',
      },
      'file-not-listed': { detail: 'The manifest of {{pack}} names a file {{file}} that it does not list.' },
      'no-tokenizer': { detail: 'The manifest of {{pack}} names no tokenizer.' },
      'no-table': { detail: 'The manifest of {{pack}} has no table {{role}}.' },
      'no-graph': { detail: 'The manifest of {{pack}} has no graph for {{role}}.' },
      'no-width': { detail: 'The manifest of {{pack}} does not say how wide {{role}} is.' },
      'parts-only': {
        detail: '{{pack}} holds replacement parts, not a whole pack.',
        repair: 'Copy its files into a pack instead.',
      },
      topology: {
        detail: [
          'The pack {{pack}} stores its {{part}} as {{topology}}; this studio runs {{known}}.',
          'The pack {{pack}} has no {{part}}.',
        ].join('\n'),
        repair: 'Install another pack, or bring the studio up to date.',
      },
      unsupported: {
        detail: [
          'The pack {{pack}} asks for {{asked}}; this studio has {{supported}}.',
          'The pack {{pack}} asks for {{asked}}, which this studio does not do.',
        ].join('\n'),
        repair: 'Install another pack, or bring the studio up to date.',
      },
      load: {
        detail: 'ONNX Runtime could not load {{role}}: {{said}}',
        repair: 'Verify the pack; if its files are whole, it does not fit this version of the studio.',
      },
      run: {
        detail: 'ONNX Runtime could not run {{role}}: {{said}}',
        repair: 'Verify the pack; if its files are whole, it does not fit this version of the studio.',
      },
      'no-tokens': {
        detail: 'The graph {{role}} found no tokens in the speech.',
        repair: 'Verify the pack.',
      },
      'no-code': {
        detail: 'The graph {{role}} answered with {{id}}, which is no speech code.',
        repair: 'Verify the pack; its speech tokenizer must be version 3.',
      },
      'rows-differ': { detail: 'Row {{row}} of {{role}} differs when it is read directly.' },
      vocoder: {
        detail:
          'The vocoder gave {{samples}} samples for silence, with a peak of {{peak}}; it should be {{expected}} below 0.3.',
        repair: 'Verify that the pack is a CosyVoice 3 pack.',
      },
      'no-speech': {
        detail:
          'A test sentence does not come out as speech: {{sec}} s, peak {{peak}}, {{silentShare}} of it silence.',
        repair: 'Listen to a take; if it is noise, install another pack.',
      },
      'no-end': {
        detail:
          'A test sentence does not end by itself: {{sec}} s, peak {{peak}}, {{silentShare}} of it silence.',
        repair: 'Listen to a take; if it is noise, install another pack.',
      },
      'unit-voice': {
        detail: '{{file}} is not a unit voice, or it is damaged.',
        repair: 'Install the studio again.',
      },
    },
  },
  'pack-file-missing': {
    title: 'A model file is missing',
    detail: ['The pack lacks {{file}}.', 'The pack {{pack}} lacks {{files}}.'].join('\n'),
    repair: 'Install the pack again; what is there already is kept.',
    why: {
      needed: {
        detail: [
          'The pack {{pack}} in {{dir}} lacks {{count}} of {{of}} files: {{files}}. The folder holds {{there}}.',
          'The pack {{pack}} in {{dir}} lacks {{count}} of {{of}} files: {{files}}. The folder is empty.',
        ].join('\n'),
        repair: 'Download the missing files.',
      },
      official: {
        detail: '{{folder}} lacks files of the official release: {{files}}.',
        repair: 'Put the missing files there; models/cosyvoice3-official-parts.json says where they lie.',
      },
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
      size: { detail: '{{file}} has {{found}} bytes; it should have {{expected}}.' },
      hash: { detail: 'The SHA-256 of {{file}} is {{found}}; it should be {{expected}}.' },
      'not-onnx': { detail: '{{file}} is not a whole ONNX model.' },
      rows: {
        detail: '{{file}} does not hold rows of {{width}} numbers.',
        repair: 'Compile the pack again.',
      },
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
    why: {
      'no-input': { detail: 'The graph {{role}} has no input {{tensor}}; it has {{found}}.' },
      'no-output': { detail: 'The graph {{role}} has no output {{tensor}}; it has {{found}}.' },
      'inputs-more': { detail: 'The graph {{role}} wants {{found}} beside {{expected}}.' },
      tensor: { detail: 'The graph {{role}}: {{tensor}} is {{found}}, not {{expected}}.' },
      length: {
        detail: 'The graph {{role}} answered with {{found}} numbers instead of {{expected}}.',
        repair: 'Verify the pack; its graphs may not belong together.',
      },
    },
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
    why: {
      encodes: { detail: 'The tokenizer encodes “{{text}}” differently.' },
      row: { detail: 'Token {{id}} lies beyond the {{rowCount}} rows of {{role}}.' },
      merges: { detail: 'merges.txt has {{found}} merges; the tokenizer of this pack has {{expected}}.' },
      'stock-merges': {
        detail:
          'merges.txt has {{found}} merges, which is the tokenizer of stock Qwen2; that of this pack has {{expected}}.',
        repair: 'Install the pack again, with vocab.json and merges.txt from CosyVoice-BlankEN.',
      },
      'merge-line': { detail: 'merges.txt has a line that is not two tokens: {{line}}.' },
      'no-token': { detail: 'vocab.json has no token {{token}}, which merges.txt needs.' },
      'vocab-json': { detail: 'vocab.json is not JSON.' },
      'vocab-ids': { detail: 'vocab.json does not map tokens to ids.' },
    },
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
    why: {
      load: {
        detail: [
          'Memory ran out while trying to load {{role}}: {{size}} were asked for and not available.',
          'Memory ran out while trying to load {{role}}.',
        ].join('\n'),
      },
      run: {
        detail: [
          'Memory ran out while trying to run {{role}}: {{size}} were asked for and not available.',
          'Memory ran out while trying to run {{role}}.',
        ].join('\n'),
      },
      speak: {
        detail: [
          'Memory ran out while trying to speak: {{size}} were asked for and not available.',
          'Memory ran out while trying to speak.',
        ].join('\n'),
      },
      'engine-ended': {
        detail: [
          'Memory ran out and the engine process ended: {{size}} were asked for and not available.',
          'Memory ran out and the engine process ended.',
        ].join('\n'),
      },
      'engine-killed': { detail: 'Memory ran out and the system ended the engine process.' },
    },
  },
  'not-a-number': {
    title: 'The model produced values that are not numbers',
    detail: [
      'Sample {{sample}} that the engine gave is not a number.',
      'A stage of the model gave values that are not finite.',
    ].join('\n'),
    repair: 'Generate with a new seed. If it stays, switch the provider to cpu.',
    why: {
      graph: {
        detail: 'The graph {{role}} answered with {{value}} at position {{index}}.',
        repair: 'Use a pack with int4 or fp32 graphs, or switch the provider to cpu.',
      },
      'language-model': {
        detail: 'The language model answered with numbers that are not finite.',
        repair: 'Use a pack with int4 or fp32 graphs, or another provider.',
      },
    },
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
    why: {
      repeated: {
        detail: 'The text contains {{marker}} {{count}} times; the model takes one.',
        repair: 'Delete the marker and write the instruction into its own field.',
      },
    },
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
