import { StudioError } from '#contract/errors';
import type { MeasuredProvider, MeasureRequest } from '#contract/helper-api';
import { withHelper } from './helper';
import type { Programs } from './programs';

const WITHIN_MS = 30_000;

/** In a helper process: a provider may print, hang or take its process with it. Never rejects. */
export async function measureProvider(
  programs: Programs,
  request: MeasureRequest,
): Promise<MeasuredProvider> {
  try {
    return await withHelper(programs, ({ api }) => api.measureProvider(request), { withinMs: WITHIN_MS });
  } catch (thrown) {
    const { code, values } = StudioError.from(thrown);
    if (code !== 'helper-ended') return { works: false, reason: code };
    if (values.why === 'late')
      return { works: false, reason: `It did not answer within ${WITHIN_MS / 1000} s.` };
    const words = values.last === undefined ? undefined : String(values.last);
    return {
      works: false,
      reason: words ?? `It ended its process (${String(values.how)}) and gave no reason.`,
    };
  }
}
