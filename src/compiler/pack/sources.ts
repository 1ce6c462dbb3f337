import { statSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import type { ModelPart } from '../weights/part-weights';

/** The files that a pack is made of, wherever a folder has them. */
export interface PackSources {
  readonly checkpoints: Readonly<Record<ModelPart, string>>;
  readonly vocab: string;
  readonly merges: string;
  /** Settings of the language model; the published ones when it is missing. */
  readonly config: string | undefined;
  readonly speechTokenizer: string;
  readonly speakerEncoder: string;
}

/** A pipe would be waited for. */
function isFileOrFolder(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts !== undefined && (facts.isFile() || facts.isDirectory());
}

/** Where the official release keeps its tokenizer. */
const TOKENIZER_FOLDERS = ['CosyVoice-BlankEN', '.'] as const;

/** Names under which a checkpoint is looked for: PyTorch, safetensors, a folder of DeepSpeed. */
const checkpointNames = (stem: string): string[] => [`${stem}.pt`, `${stem}.safetensors`, stem];

/**
 * @param reinforced take the language model that was trained further with rewards, `llm.rl.pt`
 * @throws StudioError 'pack-file-missing' naming every file that is not there
 */
export function findSources(dir: string, reinforced: boolean): PackSources {
  const missing: string[] = [];
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => join(dir, name)).find(isFileOrFolder);
  const need = (names: readonly string[]): string => {
    const found = first(names);
    if (found === undefined) missing.push(names[0]!);
    return found ?? '';
  };
  const inTokenizer = (name: string) => TOKENIZER_FOLDERS.map((folder) => join(folder, name));
  const sources: PackSources = {
    checkpoints: {
      llm: need(checkpointNames(reinforced ? 'llm.rl' : 'llm')),
      flow: need(checkpointNames('flow')),
      hift: need(checkpointNames('hift')),
    },
    vocab: need(inTokenizer('vocab.json')),
    merges: need(inTokenizer('merges.txt')),
    config: first(inTokenizer('config.json')),
    speechTokenizer: need(['speech_tokenizer_v3.onnx']),
    speakerEncoder: need(['campplus.onnx']),
  };
  if (missing.length === 0) return sources;
  throw new StudioError('pack-file-missing', { why: 'official', folder: dir, files: missing.join(', ') });
}
