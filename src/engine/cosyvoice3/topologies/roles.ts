import { StudioError } from '#contract/errors';
import type { PackManifest } from '#contract/pack-manifest';
import { topologies } from '.';
import { packParts, type PackPart, type RoleTable, type Topology } from './topology';

/**
 * How one part of a pack is stored.
 * @throws StudioError 'pack-invalid' for a topology that this version cannot run, and for a part that is not there
 */
export function topologyOf<Part extends PackPart>(manifest: PackManifest, part: Part): Topology<Part> {
  const name = manifest.topology[part];
  const known: readonly Topology<Part>[] = topologies[part];
  const found = known.find((each) => each.name === name);
  if (found) return found;
  throw new StudioError('pack-invalid', {
    why: 'topology',
    pack: manifest.id,
    part,
    topology: name ?? '',
    known: known.map((each) => each.name).join(', '),
  });
}

/** @returns the roles of one part; none when the pack does not bring it    @throws StudioError 'pack-invalid' */
export function rolesOfPart(manifest: PackManifest, part: PackPart): RoleTable {
  return manifest.topology[part] === undefined ? {} : topologyOf(manifest, part).roles;
}

/** Every role that a pack of this manifest must bring. */
export function rolesOf(manifest: PackManifest): RoleTable {
  return Object.assign({}, ...packParts.map((part) => rolesOfPart(manifest, part))) as RoleTable;
}
