import type { Translated } from '../../translated';
import type { libraryErrors as en } from '../../en/errors/library';

export const libraryErrors: Translated<typeof en> = {
  'folder-not-writable': {
    title: '无法写入文件夹',
    detail: ['工作室无法写入 {{folder}}（{{reason}}）。', '工作室无权写入 {{folder}}。'].join('\n'),
    repair: '请在偏好设置中更换输出文件夹，或修改它的权限。',
    why: {
      'read-only-disk': {
        detail: '{{folder}} 所在的磁盘是只读的，无法写入，只能查看。',
        repair: '请让系统以可写方式挂载它，或用 COSYVOICE_STUDIO_HOME 指定另一个文件夹。',
      },
      'no-folder': {
        detail: '{{folder}} 是一个文件，或是无处可去的链接，不是文件夹。',
        repair: '请把它移开，或另选文件夹；所有数据的文件夹由 COSYVOICE_STUDIO_HOME 指定。',
      },
      'not-chosen': {
        detail: ['{{folder}} 已不是存放结果的文件夹。', '这条结果的文件夹已不再用于存放结果。'].join('\n'),
        repair: '请在设置中选择输出文件夹。',
      },
      'not-absolute': { detail: '{{folder}} 不是绝对路径。', repair: '请选择另一个文件夹。' },
      nested: { detail: '{{folder}} 与 {{from}} 互相包含。', repair: '请选择另一个文件夹。' },
      'copy-differs': {
        detail: '{{folder}} 里 {{file}} 的副本与原文件不同。',
        repair: '请检查那块磁盘，或换一块磁盘上的文件夹。原文件没有改动。',
      },
      copy: { detail: '无法写入 {{file}}。', repair: '结果本身保存在 {{takeFile}}；请换一个 --out。' },
      stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
    },
  },
  'disk-full': {
    title: '磁盘已满',
    detail: [
      '{{folder}} 所在的磁盘已满：需要 {{neededBytes}}，只剩 {{freeBytes}}。',
      '{{folder}} 所在的磁盘已满：只剩 {{freeBytes}}。',
      '{{folder}} 所在的磁盘没有剩余空间。',
    ].join('\n'),
    repair: '请清理空间，或换到其他磁盘上的文件夹，然后再试。',
    why: {
      pack: {
        detail: '模型包需要 {{neededBytes}}，可用 {{freeBytes}}。',
        repair: '请腾出空间，或另选文件夹。',
      },
      copy: {
        detail: '无法写入 {{file}}：磁盘已满。',
        repair: '结果本身保存在 {{takeFile}}；请换一个 --out。',
      },
      stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
    },
  },
  'library-locked': {
    title: '另一个工作室正在使用这个资料库',
    detail: [
      '{{home}} 正被另一个工作室使用：{{host}} 上的进程 {{pid}}，开始于 {{since}}。',
      '{{home}} 正被另一个工作室使用。',
    ].join('\n'),
    repair:
      '请使用那个工作室，或先关闭它。只查看：serve --read-only。COSYVOICE_STUDIO_HOME 可打开另一个资料库。',
    why: {
      version: {
        detail:
          '正在使用 {{home}} 的工作室（进程 {{pid}}）是版本 {{theirs}}；这条命令是版本 {{version}}，无法与它对话。',
        repair: '请使用那个版本的命令，或先关闭那个工作室。',
      },
      silent: {
        detail: '正在使用 {{home}} 的工作室（进程 {{pid}}）没有应答。',
        repair: '请稍后再试。若仍没有应答，请结束该进程，再启动工作室。',
      },
      pack: {
        detail:
          '有工作室正在使用 {{home}}（进程 {{pid}}）；它的引擎使用那个资料库的模型包，而不是 {{pack}}。',
        repair: '请导入该模型包并去掉 --pack，或先关闭那个工作室。',
      },
    },
  },
  'library-lost': {
    title: '资料库文件不见了',
    detail: '{{path}} 不存在或是空的，但 {{folder}} 中有音色。',
    repair:
      '请放回该文件或从备份恢复；也可以运行 library verify --repair，或以可写方式启动工作室：它会从文件夹中找回音色和音频。',
  },
  'library-damaged': {
    title: '资料库文件已损坏',
    detail: '无法把 {{path}} 当作资料库读取。',
    repair: '请从备份恢复，或重新启动工作室：它会从旁边没有改动的文件中找回音色和音频。',
    why: {
      'version-unknown': {
        detail: '资料库 {{path}} 的版本是 {{version}}，没有工作室会写出这个版本。',
        repair: '请从备份恢复；没有改动任何内容。',
      },
      newer: {
        detail: '资料库 {{path}} 的版本是 {{version}}，这个工作室最高认识版本 {{known}}。',
        repair: '请启动写出它的较新的工作室；没有改动任何内容。',
      },
      older: {
        detail: '资料库 {{path}} 的版本是 {{version}}，比这个工作室的 {{known}} 旧。',
        repair: '请打开一次工作室，它会更新资料库。',
      },
      'left-there': { detail: '无法读取资料库 {{path}}；它保持原样。' },
      'kept-aside': { detail: '无法读取资料库 {{path}}；它已保存为 {{kept}}。' },
    },
  },
  'archive-unreadable': {
    title: '这个文件不是能读取的压缩包',
    detail: '无法读取 {{file}}，它可能不完整，或者是别的类型。',
    repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
  },
  'archive-unsafe': {
    title: '压缩包不安全，已拒绝',
    detail: [
      '其中的文件名“{{path}}”不是普通的相对路径。',
      '“{{duplicate}}”在其中出现了多次。',
      '其中的“{{encrypted}}”已加密。',
      '其中的“{{link}}”是链接或设备，不是文件。',
      '“{{type}}”的类型不该出现在其中，只接受 WAV 和 JSON。',
      '清单没有列出“{{unnamed}}”。',
    ].join('\n'),
    repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
  },
  'archive-too-large': {
    title: '压缩包超过了可接受的大小',
    detail: [
      '其中有 {{files}} 个文件，最多接受 {{maxFiles}} 个。',
      '解压后有 {{megabytes}} MB，最多接受 {{maxMegabytes}} MB。',
      '其中一个文件解压后会变成 {{ratio}} 倍，最多接受 {{maxRatio}} 倍。',
    ].join('\n'),
    repair: '请每次少导出几个音色。',
    why: {
      entry: { detail: '其中的“{{file}}”有 {{megabytes}} MB，最多接受 {{maxMegabytes}} MB。' },
      voices: { detail: '这些音色的声音超过 {{maxMegabytes}} MB，一个文件装不下。' },
    },
  },
  'archive-damaged': {
    title: '压缩包已损坏',
    detail: [
      '其中缺少“{{missing}}”。',
      '“{{changed}}”与打包时不同：SHA-256 不一致。',
      '其中的 {{manifest}} 无法理解：{{reason}}',
    ].join('\n'),
    repair: '请向来源重新索取这个文件；没有从中取用任何内容。',
    why: {
      'sound-cut-off': { detail: '其中的“{{sound}}”在最后一个采样之前就结束了。' },
      'sound-kind': {
        detail: '其中的“{{sound}}”是 {{channels}} 声道的 {{encoding}}，不是单声道 32 位浮点。',
      },
      'sound-length': { detail: '其中的“{{sound}}”长 {{promptSec}} 秒，不在 {{min}} 到 {{max}} 秒之间。' },
      'sound-rate': { detail: '其中的“{{sound}}”为 {{sampleRateHz}} Hz，低于 {{minHz}} Hz。' },
      'sound-unreadable': { detail: '其中的“{{sound}}”不是可用的声音。' },
      'manifest-kind': { detail: '其中的 {{manifest}} 既不是音色包，也不是 Voicebox 档案的清单。' },
      'manifest-hash': { detail: '其中的 {{manifest}} 没有“{{name}}”的 SHA-256。' },
      'manifest-json': { detail: '其中的 {{manifest}} 不是 JSON。' },
      'manifest-nul': { detail: '其中的 {{manifest}} 有文本含 NUL 字符。' },
      'manifest-database': { detail: '其中的 {{manifest}} 不是资料库。' },
    },
  },
  'archive-newer': {
    title: '压缩包由更新版本的工作室制作',
    detail: '它的版本是 {{version}}，这个工作室最高认识版本 {{known}}。',
    repair: '请先更新这个工作室，再重新导入。',
  },
  'library-busy': {
    title: '资料库正忙',
    detail: '正在备份、恢复或修复。',
    repair: '请等它完成。',
  },
  'library-gone': {
    title: '资料库不见了',
    detail: '{{home}} 在工作室打开期间被移走或删除。没有改动任何内容。',
    repair: '请把该文件夹放回原处，然后重新启动工作室。',
  },
  'library-read-only': {
    title: '资料库仅供查看',
    detail: [
      '另一个工作室正在写入：{{host}} 上的进程 {{pid}}，开始于 {{since}}。',
      '这个窗口不会改动任何内容。',
    ].join('\n'),
    repair: '请使用另一个工作室，或关闭它之后重新打开这一个；以只读方式挂载的磁盘要先允许写入。',
  },
  'file-name-invalid': {
    title: '不能用作文件名',
    detail: ['{{name}} 指向别处，或有的系统不接受。', '有的系统不接受这个名称。'].join('\n'),
    repair: '请使用普通名称，不含 / \\ : * ? " < > |。',
  },
  'not-a-file': {
    title: '这不是文件',
    detail: '{{file}} 是文件夹、管道、设备或指向自身的链接，不是文件。',
    repair: '请先保存为文件再打开。',
    why: {
      'in-the-way': { repair: '请把它移开；工作室会在那里建立自己的文件。' },
    },
  },
  'file-too-large': {
    title: '文件太大',
    detail: '{{file}} 有 {{megabytes}} MB，最多读取 {{maxMegabytes}} MB。',
    repair: '请截取需要的部分再打开。',
  },
  'file-not-found': {
    title: '缺少文件',
    detail: ['{{path}} 已不在原处。', '需要的文件不在原处。'].join('\n'),
    repair: '请把它放回原处，或重新生成。',
    why: {
      'binned-audio': {
        detail: '这条结果的音频已不在回收站里。',
        repair: '请用它的配方重新生成，种子已保留。',
      },
      bundle: { detail: '这个支持包已不再保留。', repair: '请重新生成并查看。' },
      library: { detail: '{{home}} 里没有资料库。', repair: '请检查 COSYVOICE_STUDIO_HOME。' },
      'went-away': { detail: '备份资料库期间 {{path}} 不见了。', repair: '请重新备份。' },
      backup: { detail: '没有名为 {{path}} 的备份。', repair: '请从列表中选择。' },
      statement: { detail: '音色“{{name}}”没有录制的声明。', repair: '请在音色的声明中录制。' },
      samples: { detail: '没有示例参考音频。', repair: '请获取完整的工作室：缺少 resources/samples。' },
      unreadable: {
        detail: '无法读取 {{path}}（{{reason}}）。',
        repair: '请检查路径，以及是否有权读取该文件。',
      },
      'own-file': { detail: '无法读取工作室自带的 {{path}}。', repair: '请重新安装工作室。' },
      'no-file': { detail: '没有文件 {{path}}。', repair: '请检查路径。' },
      'no-folder': {
        detail: '没有文件夹 {{path}}。',
        repair: '请指定含 llm.pt、flow.pt 和 hift.pt 的文件夹。',
      },
    },
  },
};
