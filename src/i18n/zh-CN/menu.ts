import type { Translated } from '../translated';
import type { menu as en } from '../en/menu';

export const menu: Translated<typeof en> = {
  file: '文件',
  outputs: '在文件夹中显示生成的音频',
  log: '显示日志文件',
  data: '显示数据文件夹',
  quit: '退出',
  edit: '编辑',
  view: '视图',
  window: '窗口',
};
