import { StudioError } from '#contract/errors';
import { floatsOf, numbersTensor } from '../../../onnx/tensors';
import { Skipped, type CheckFacts, type Graphs } from '../topology';
import { languageModelWidth } from './stacked-kv-model';

/** Rows read from the file must be what the graph gives. */
export async function checkEmbeddingRows(graphs: Graphs): Promise<CheckFacts> {
  const width = languageModelWidth(graphs);
  const ids = { text_embedding: [0, 1, 255, 151_646], speech_embedding: [0, 6560, 6561, 6563] };
  const compared: string[] = [];
  for (const [role, samples] of Object.entries(ids)) {
    const rows = graphs.rows(role, width);
    if (!rows) continue;
    const type = graphs.inputType(role, 'ids');
    const { embeds } = await graphs.run(role, { ids: numbersTensor(type, samples, [1, samples.length]) });
    const expected = floatsOf(embeds!, role);
    const found = new Float32Array(expected.length);
    samples.forEach((id, i) => rows.read(id, found, i * width));
    const at = found.findIndex((value, i) => value !== expected[i]);
    if (at !== -1) {
      const row = samples[Math.floor(at / width)] ?? 0;
      throw new StudioError('pack-invalid', { why: 'rows-differ', role, row });
    }
    compared.push(role);
    await graphs.releaseRole(role);
  }
  if (compared.length === 0) throw new Skipped('no-table');
  return { roles: compared.join(', ') };
}
