import { StudioError } from '#contract/errors';
import { namingProblem } from '#contract/naming';

/**
 * @param fields those that the template may have
 * @throws StudioError 'naming-invalid' with the fields there are
 */
export function requireNaming(template: string, fields: readonly string[]): void {
  const problem = namingProblem(template, fields);
  if (!problem) return;
  const known = fields.map((field) => `{${field}}`).join(', ');
  throw new StudioError('naming-invalid', { ...problem, fields: known });
}
