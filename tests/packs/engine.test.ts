import { expect, test } from 'vitest';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';

const pack = syntheticPack();

test('a take runs from prompt to waveform', async () => {
  const engine = newEngine();
  const context = watchedContext();
  const t = performance.now();
  const result = await engine.synthesize(takeRequest(pack), context);
  console.log(
    performance.now() - t,
    result.segments,
    result.warnings,
    result.pack,
    result.audio.samples.length,
  );
  console.log(
    context.records.map((r) => `[${r.level}] ${r.message} ${JSON.stringify(r.data ?? {})}`).join('\n'),
  );
  let peak = 0;
  let sq = 0;
  for (const s of result.audio.samples) {
    peak = Math.max(peak, Math.abs(s));
    sq += s * s;
  }
  console.log(peak, Math.sqrt(sq / result.audio.samples.length));
  for (let seed = 1; seed < 8; seed++) {
    const t = performance.now();
    const r = await engine.synthesize(takeRequest(pack, { seed, profile: result.profile }), watchedContext());
    console.log(
      seed,
      r.segments[0]!.tokens,
      Math.round(performance.now() - t),
      r.warnings.map((w) => w.message),
    );
  }
  expect(result.audio.samples.length).toBe(result.segments[0]!.tokens! * 960);
});
