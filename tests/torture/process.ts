import { StudioError } from '#contract/errors';
import type { SessionName } from './options';
import type { Report } from './session';
import { sessions } from './sessions';

/** One session as a process of its own, so that a hang can be seen and ended: `node process.mjs NAME SEED MILLISECONDS`. */
export type Told = { readonly step: string } | { readonly report: Report };

const [name, seed, ms] = process.argv.slice(2);
const end = performance.now() + Number(ms);
const tell = (told: Told) => process.send?.(told);

const report = await sessions[name as SessionName]({
  seed: Number(seed),
  again: () => performance.now() < end,
  step: (step) => tell({ step }),
}).catch((thrown: unknown) => {
  const { code, message, stack = '' } = StudioError.from(thrown);
  return { counts: {}, wrong: [`${code}: ${message}\n${stack}`] };
});
process.send?.({ report } satisfies Told, undefined, undefined, () => process.exit());
