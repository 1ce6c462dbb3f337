import type { Translated } from '../translated';
import type { log as en } from '../en/log';

export const log: Translated<typeof en> = { title: '日志' };
