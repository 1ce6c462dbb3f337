import { z } from 'zod';

/** What names a thing of the studio: a voice, a take, a pack, … Never a path; `inside` joins it to a folder all the same. */
export const idSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** SHA-256, hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
