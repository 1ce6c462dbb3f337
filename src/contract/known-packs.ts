import officialParts from '../../models/cosyvoice3-official-parts.json';
import fast from '../../models/cosyvoice3-fast.json';
import halfPrecision from '../../models/cosyvoice3-ayousanz-fp16.json';
import int4 from '../../models/cosyvoice3-jiangzhuo-int4.json';
import { packManifestSchema, type PackManifest } from './pack-manifest';
import { personal } from './personal';

/** The manifests that ship with the studio, the recommended pack first. */
export const knownManifests: readonly PackManifest[] = [int4, fast, halfPrecision, officialParts].map(
  (json) => packManifestSchema.parse(json),
);

const shipped = new Set(knownManifests.map(({ id }) => id));

/** @returns a pack's id for the log: one that does not ship with the studio is what a person called a folder */
export function packWord(id: string): string {
  return shipped.has(id) ? id : personal(id);
}
