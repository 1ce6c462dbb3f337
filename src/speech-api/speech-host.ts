import type { Logger } from '#contract/logger';
import type { StudioApi } from '#contract/studio-api';

/** What the routes need of a studio. It is asked anew for each request: another library may stand behind the same host. */
export interface SpeechHost {
  readonly api: StudioApi;
  readonly logger: Logger;
}

export type Host = () => SpeechHost;
