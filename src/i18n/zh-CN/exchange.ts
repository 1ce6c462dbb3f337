/** 压缩包里的音色，导入之前。 */
export const exchange = {
  title: '{{file}} 中的音色',
  reading: '正在查看压缩包，还没有写入任何内容。',
  import_one: '导入一个音色',
  import_other: '导入 {{count}} 个音色',
  cancel: '取消',
  close: '关闭',
  done_one: '已导入一个音色。',
  done_other: '已导入 {{count}} 个音色。',
  prompts_one: '{{sec}} 秒',
  prompts_other: '{{count}} 段参考音频，选用 {{sec}} 秒',
  renamed: '压缩包中名为“{{name}}”，这个名字在这里已被占用。',
  sameAs: '资料库中的“{{name}}”使用完全相同的参考音频。勾选即可两个都保留。',
  consent: {
    own: '本人的声音',
    permitted: '由 {{by}} 授权',
    spoken: '由 {{by}} 授权，附口头声明',
    synthetic: '合成',
    none: '没有说明是谁的声音',
  },
};
