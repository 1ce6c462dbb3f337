import type { Take } from '#contract/domain';

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;

/** Speech as the events that the OpenAI API sends, base64 in JSON. */
export async function* asEvents(
  bytes: AsyncGenerator<Uint8Array, Take>,
): AsyncGenerator<string, void, undefined> {
  for (;;) {
    const step = await bytes.next();
    if (step.done) {
      yield event({ type: 'speech.audio.done', usage: usageOf(step.value) });
      return;
    }
    yield event({ type: 'speech.audio.delta', audio: Buffer.from(step.value).toString('base64') });
  }
}

/** Characters in, speech tokens out where the engine draws any: nobody pays by them here. */
function usageOf({ recipe, segments }: Take): Readonly<Record<string, number>> {
  const input = Array.from(recipe.text).length;
  const output = segments.reduce((sum, { tokens = 0 }) => sum + tokens, 0);
  return { input_tokens: input, output_tokens: output, total_tokens: input + output };
}
