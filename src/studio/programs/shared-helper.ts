import type { Service } from '#contract/contract';
import { StudioError } from '#contract/errors';
import type { HelperContract } from '#contract/helper-api';
import { withHelper } from './helper';
import type { Programs } from './programs';

type Helper = Service<HelperContract>;

/** A helper process that nobody uses is kept so long: starting one takes longer than a sentence. */
const KEPT_MS = 30_000;

interface Lent {
  readonly helper: Promise<Helper>;
  /** Rejects once the process is gone before its time. */
  readonly over: Promise<void>;
  readonly release: () => void;
}

/** One helper process for several jobs at a time; it is started when it is needed and ended when nobody needs it. */
export class SharedHelper {
  private lent: Lent | undefined;
  private users = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly programs: Programs | undefined) {}

  /** @throws what the job throws; StudioError as `withHelper` when the process ends under it */
  async use<T>(job: (helper: Helper) => Promise<T>): Promise<T> {
    clearTimeout(this.timer);
    const { helper, over } = (this.lent ??= this.lend());
    this.users++;
    const gone = over.then(() => {
      throw new StudioError('cancelled');
    });
    try {
      return await Promise.race([helper.then(job), gone]);
    } catch (thrown) {
      // its exit says why
      if (StudioError.from(thrown).code === 'connection-lost') await gone;
      throw thrown;
    } finally {
      if (--this.users === 0) this.timer = setTimeout(() => this.close(), KEPT_MS).unref();
    }
  }

  /** Ends the process; a job that still uses it fails with 'cancelled'. */
  close(): void {
    clearTimeout(this.timer);
    this.lent?.release();
    this.lent = undefined;
  }

  private lend(): Lent {
    let release: () => void = () => undefined;
    const unused = new Promise<void>((resolve) => (release = resolve));
    let give: (helper: Helper) => void = () => undefined;
    const helper = new Promise<Helper>((resolve) => (give = resolve));
    const over = withHelper(this.programs, (service) => {
      give(service);
      return unused;
    });
    const lent = { helper, over, release };
    over
      .catch(() => undefined)
      .finally(() => {
        if (this.lent === lent) this.lent = undefined;
      });
    return lent;
  }
}
