import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { PackManifest } from '#contract/pack-manifest';
import { fileSpec } from './packs/open-pack';
import { alignPrompt } from './prompt/align';
import { preparePrompt, type PromptOptions } from './prompt/prompt-features';
import type { Enroller } from './stages/enroller';
import { rolesOfPart } from './topologies/roles';
import type { EnrolledVoice } from './voice-profile';

/**
 * Prompt audio to an enrolled voice. Tokens and mel are cut to the same length; nothing is stretched.
 * @throws StudioError 'audio-…', 'prompt-…', 'pack-…', 'out-of-memory', 'not-a-number'
 */
export async function enrolPrompt(
  enroller: Enroller,
  audio: Audio,
  options?: PromptOptions,
): Promise<EnrolledVoice> {
  const features = preparePrompt(audio, options);
  const tokens = await enroller.tokenizeSpeech(features.tokenizerMel);
  const speakerEmbedding = await enroller.encodeSpeaker(features.speakerFbank);
  const aligned = alignPrompt(tokens, features.flowMel);
  if (aligned.tokens.length === 0) {
    throw new StudioError('pack-invalid', { why: 'no-tokens', role: 'speech_tokenizer' });
  }
  return {
    speechTokens: aligned.tokens,
    mel: aligned.mel,
    speakerEmbedding,
    durationSec: features.durationSec,
  };
}

/**
 * Names the enrolment graphs of a pack, so that voices survive a change of language model or flow.
 * @returns 16 characters; the same for every pack with the same published enrolment files
 */
export function enrolmentKey(manifest: PackManifest, dir: string): string {
  const hash = createHash('sha256');
  for (const role of Object.keys(rolesOfPart(manifest, 'enroll'))) {
    const { path, sha256 } = fileSpec(manifest, manifest.graphs[role]?.file ?? role);
    hash.update(sha256 ?? fileFingerprint(join(dir, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Stands in for an unknown hash: reading a gigabyte only to name a file would make the first take wait. */
function fileFingerprint(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${size}-${mtimeMs}`;
}
