import type { Translated } from '../../translated';
import type { packsErrors as en } from '../../en/errors/packs';

export const packsErrors: Translated<typeof en> = {
  'pack-not-found': {
    title: '模型没有安装',
    detail: '{{dir}} 里没有模型包。',
    repair: '请先安装模型，或使用草稿音色。',
    why: {
      'no-folder': { detail: '没有模型包文件夹 {{dir}}。', repair: '请检查路径，或安装模型包。' },
      'no-graphs': {
        detail: '{{dir}} 里没有 CosyVoice 3 模型包：没有 manifest.json，也没有常用名称的模型图。',
        repair: '请选择含 vocab.json 和 .onnx 文件的文件夹。',
      },
      'not-installed': {
        detail: '没有名为“{{pack}}”的模型包。',
        repair: ['模型文件夹里有：{{ids}}。', '请把模型包复制到模型文件夹。'].join('\n'),
      },
      unknown: { detail: '没有名为“{{pack}}”的模型包。', repair: '工作室认识：{{ids}}。' },
      'not-located': { detail: '没有查找过那个文件夹，或不能这样使用它。', repair: '请重新查找模型包。' },
      bin: { detail: '没有已移除的模型包“{{pack}}”。', repair: '请重新下载。' },
      'none-in': {
        detail: '在 {{folder}} 中没有找到认识的模型包。',
        repair: ['那里有：{{ids}}。', '请指定含 .onnx 文件的文件夹。'].join('\n'),
      },
      'not-in': {
        detail: '在 {{folder}} 中没有找到 {{pack}}。',
        repair: ['那里有：{{ids}}。', '请指定含 .onnx 文件的文件夹。'].join('\n'),
      },
      'no-parts': { detail: '没有说明 {{pack}} 由什么制成。' },
      'cannot-speak': {
        detail: '没有可以发声的模型包“{{pack}}”。',
        repair: ['已安装且可用：{{ids}}。', '没有安装可用的模型包。'].join('\n'),
      },
    },
  },
  'pack-invalid': {
    title: '模型包无法使用',
    detail: [
      '{{pack}} 的清单不是本工作室能读的格式。',
      '{{file}} 不是本工作室能读的清单。',
      '模型图 {{role}} 的输出不合理。',
      '模型包没有通过自检。',
    ].join('\n'),
    repair: '请从来源处重新安装模型包。',
    why: {
      manifest: {
        detail: '{{file}} 不是模型包清单：{{reason}}。',
        repair: '请重新安装模型包，或更正清单。',
      },
      'file-not-listed': { detail: '{{pack}} 的清单提到没有列出的文件 {{file}}。' },
      'no-tokenizer': { detail: '{{pack}} 的清单没有写明分词器。' },
      'no-table': { detail: '{{pack}} 的清单没有表 {{role}}。' },
      'no-graph': { detail: '{{pack}} 的清单没有模型图 {{role}}。' },
      'no-width': { detail: '{{pack}} 的清单没有写明 {{role}} 的宽度。' },
      'parts-only': {
        detail: '{{pack}} 只有替换部件，不是完整的模型包。',
        repair: '请把它的文件复制到模型包里。',
      },
      topology: {
        detail: [
          '模型包 {{pack}} 以 {{topology}} 存放 {{part}}；本工作室能运行 {{known}}。',
          '模型包 {{pack}} 没有 {{part}}。',
        ].join('\n'),
        repair: '请安装另一个模型包，或更新工作室。',
      },
      unsupported: {
        detail: [
          '模型包 {{pack}} 要求 {{asked}}；本工作室有 {{supported}}。',
          '模型包 {{pack}} 要求 {{asked}}，本工作室做不到。',
        ].join('\n'),
        repair: '请安装另一个模型包，或更新工作室。',
      },
      load: {
        detail: 'ONNX Runtime 无法加载 {{role}}：{{said}}',
        repair: '请验证模型包；如果文件完整，则它与这个版本的工作室不匹配。',
      },
      run: {
        detail: 'ONNX Runtime 无法运行 {{role}}：{{said}}',
        repair: '请验证模型包；如果文件完整，则它与这个版本的工作室不匹配。',
      },
      'no-tokens': { detail: '模型图 {{role}} 在语音中没有找到词元。', repair: '请验证模型包。' },
      'no-code': {
        detail: '模型图 {{role}} 输出了 {{id}}，这不是语音词元。',
        repair: '请验证模型包；语音分词器必须是第 3 版。',
      },
      'rows-differ': { detail: '直接读取时，{{role}} 的第 {{row}} 行不同。' },
      vocoder: {
        detail: '声码器对静音给出 {{samples}} 个采样，峰值 {{peak}}；应为 {{expected}} 个，峰值低于 0.3。',
        repair: '请确认这是 CosyVoice 3 的模型包。',
      },
      'no-speech': {
        detail: '测试句没有成为语音：{{sec}} 秒，峰值 {{peak}}，静音占 {{silentShare}}。',
        repair: '请试听一条结果；如果是噪声，请安装另一个模型包。',
      },
      'no-end': {
        detail: '测试句没有自行结束：{{sec}} 秒，峰值 {{peak}}，静音占 {{silentShare}}。',
        repair: '请试听一条结果；如果是噪声，请安装另一个模型包。',
      },
      'unit-voice': { detail: '{{file}} 不是拼接音色，或已损坏。', repair: '请重新安装工作室。' },
    },
  },
  'pack-file-missing': {
    title: '缺少模型文件',
    detail: ['模型包里没有 {{file}}。', '模型包 {{pack}} 缺少 {{files}}。'].join('\n'),
    repair: '请重新安装模型包，已有的文件会保留。',
    why: {
      needed: {
        detail: [
          '{{dir}} 里的模型包 {{pack}} 缺少 {{of}} 个文件中的 {{count}} 个：{{files}}。文件夹里有 {{there}}。',
          '{{dir}} 里的模型包 {{pack}} 缺少 {{of}} 个文件中的 {{count}} 个：{{files}}。文件夹是空的。',
        ].join('\n'),
        repair: '请下载缺少的文件。',
      },
      official: {
        detail: '{{folder}} 缺少官方发布的文件：{{files}}。',
        repair: '请把缺少的文件放进去；models/cosyvoice3-official-parts.json 写明它们在哪里。',
      },
      import: {
        detail: '那个文件夹里缺少 {{pack}} 的 {{count}} 个文件：{{files}}。',
        repair: '请下载缺少的文件；找到的已保留。',
      },
      'cannot-stay': {
        detail: '{{folder}} 里的 {{pack}} 不能就地使用：有文件不在应在的位置。',
        repair: '请去掉 --in-place 导入，缺少的文件可再下载。',
      },
    },
  },
  'pack-file-corrupt': {
    title: '模型文件已损坏',
    detail: ['{{file}} 的内容与清单不符。', '权重 {{tensor}} 不是 {{count}} 个数值。'].join('\n'),
    repair: '请重新下载这个文件。',
    why: {
      size: { detail: '{{file}} 有 {{found}} 字节，应有 {{expected}} 字节。' },
      hash: { detail: '{{file}} 的 SHA-256 是 {{found}}，应为 {{expected}}。' },
      'not-onnx': { detail: '{{file}} 不是完整的 ONNX 模型。' },
      rows: { detail: '{{file}} 的每行不是 {{width}} 个数值。', repair: '请重新编译模型包。' },
      'in-place': {
        detail: '{{file}} 不是公布的那个文件。',
        repair: '请以链接或复制的方式导入：有问题的文件会重新下载。',
      },
    },
  },
  'pack-tensor-mismatch': {
    title: '模型文件与工作室不匹配',
    detail: [
      '{{file}}：张量 {{tensor}} 与清单不符。',
      '模型图 {{role}}：应为 {{expected}}，实为 {{found}}。',
      '应为 {{expected}}，实为 {{found}}。',
    ].join('\n'),
    repair: '请使用为 CosyVoice 3 和本工作室制作的模型包。',
    why: {
      'no-input': { detail: '模型图 {{role}} 没有输入 {{tensor}}；它有 {{found}}。' },
      'no-output': { detail: '模型图 {{role}} 没有输出 {{tensor}}；它有 {{found}}。' },
      'inputs-more': { detail: '模型图 {{role}} 除 {{expected}} 外还需要 {{found}}。' },
      tensor: { detail: '模型图 {{role}}：{{tensor}} 是 {{found}}，不是 {{expected}}。' },
      length: {
        detail: '模型图 {{role}} 输出了 {{found}} 个数值，应为 {{expected}} 个。',
        repair: '请验证模型包；它的模型图可能不属于同一个模型。',
      },
    },
  },
  'pack-unsound-here': {
    title: '这个处理器算不对这个模型包',
    detail: '{{format}} 的乘积算错了：得到 {{found}}，应为 {{expected}}。',
    repair: '请使用 float32 的模型包：packs compile … --llm fp32 --flow fp32。',
  },
  'pack-tokenizer-mismatch': {
    title: '分词器与模型不匹配',
    detail: '模型包的分词器给出的编号与训练时不同。',
    repair: '请重新安装模型包，它的分词器文件与其他模型混在了一起。',
    why: {
      encodes: { detail: '分词器对“{{text}}”的编码不同。' },
      row: { detail: '词元 {{id}} 超出 {{role}} 的 {{rowCount}} 行。' },
      merges: { detail: 'merges.txt 有 {{found}} 条合并，这个模型包的分词器应有 {{expected}} 条。' },
      'stock-merges': {
        detail: 'merges.txt 有 {{found}} 条合并，是原版 Qwen2 的分词器；这个模型包应有 {{expected}} 条。',
        repair: '请用 CosyVoice-BlankEN 的 vocab.json 和 merges.txt 重新安装模型包。',
      },
      'merge-line': { detail: 'merges.txt 有一行不是两个词元：{{line}}。' },
      'no-token': { detail: 'vocab.json 里没有 merges.txt 需要的词元 {{token}}。' },
      'vocab-json': { detail: 'vocab.json 不是 JSON。' },
      'vocab-ids': { detail: 'vocab.json 没有把词元对应到编号。' },
    },
  },
  'pack-busy': {
    title: '另一个工作室正在处理这个模型包',
    detail: '使用 {{folder}} 的另一个工作室正在改动模型包 {{pack}}。',
    repair: '请等它完成，或在那边停止。',
    why: {
      installed: { detail: '已经安装了模型包 {{pack}}。', repair: '请先移除那一个。' },
    },
  },
  'pack-not-fetchable': {
    title: '没有说明这个模型包在哪里',
    detail: '{{pack}} 的清单没有写明哪台服务器有它的文件。',
    repair: '请导入已有这些文件的文件夹。',
  },
  'pack-folder-gone': {
    title: '这个模型包的文件夹不在了',
    detail: '找不到 {{pack}} 所在的文件夹 {{folder}}。',
    repair: '请接上那块磁盘，或移除这个模型包后重新安装。',
  },
  'download-failed': {
    title: '下载停下了',
    detail: ['无法取得 {{file}}：{{reasons}}。', '无法取得 {{file}}：不知道任何服务器。'].join('\n'),
    repair: '请检查网络、代理或镜像，然后继续。已下载的部分会保留。',
    why: {
      revision: {
        detail: '没有服务器说明 {{file}} 的当前版本：{{reasons}}。',
        repair: '请检查网络、代理或镜像，然后继续。',
      },
    },
  },
  'download-wrong-file': {
    title: '服务器上的文件不对',
    detail: '{{file}} 不是公布的那个文件：{{reasons}}。',
    repair: '请换一个镜像，或导入这个文件。错误的文件已丢弃。',
  },
  'download-too-large': {
    title: '文件太大',
    detail: '{{file}} 超过了允许的大小：{{reasons}}。',
    repair: '请换一个镜像，或自行下载这个文件后导入。',
  },
  'download-address-refused': {
    title: '服务器指向了您自己的网络',
    detail: '{{file}} 所在的地址是服务器不该指向的：{{reasons}}。',
    repair: '如果这个地址是您自己的，请把它填为镜像；否则请换一个镜像。',
  },
  'provider-unavailable': {
    title: '这个计算后端不可用',
    detail: '无法在这台电脑上启动 {{provider}}。',
    repair: '工作室也能用处理器（cpu）运行，请选择它。',
  },
  'out-of-memory': {
    title: '内存不足',
    detail: [
      '{{doing}} 时内存不足：申请 {{size}} 失败。',
      '{{doing}} 时内存不足。',
      '申请 {{size}} 失败。',
      '申请 {{neededBytes}} 失败。',
      '内存不够完成这一步。',
    ].join('\n'),
    repair: '请关闭其他程序，使用较短的参考音频或文本，或选择逐阶段的内存模式。',
    why: {
      load: {
        detail: ['加载 {{role}} 时内存不足：申请 {{size}} 失败。', '加载 {{role}} 时内存不足。'].join('\n'),
      },
      run: {
        detail: ['运行 {{role}} 时内存不足：申请 {{size}} 失败。', '运行 {{role}} 时内存不足。'].join('\n'),
      },
      speak: { detail: ['生成时内存不足：申请 {{size}} 失败。', '生成时内存不足。'].join('\n') },
      'engine-ended': {
        detail: ['内存不足，引擎进程退出了：申请 {{size}} 失败。', '内存不足，引擎进程退出了。'].join('\n'),
      },
      'engine-killed': { detail: '内存不足，系统结束了引擎进程。' },
    },
  },
  'not-a-number': {
    title: '模型输出了无效数值',
    detail: ['引擎给出的第 {{sample}} 个采样不是数值。', '模型的一个阶段给出了非有限数值。'].join('\n'),
    repair: '请换一个种子生成。若仍出现，请把计算后端换成 cpu。',
    why: {
      graph: {
        detail: '模型图 {{role}} 在第 {{index}} 个位置输出了 {{value}}。',
        repair: '请使用 int4 或 fp32 的模型包，或把计算后端换成 cpu。',
      },
      'language-model': {
        detail: '语言模型输出了非有限数值。',
        repair: '请使用 int4 或 fp32 的模型包，或换一个计算后端。',
      },
    },
  },
  'flow-steps-unavailable': {
    title: '这个模型包没有这个步数',
    detail: '它支持 {{counts}} 步，不支持 {{steps}} 步。',
    repair: '请在高级设置中选择其中一个步数。',
  },
  'pattern-invalid': {
    title: '这不是正则表达式',
    detail: '无法理解这个搜索：{{reason}}。',
    repair: '请用 \\ 转义特殊字符，或搜索普通文字。不支持环视和反向引用。',
  },
  'text-marker-invalid': {
    title: '文本里有不认识的标记',
    detail: '{{marker}} 不是模型认识的标记。',
    repair: '请删除它，或使用 [breath]、[laughter] 等已知标记。',
    why: {
      repeated: {
        detail: '文本里有 {{count}} 个 {{marker}}，模型只接受一个。',
        repair: '请删除这个标记，把指令写进它自己的输入框。',
      },
    },
  },
};
