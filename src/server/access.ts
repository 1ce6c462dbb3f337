import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Guesses } from './guesses';

/** Who may speak to the studio over HTTP. Memory only: a restart forgets every browser. */
export interface Access {
  /** @returns a fresh 32-byte token that `redeem` accepts once; for the address that the terminal prints. */
  mintLink(): string;
  /**
   * Exchanges a link's token, or the token the person chose, for a browser session.
   * @param address who asks: only wrong tokens from there count against it, and never a right one
   * @returns the value of the session cookie; undefined when the token is unknown or was used before
   * @throws StudioError 'unauthorized' for a wrong token after too many of them
   */
  redeem(token: string, address: string): string | undefined;
  /**
   * Whether the cookie belongs to a session, or the bearer token is the one the person chose.
   * @throws StudioError 'unauthorized' for a wrong bearer token after too many of them
   */
  admits(credentials: Credentials, address: string): boolean;
}

interface Credentials {
  readonly session?: string | undefined;
  readonly bearer?: string | undefined;
}

const MAX_SESSIONS = 256;
const MAX_LINKS = 64;

/** @param chosen the person's own token: may be used again and again, and as a bearer token */
export function createAccess(chosen?: string): Access {
  const links = new BoundedSet(MAX_LINKS);
  const sessions = new BoundedSet(MAX_SESSIONS);
  const guesses = new Guesses();
  const isChosen = (token: string) => chosen !== undefined && sameSecret(token, chosen);

  return {
    mintLink: () => links.add(secret()),
    redeem: (token, address) => {
      if (isChosen(token) || links.remove(token)) return sessions.add(secret());
      guesses.count(address);
      return undefined;
    },
    admits: ({ session, bearer }, address) => {
      if (session !== undefined && sessions.has(session)) return true;
      if (bearer === undefined) return false;
      if (isChosen(bearer)) return true;
      guesses.count(address);
      return false;
    },
  };
}

/** Secrets by their hash, so that looking one up tells nothing by its timing; the oldest leaves first. */
class BoundedSet {
  private readonly hashes = new Set<string>();

  constructor(private readonly max: number) {}

  add(value: string): string {
    this.hashes.add(hash(value).toString('hex'));
    for (const oldest of this.hashes) {
      if (this.hashes.size <= this.max) break;
      this.hashes.delete(oldest);
    }
    return value;
  }

  has(value: string): boolean {
    return this.hashes.has(hash(value).toString('hex'));
  }

  remove(value: string): boolean {
    return this.hashes.delete(hash(value).toString('hex'));
  }
}

const secret = () => randomBytes(32).toString('base64url');
const hash = (value: string) => createHash('sha256').update(value).digest();
const sameSecret = (a: string, b: string) => timingSafeEqual(hash(a), hash(b));
