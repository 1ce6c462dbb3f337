import type { PackFileSpec, PackManifest, PackRepo } from '#contract/pack-manifest';

/** One address at which a file of a pack lies. */
export interface FileSource {
  /** What a person reads: the host, and its port when it is no usual one. */
  readonly name: string;
  readonly url: URL;
}

export interface SourceSettings {
  /** Base address of a mirror of one's own, laid out like the hub; empty for none. */
  readonly mirror: string;
  /** HF_ENDPOINT, as the tools of the hub read it. */
  readonly endpoint: string | undefined;
}

const HUB = 'https://huggingface.co';
/** A mirror of the hub that is reachable from mainland China. */
const CHINA_MIRROR = 'https://hf-mirror.com';
const MODELSCOPE = 'https://modelscope.cn/models';

/** Where a repository's file may lie, in the order in which it is tried: what a person chose comes first. */
export function sourcesOf(
  manifest: PackManifest,
  file: PackFileSpec,
  known: readonly PackManifest[],
  settings: SourceSettings,
): FileSource[] {
  const bases = hubBases(settings);
  const urls = placesOf(manifest, file, known).flatMap(({ repo, path, host, revision }) => {
    const tail = `${repo}/resolve/${revision}/${path.split('/').map(encodeURIComponent).join('/')}`;
    if (host === 'huggingface') return bases.map((base) => `${base}/${tail}`);
    return host === 'modelscope' ? [`${MODELSCOPE}/${tail}`] : [];
  });
  return [...new Set(urls)].map((text) => new URL(text)).map((url) => ({ name: url.host, url }));
}

/** The bases of a hub's addresses, without a slash at the end. */
export function hubBases({ mirror, endpoint }: SourceSettings): string[] {
  const chosen = [mirror, endpoint ?? ''].map((text) => text.trim().replace(/\/+$/, ''));
  const usable = chosen.filter((text) => /^https?:\/\//.test(text) && URL.canParse(text));
  return [...new Set([...usable, HUB, CHINA_MIRROR])];
}

interface Place {
  readonly host: string;
  readonly repo: string;
  readonly revision: string;
  readonly path: string;
}

/** The file's own repository, its mirrors, and other known repositories that publish the very same bytes. */
function placesOf(manifest: PackManifest, file: PackFileSpec, known: readonly PackManifest[]): Place[] {
  const same = known.flatMap((other) =>
    file.sha256 === null || other.id === manifest.id
      ? []
      : Object.values(other.files)
          .filter(({ sha256 }) => sha256 === file.sha256)
          .flatMap((twin) => inRepo(other.repos[twin.repo ?? ''], twin)),
  );
  // the repository of the pack on every hub first, then its twins
  return [...inRepo(manifest.repos[file.repo ?? ''], file), ...same];
}

function inRepo(repo: PackRepo | undefined, { path, sha256 }: PackFileSpec): Place[] {
  if (!repo) return [];
  // the content is checked against its published hash, so that an unpinned twin is no risk; without one it would be
  const places = sha256 === null ? [repo] : [repo, ...repo.mirrors];
  return places.flatMap((place) =>
    place.revision === null ? [] : [{ ...place, revision: place.revision, path }],
  );
}

/** Whether a manifest says where its files can be fetched. */
export function isFetchable(manifest: PackManifest): boolean {
  return Object.values(manifest.files).every(({ repo, optional }) => {
    const host = manifest.repos[repo ?? '']?.host;
    return optional || host === 'huggingface' || host === 'modelscope';
  });
}
