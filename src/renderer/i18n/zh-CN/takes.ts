import type { Translated } from '../translated';
import type { takes as en } from '../en/takes';

export const takes: Translated<typeof en> = { title: '生成结果' };
