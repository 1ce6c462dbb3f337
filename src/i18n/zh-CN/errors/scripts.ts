import type { Translated } from '../../translated';
import type { scriptsErrors as en } from '../../en/errors/scripts';

export const scriptsErrors: Translated<typeof en> = {
  'line-not-found': {
    title: '脚本中没有这一行',
    detail: '这一行已被他人删除。',
    repair: '请重新查看脚本。未作任何更改。',
  },
  'script-too-long': {
    title: '脚本过长',
    detail: '一份脚本最多 {{max}} 行，现在会有 {{lines}} 行。',
    repair: '请为各部分分别新建项目。未作任何更改。',
  },
  'script-nothing-to-speak': {
    title: '没有需要生成的内容',
    detail: '“{{name}}”的这些行都不缺少生成，也没有过期。',
    repair: '请先写一行，或选择要重新生成的行。',
  },
  'script-nothing-to-export': {
    title: '没有可以导出的内容',
    detail: '“{{name}}”的这些台词都还没有生成。',
    repair: '请先生成。',
  },
  'script-not-ready': {
    title: '脚本还不能导出',
    detail: '“{{name}}”有 {{count}} 行还没生成、已过期、失败、正在生成，或文件已丢失。',
    repair: '请先生成缺少或过期的台词；也可以仍然导出：缺少的略去，其余按已生成的导出。',
  },
  'export-exists': {
    title: '已有同名文件',
    detail: '“{{file}}”已经存在；这次导出共有 {{count}} 个同名文件。',
    repair: '请选择别的文件夹，或允许覆盖。没有写入任何内容。',
  },
  'export-not-found': {
    title: '这次导出已不存在',
    detail: '它已被取走，或工作室重新启动过。',
    repair: '请重新导出。',
  },
  'speaker-without-voice': {
    title: '有说话人还没有音色',
    detail: '没有音色的说话人：{{speakers}}。',
    repair: '请在角色表中为每位说话人选择音色；没有说话人的行使用项目的音色。',
  },
  'script-file-invalid': {
    title: '这个文件不能作为脚本',
    detail: '“{{file}}”中没有可用的行。',
    repair: '脚本可来自文本、Markdown、字幕、表格、Word 文档、电子书或剧本。',
    why: {
      empty: { detail: '“{{file}}”中没有任何一行。' },
      'no-text': { detail: '“{{file}}”中没有文字。' },
      encoding: { detail: '“{{file}}”的编码无法读取。', repair: '请另存为 UTF-8。' },
      large: { detail: '“{{file}}”超出了一份脚本的大小。', repair: '请拆成几个文件。' },
      damaged: { detail: '“{{file}}”已损坏。', repair: '请用原来的程序重新保存。' },
      old: { detail: '“{{file}}”是旧版 Word 文档。', repair: '请另存为 .docx。' },
      columns: { detail: '“{{file}}”中没有台词列：{{headings}}。', repair: '请指明哪一列是台词。' },
    },
  },
};
