// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { advancedRanges, advancedSchema, type Advanced } from '#contract/advanced';
import { renderWithStudio } from '../../testing/render';
import { AdvancedDrawer } from './AdvancedDrawer';

afterEach(cleanup);

/** The drawer in hand, and what it was last changed to. */
function open(first: Advanced = {}, converts = false) {
  const kept = { advanced: first };
  const Held = () => {
    const [advanced, set] = useState(first);
    const onChange = (next: Advanced) => {
      kept.advanced = next;
      set(next);
    };
    return <AdvancedDrawer advanced={advanced} converts={converts} onChange={onChange} />;
  };
  renderWithStudio(<Held />);
  document.querySelector('details')!.open = true;
  return kept;
}

const field = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: label });

test('every parameter of the contract has a field, with the default of the model in it', () => {
  open();
  expect(screen.getAllByRole('textbox').length).toBeGreaterThanOrEqual(Object.keys(advancedRanges).length);
  expect(field('Flow steps').placeholder).toBe('10');
  expect(field('Guidance (cfg)').placeholder).toBe('0.7');
  expect(screen.getByText('Advanced')).toBeTruthy();
});

test('what is typed is what the take is told, and clearing it gives the default back', async () => {
  const kept = open();
  await userEvent.type(field('Flow steps'), '6');
  expect(kept.advanced).toEqual({ flowSteps: 6 });
  expect(screen.getByText('Advanced (1 changed)')).toBeTruthy();
  await userEvent.clear(field('Flow steps'));
  expect(kept.advanced).toEqual({});
});

test('nothing out of its range leaves the drawer', async () => {
  const kept = open();
  await userEvent.type(field('Flow steps'), '99');
  await userEvent.type(field('Nucleus mass (top p)'), '7');
  await userEvent.tab();
  expect(advancedSchema.safeParse(kept.advanced).success).toBe(true);
});

test('choices and the check box say only what differs from the default, and Reset takes all back', async () => {
  const kept = open();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Clean the prompt first' }));
  expect(kept.advanced).toEqual({ cleanReference: false });
  await userEvent.click(screen.getByRole('combobox', { name: 'Stop masking' }));
  await userEvent.click(await screen.findByText('As upstream'));
  expect(kept.advanced).toEqual({ cleanReference: false, stopMasking: 'upstream' });
  await userEvent.click(screen.getByRole('button', { name: 'Reset' }));
  expect(kept.advanced).toEqual({});
});
