import type { Translated } from '../translated';
import type { errors as en } from '../en/errors';
import { engineErrors } from './errors/engine';
import { soundErrors } from './errors/sound';
import { voicesErrors } from './errors/voices';
import { scriptsErrors } from './errors/scripts';
import { takesErrors } from './errors/takes';
import { libraryErrors } from './errors/library';
import { checkpointErrors } from './errors/checkpoints';
import { packsErrors } from './errors/packs';
import { hostsErrors } from './errors/hosts';

export const errors: Translated<typeof en> = {
  card: {
    retry: '重试',
    showLog: '查看日志',
    details: '技术细节',
    copy: '复制细节',
    copied: '已复制',
    dismiss: '关闭',
    code: '代码',
  },
  codes: {
    ...engineErrors,
    ...soundErrors,
    ...voicesErrors,
    ...scriptsErrors,
    ...takesErrors,
    ...libraryErrors,
    ...checkpointErrors,
    ...packsErrors,
    ...hostsErrors,
  },
};
