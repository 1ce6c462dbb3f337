import type { Topology } from '../topology';
import { encodeSpeaker } from './speaker-encoder';
import { tokenizeSpeech } from './speech-tokenizer';

/** The official enrolment graphs: features go in, speech tokens and the speaker embedding come out. */
export const onnxEnrolment: Topology<'enroll'> = {
  name: 'onnx',
  roles: {
    speech_tokenizer: {
      inputs: ['feats', 'length'],
      outputs: ['tokens'],
      fileNames: ['speech_tokenizer_v3', 'speech_tokenizer'],
    },
    speaker_encoder: {
      inputs: ['feats'],
      outputs: ['embedding'],
      fileNames: ['campplus', 'speaker_encoder'],
    },
  },
  glue: {},
  open: (graphs) => ({
    tokenizeSpeech: (mel) => tokenizeSpeech(graphs, mel),
    encodeSpeaker: (fbank) => encodeSpeaker(graphs, fbank),
  }),
  checks: {},
};
