import type { Translated } from '../../translated';
import type { voicesErrors as en } from '../../en/errors/voices';

export const voicesErrors: Translated<typeof en> = {
  'voice-not-found': {
    title: '这个音色不存在',
    detail: '没有音色 {{voiceId}}。',
    repair: '请从列表中选择一个音色。',
    why: {
      asked: { detail: '没有音色“{{name}}”。', repair: 'GET /v1/audio/voices 会列出本工作室的音色。' },
      'none-yet': {
        detail: '本工作室还没有音色。',
        repair: '请在工作室中制作一个，或使用 POST /v1/audio/voices。',
      },
      'project-voice': { detail: '项目“{{name}}”没有可用的音色。', repair: '请在项目中选择默认音色。' },
      deleted: { detail: '音色“{{voice}}”已删除。', repair: '请先恢复这个音色，再重新生成。' },
      'prompt-unknown': {
        detail: '资料库里没有音色带有“{{voice}}”的参考音频。',
        repair: '请导入这个音色，或用同一个参考音频文件登记。',
      },
      name: { detail: '没有名为“{{voice}}”的音色。', repair: '资料库里有：{{names}}。' },
      none: {
        detail: '没有名为“{{voice}}”的音色。',
        repair: '用这条命令建立：enroll --prompt FILE --name NAME',
      },
      'bin-name': { detail: '回收站里没有名为“{{voice}}”的音色。', repair: '其中有：{{names}}。' },
      'bin-empty': { detail: '回收站里没有名为“{{voice}}”的音色。', repair: '回收站是空的。' },
    },
  },
  'voice-name-taken': {
    title: '这个名字已被使用',
    detail: '已有名为“{{name}}”的音色。',
    repair: ['请换一个名字，例如“{{suggestion}}”。', '请换一个名字。'].join('\n'),
  },
  'voice-name-invalid': {
    title: '这个名字不能使用',
    detail: '名字需要 1 到 {{max}} 个字符，现在是 {{characters}} 个。',
    repair: '请输入较短且不为空的名字。',
  },
  'prompt-not-found': {
    title: '这段参考音频已不在',
    detail: '音色“{{name}}”没有这段参考音频。',
    repair: '请从它的参考音频中选择。',
  },
  'prompt-needed': {
    title: '音色至少要有一段参考音频',
    detail: '“{{prompt}}”是“{{name}}”唯一的参考音频。',
    repair: '请先添加另一段参考音频，或删除整个音色。',
  },
  'project-not-found': {
    title: '这个项目已不在',
    detail: '它已在此处或另一个窗口中被删除。',
    repair: '请从列表中选择项目。',
    why: {
      name: { detail: '没有名为“{{project}}”的项目。', repair: '现有项目：{{names}}。' },
      none: { detail: '没有名为“{{project}}”的项目。', repair: '还没有任何项目。' },
    },
  },
  'project-name-taken': {
    title: '已有同名项目',
    detail: '已经有名为“{{name}}”的项目。',
    repair: ['请换一个名称，例如“{{suggestion}}”。', '请换一个名称。'].join('\n'),
  },
  'project-name-invalid': {
    title: '这个名称不能用于项目',
    detail: '项目名称为 1 到 {{max}} 个字符；当前为 {{characters}} 个。',
    repair: '请换一个名称。',
  },
  'project-fixed': {
    title: '收件箱不能改动',
    detail: '每个资料库都有收件箱；它不能重命名、归档或删除。',
    repair: '请新建自己的项目。',
  },
  'project-archived': {
    title: '项目已归档',
    detail: '项目“{{name}}”已归档，不再接收新的生成。',
    repair: '请先取消归档。',
  },
};
