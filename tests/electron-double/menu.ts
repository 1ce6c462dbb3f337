import type { MenuItemConstructorOptions } from 'electron';
import { type MenuRecord, tell } from './control';

let installed: readonly MenuItemConstructorOptions[] = [];

/** Menus are recorded, not drawn. */
export const Menu = {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: readonly MenuItemConstructorOptions[]): void => {
    installed = template;
    tell({ kind: 'menu', items: template.map(record) });
  },
};

/** @returns whether an item with that label was found and clicked */
export function clickMenu(label: string): boolean {
  const item = flat(installed).find((each) => each.label === label);
  // the handlers of this application take no arguments
  (item?.click as (() => void) | undefined)?.();
  return item?.click !== undefined;
}

function record({ label, role, accelerator, submenu }: MenuItemConstructorOptions): MenuRecord {
  return {
    label: label ?? role ?? '',
    accelerator: accelerator ?? undefined,
    items: itemsOf(submenu).map(record),
  };
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...flat(itemsOf(item.submenu))]);
}

const itemsOf = (submenu: MenuItemConstructorOptions['submenu']) =>
  Array.isArray(submenu) ? submenu : ([] as MenuItemConstructorOptions[]);
