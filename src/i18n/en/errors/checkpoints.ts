import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../../code-words';

/** Official files that packs are made of. */
export const checkpointErrors = {
  'checkpoint-unreadable': {
    title: 'A checkpoint is damaged',
    detail: '{{file}} cannot be read as weights.',
    repair: 'Download or copy the file again.',
    why: {
      'neither-kind': { detail: '{{file}} is neither a PyTorch file nor safetensors.' },
      'not-a-zip': {
        detail: '{{file}} is no whole zip archive: its directory makes no sense at byte {{at}}.',
      },
      'not-a-checkpoint': { detail: '{{file}} holds no dictionary of weights.' },
      truncated: {
        detail: [
          '{{file}} is cut off: it ends at byte {{at}}, its weights at byte {{end}}.',
          '{{file}} is cut off: it ends at byte {{at}}.',
        ].join('\n'),
      },
      malformed: {
        detail: [
          '{{file}} is damaged: {{name}} does not lie at byte {{at}}.',
          '{{file}} is damaged: its {{name}} has {{entryBytes}}.',
          '{{file}} is damaged: its {{name}} makes no sense.',
          '{{file}} is damaged: its header claims {{headerBytes}}.',
          '{{file}} is damaged: there is {{weight}} among its weights.',
          '{{file}} is damaged: it has {{weights}} weights.',
          '{{file}} is damaged: its header is not that of safetensors.',
        ].join('\n'),
      },
      'storage-missing': { detail: '{{file}} lacks its storage {{key}}.' },
      'storage-too-short': {
        detail: 'The storage {{key}} of {{file}} has {{storedBytes}}, fewer than a tensor of it.',
      },
      'no-settings': {
        detail: '{{file}} does not hold the settings of a language model.',
        repair: 'Take the config.json of CosyVoice-BlankEN, or leave it out.',
      },
    },
  },
  'checkpoint-unsupported': {
    title: 'This kind of checkpoint is not read',
    detail: '{{file}} is of a kind that is not read.',
    repair: 'Save the whole model as a plain state dict with a current PyTorch, then compile that.',
    why: {
      'legacy-format': {
        detail: '{{file}} is of the format before PyTorch 1.6.',
        repair: 'Load it with a current PyTorch and save it again with torch.save.',
      },
      torchscript: {
        detail: '{{file}} is a TorchScript program, not a state dict.',
        repair: 'Save the state dict of the model instead of the compiled module.',
      },
      compressed: {
        detail: '{{file}} was packed again: {{name}} in it is compressed.',
        repair: 'Unpack the archive, or save the weights again with torch.save.',
      },
      'big-endian': {
        detail: '{{file}} was written on a big-endian machine.',
        repair: 'Save the weights again on a little-endian machine.',
      },
      'storage-type': {
        detail: ['{{file}} stores {{name}} as {{kind}}.', '{{file}} stores numbers as {{kind}}.'].join('\n'),
        repair: 'Save plain tensors: of no subclass, neither quantised nor complex.',
      },
      'zero3-shard': {
        detail: '{{file}} is one part of a model that ZeRO stage 3 spread over several files.',
        repair: 'Run zero_to_fp32.py of DeepSpeed in its folder and take what that writes.',
      },
      lora: {
        detail: '{{file}} holds a LoRA adapter ({{name}}), not a whole model.',
        repair: 'Merge the adapter into the model first, then take the merged weights.',
      },
    },
  },
  'checkpoint-mismatch': {
    title: 'The checkpoint is of another model',
    detail: [
      '{{file}} is a checkpoint of {{found}}; the {{part}} of CosyVoice 3 is needed.',
      '{{file}} does not fit the {{part}} of CosyVoice 3: {{differences}}; and {{more}} more.',
      '{{file}} does not fit the {{part}} of CosyVoice 3: {{differences}}.',
    ].join('\n'),
    repair: 'Choose the checkpoint of CosyVoice 3 0.5B for this part.',
  },
} satisfies Partial<Record<ErrorCode, CodeWords>>;
