import officialParts from '../../models/cosyvoice3-official-parts.json';
import halfPrecision from '../../models/cosyvoice3-ayousanz-fp16.json';
import int4 from '../../models/cosyvoice3-jiangzhuo-int4.json';
import { packManifestSchema, type PackManifest } from './pack-manifest';

/** The manifests that ship with the studio, the recommended pack first. */
export const knownManifests: readonly PackManifest[] = [int4, halfPrecision, officialParts].map((json) =>
  packManifestSchema.parse(json),
);
