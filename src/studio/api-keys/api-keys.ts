import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Mutex } from 'async-mutex';
import { apiKeySchema, type ApiKey, type NewApiKey } from '#contract/api-keys';
import { StudioError } from '#contract/errors';
import { sha256Schema } from '#contract/ids';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { without } from '../storage/database/rows';
import { writeWhole } from '../storage/files/files';
import { readNoteSync } from '../storage/files/regular-file';

const keptKeySchema = apiKeySchema.extend({ sha256: sha256Schema });
type KeptKey = z.output<typeof keptKeySchema>;

const MOST_KEYS = 100;
const MINUTE_MS = 60_000;
/** Names a secret for whoever finds one somewhere. */
const PREFIX = 'cvs-';

export interface ApiKeysParts {
  readonly file: string;
  /** Beside another studio nothing is written. */
  readonly readOnly: boolean;
  readonly log: Logger;
}

/** The keys of this data folder, by their hashes: a file of their own, which no backup carries elsewhere. */
export class ApiKeys {
  private keys: readonly KeptKey[];
  private readonly writing = new Mutex();

  constructor(private readonly parts: ApiKeysParts) {
    this.keys = keptKeys(parts.file);
  }

  list(): ApiKey[] {
    return this.keys.map(told);
  }

  /** @throws StudioError 'key-limit' */
  async add(name: string): Promise<NewApiKey> {
    if (this.keys.length >= MOST_KEYS) throw new StudioError('key-limit', { most: MOST_KEYS });
    const { secret, sha256 } = freshSecret();
    const key = { id: randomUUID(), name, createdAt: new Date().toISOString(), sha256 };
    await this.keep([...this.keys, key]);
    this.parts.log.info('A key for other programs was made', { keyId: key.id, name: personal(name) });
    return { ...told(key), secret };
  }

  /** Another secret under the same name; the one before opens nothing any more. @throws StudioError 'key-not-found' */
  async renew(keyId: string): Promise<NewApiKey> {
    const before = without(this.find(keyId), 'usedAt');
    const { secret, sha256 } = freshSecret();
    const key = { ...before, sha256, createdAt: new Date().toISOString() };
    await this.keep(this.keys.map((each) => (each.id === keyId ? key : each)));
    this.parts.log.info('A key for other programs was renewed', { keyId });
    return { ...told(key), secret };
  }

  /** @throws StudioError 'key-not-found' */
  async remove(keyId: string): Promise<void> {
    this.find(keyId);
    await this.keep(this.keys.filter(({ id }) => id !== keyId));
    this.parts.log.info('A key for other programs was removed', { keyId });
  }

  /** @returns whether this is the secret of a key; it is then used now */
  admits(secret: string): boolean {
    const sha256 = hashOf(secret);
    const key = this.keys.find((each) => timingSafeEqual(Buffer.from(each.sha256), Buffer.from(sha256)));
    if (!key) return false;
    const now = new Date();
    const usedMs = key.usedAt === undefined ? 0 : Date.parse(key.usedAt);
    if (now.getTime() - usedMs > MINUTE_MS) {
      const used = this.keys.map((each) => (each === key ? { ...key, usedAt: now.toISOString() } : each));
      // to let somebody in needs no disk
      void this.keep(used).catch(() => undefined);
    }
    return true;
  }

  private find(keyId: string): KeptKey {
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) throw new StudioError('key-not-found', { keyId });
    return key;
  }

  private async keep(keys: readonly KeptKey[]): Promise<void> {
    const { file, readOnly } = this.parts;
    if (readOnly) return;
    this.keys = keys;
    await this.writing.runExclusive(() => writeWhole(file, [Buffer.from(JSON.stringify(this.keys))]));
  }
}

function freshSecret(): { readonly secret: string; readonly sha256: string } {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { secret, sha256: hashOf(secret) };
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

const told = (key: KeptKey): ApiKey => without(key, 'sha256');

/** One that makes no sense opens nothing. */
function keptKeys(file: string): KeptKey[] {
  try {
    const kept: unknown = JSON.parse(readNoteSync(file));
    return z
      .array(z.unknown())
      .parse(kept)
      .flatMap((each) => {
        const key = keptKeySchema.safeParse(each);
        return key.success ? [key.data] : [];
      });
  } catch {
    return [];
  }
}
