import { freeBytes } from '../../storage/files/files';
import { diskFull } from '../../storage/files/storage-errors';
import type { RetryPolicy } from './retry-policy';
import { TransferTrouble } from './trouble';

/** How many bytes may be written before the disk is asked again. */
const LOOK_EVERY_BYTES = 64e6;

/** What a file of a pack takes, or will take. */
export interface Claim {
  /** As far as it is known. */
  readonly wholeBytes: number;
  readonly writtenBytes: number;
  /** A manifest names the size; what a server says binds nobody. */
  readonly isPublished: boolean;
}

/** What the files of one pack may still write: bounds where nobody published a size, the disk for all of them. */
export class Allowance {
  private readonly claims = new Map<string, Claim>();
  private unseenBytes = 0;

  constructor(
    private readonly folder: string,
    private readonly limits: Pick<RetryPolicy, 'mostFileBytes' | 'mostPackBytes' | 'spareBytes'>,
  ) {}

  /** A file that is here already. */
  note(file: string, bytes: number, isPublished: boolean): void {
    this.claims.set(file, { wholeBytes: bytes, writtenBytes: bytes, isPublished });
  }

  /**
   * Asked before the first byte of a file is written, and before each further piece.
   * @throws TransferTrouble 'leave' beyond a bound; StudioError 'disk-full' with what is needed and what is free
   */
  async claim(file: string, claim: Claim): Promise<void> {
    const before = this.claims.get(file);
    this.claims.set(file, claim);
    if (!claim.isPublished) this.requireBounds(file, claim.wholeBytes);
    const grown = Math.max(
      claim.wholeBytes - (before?.wholeBytes ?? 0),
      claim.writtenBytes - (before?.writtenBytes ?? 0),
    );
    this.unseenBytes += Math.max(0, grown);
    if (before && this.unseenBytes < LOOK_EVERY_BYTES) return;
    this.unseenBytes = 0;
    await this.requireSpace();
  }

  private requireBounds(file: string, wholeBytes: number): void {
    const { mostFileBytes, mostPackBytes } = this.limits;
    const packBytes = this.sum(({ isPublished, ...each }) => (isPublished ? 0 : each.wholeBytes));
    if (wholeBytes <= mostFileBytes && packBytes <= mostPackBytes) return;
    this.claims.delete(file);
    const [bytes, mostBytes, what] =
      wholeBytes > mostFileBytes
        ? [wholeBytes, mostFileBytes, 'a file']
        : [packBytes, mostPackBytes, 'the files of a pack'];
    throw new TransferTrouble(
      'leave',
      `has ${bytes} bytes; ${what} without a published size may have ${mostBytes}`,
      { values: { bytes, mostBytes }, fault: 'size' },
    );
  }

  private async requireSpace(): Promise<void> {
    const stillToWrite = this.sum(({ wholeBytes, writtenBytes }) => Math.max(0, wholeBytes - writtenBytes));
    const neededBytes = stillToWrite + this.limits.spareBytes;
    const free = await freeBytes(this.folder);
    if (free < neededBytes) throw diskFull({ folder: this.folder, neededBytes, freeBytes: free });
  }

  private sum(bytesOf: (claim: Claim) => number): number {
    return [...this.claims.values()].reduce((sum, claim) => sum + bytesOf(claim), 0);
  }
}
