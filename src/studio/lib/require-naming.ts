import { StudioError } from '#contract/errors';
import { namingProblem } from '#contract/naming';

/**
 * @param fields those that the template may have
 * @throws StudioError 'naming-invalid' with the fields there are
 */
export function requireNaming(template: string, fields: readonly string[]): void {
  const problem = namingProblem(template, fields);
  if (!problem) return;
  const words = {
    empty: 'The template is empty.',
    long: `The template is longer than ${problem.code === 'long' ? problem.max : 0} characters.`,
    'unknown-field': `The template has {${problem.code === 'unknown-field' ? problem.field : ''}}, which is no field.`,
  }[problem.code];
  const known = fields.map((field) => `{${field}}`).join(', ');
  throw new StudioError('naming-invalid', words, {
    repair: `Use ${known}, and words of your own.`,
    values: { ...problem, fields: known },
  });
}
