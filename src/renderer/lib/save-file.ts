export interface NamedBytes {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A revoked address can stop a download that has not begun to read. */
const KEPT_MS = 60_000;

/** Hands a file to the person as a download, byte for byte, under its own name; works in a browser and on the desktop. */
export function saveFile({ name, type, bytes }: NamedBytes): void {
  saveBlob(name, new Blob([new Uint8Array(bytes)], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
