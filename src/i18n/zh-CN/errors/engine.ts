import type { Translated } from '../../translated';
import type { engineErrors as en } from '../../en/errors/engine';

export const engineErrors: Translated<typeof en> = {
  'input-too-long': {
    title: '太长了',
    detail: '这里最多 {{maximum}} 个（{{field}}）。',
    repair: '请缩短。没有做任何改动。',
    why: {
      characters: { detail: '{{field}} 最多 {{maximum}} 个字符。' },
      entries: { detail: '{{field}} 最多 {{maximum}} 项。' },
    },
  },
  'bad-request': {
    title: '工作室没有看懂这个请求',
    detail: ['调用 {{name}} 未被接受：{{fault}}。', '调用 {{name}} 未被接受。'].join('\n'),
    repair: '请刷新窗口。若再次出现，日志会指出是哪个字段有误。',
    why: {
      field: {
        detail: ['字段“{{field}}”未被接受：{{fault}}。', '有一个字段未被接受。'].join('\n'),
        repair: 'GET /openapi.json 说明了每个字段。',
      },
      body: { detail: '无法读取请求的正文。', repair: '请发送 JSON，或按说明发送表单。' },
      'body-type': {
        detail: '这里不读取这种类型的请求正文。',
        repair: '请发送 application/json；需要文件时请发送 multipart/form-data。',
      },
      'body-too-large': { detail: '请求太大。', repair: '文本最多 100 000 个字符，声音最多 64 MB。' },
      'source-mode': {
        detail: '模式 {{mode}} 朗读文本；源语音用于 vc 模式。',
        repair: '请去掉源语音，或选择 vc 模式。',
      },
      http: {
        detail: '工作室不回答这样的请求，或请求未能及时到达（{{status}}）。',
        repair: '请打开终端里显示的地址。',
      },
      'nothing-kept': { detail: '这条结果没有可以接着生成的部分。', repair: '请从头再试一次。' },
      'line-there': { detail: '已经有编号为 {{lineId}} 的行。', repair: '请不带编号插入。' },
      'version-unknown': {
        detail: '没有 {{use}} 这个版本：该段有 {{count}} 个版本。',
        repair: 'takes segments 会列出每段的版本。',
      },
      'version-same': {
        detail: '这条结果已经在用 {{use}} 这个版本。',
        repair: '请选择另一个版本，或用 takes reroll 换一个新种子。',
      },
      'no-segment': { detail: '这条结果没有可由种子改变的第 {{segment}} 段。', repair: '请重新生成整条。' },
      'not-ended': {
        detail: '这条结果既没有失败，也没有取消。',
        repair: '只有失败或已取消的结果才能接着生成。',
      },
      'export-folder': { detail: '已不知道这次导出的文件夹。', repair: '请重新选择文件夹。' },
      'engine-in-use': { detail: '正在生成，现在不能释放引擎。', repair: '请等它完成，或先取消。' },
      'empty-selection': {
        detail: '选区 {{startSec}} 到 {{endSec}} 秒是空的。',
        repair: '请在 0 到 {{durationSec}} 秒之间选择。',
      },
      'sample-rate': {
        detail: '{{sampleRateHz}} Hz 不是有效的采样率。',
        repair: '请重新录音，或打开另一个文件。',
      },
      prompt: { detail: '录音的这一部分不能用作参考音频。', repair: '请选择录音的另一部分，或重新录音。' },
      'folder-moving': { detail: '正在把文件夹移到 {{to}}。', repair: '请等它完成。' },
      'takes-under-way': {
        detail: '有等待或正在生成的结果，它们的模型包现在不能移动。',
        repair: '请等它们完成，或先取消。',
      },
      'pack-arriving': { detail: '有模型包正在进入模型文件夹。', repair: '请等下载完成，或先暂停。' },
      'pack-in-use': { detail: '正在生成，现在不能移除它的模型包。', repair: '请等它完成，或先取消。' },
      'not-waiting': {
        detail: '结果 {{takeId}} 的状态是 {{state}}，已不在等待。',
        repair: 'takes queue 列出等待的结果。',
      },
      'take-done': { detail: '结果 {{takeId}} 已生成完。', repair: 'takes repeat 可再生成一条。' },
      'no-instruction': { detail: '模式 instruct2 需要一条指令。', repair: '请选择一条指令，或换一种模式。' },
      'no-call': { detail: '没有名为 {{name}} 的调用。' },
      streams: { detail: '这个编号的数据流已打开，或已有 {{max}} 个其他数据流。' },
      nul: { detail: '调用 {{name}} 的文本含 NUL 字符。', repair: '请去掉 NUL 字符。' },
      frame: { detail: '这不是本工作室的消息。' },
      grant: { detail: '数据流至少要给出一个整项。' },
    },
  },
  'connection-lost': {
    title: '与工作室的连接已断开',
    detail: [
      '{{address}} 的工作室没有应答。已保存的内容不受影响。',
      '窗口背后的工作室没有应答。已保存的内容不受影响。',
    ].join('\n'),
    repair: '请稍候，窗口会自动重连。若没有恢复，请重启工作室。',
    why: {
      door: {
        detail: '这条命令所询问的工作室已关闭，或打开了另一个资料库。已保存的内容不受影响。',
        repair: '请重新运行命令。',
      },
    },
  },
  cancelled: {
    title: '已取消',
    detail: '已按要求停止。',
    repair: '需要时重新开始即可。',
    why: {
      closing: { detail: '工作室正在关闭。' },
      unloaded: { detail: '引擎已释放。' },
      'engine-restarted': { detail: '引擎已重启。' },
      'made-anew': { detail: '这条结果正在重新生成。', repair: '请再试听一次。' },
      download: { detail: '{{pack}} 的下载已停止。' },
      'download-paused': { detail: '{{pack}} 的下载已暂停。' },
      making: { detail: '{{pack}} 的制作已停止。' },
    },
  },
  internal: {
    title: '出现了意料之外的问题',
    detail: '{{reason}}',
    repair: '请重试。若再次出现，请复制细节，并查看它之前的日志。',
    why: {
      stdout: { detail: '声音无法继续写出。', repair: '请用 --out 指定文件。' },
    },
  },
  'engine-start-failed': {
    title: '引擎没有启动',
    detail: [
      '引擎进程在就绪之前退出了（{{how}}）。它最后的输出：{{last}}',
      '引擎进程在就绪之前退出了（{{how}}）。',
      '引擎进程在就绪之前退出了。',
    ].join('\n'),
    repair: '请重试。若仍失败，日志最后几行是引擎自己的说明。',
    why: {
      'by-hand': { detail: '引擎进程由工作室启动，不能手动启动。', repair: '请改为启动工作室：npm start。' },
    },
  },
  'engine-crashed': {
    title: '引擎在生成途中停止了',
    detail: [
      '引擎进程意外退出（{{how}}）。它最后的输出：{{last}}',
      '引擎进程意外退出（{{how}}）。',
      '引擎进程意外退出。',
    ].join('\n'),
    repair: '请重新生成，种子已保留。若再次停止，请缩短文本或关闭其他程序。',
  },
  'helper-ended': {
    title: '辅助进程停止了',
    detail: [
      '辅助进程在应答前退出（{{how}}）。它最后的输出：{{last}}',
      '辅助进程在应答前退出（{{how}}）。',
      '辅助进程在应答前退出。',
    ].join('\n'),
    repair: '请重试；详情见日志。',
    why: {
      late: {
        detail: '辅助进程在 {{seconds}} 秒内没有应答。',
        repair: '请关闭占用机器的其他程序后重试。',
      },
    },
  },
  'engine-unresponsive': {
    title: '引擎没有响应',
    detail: '引擎已有太久没有任何动静。',
    repair: '请取消后重新生成，工作室会重启引擎。',
    why: {
      start: {
        detail: '引擎进程启动后 {{seconds}} 秒内没有响应。',
        repair: '请关闭占用电脑的其他程序，然后重试。',
      },
    },
  },
  'engine-restarted': {
    title: '引擎已重启',
    detail: ['引擎已有 {{quietSec}} 秒没有动静，进程已结束。', '引擎已按要求重启。'].join('\n'),
    repair: '请用新启动的引擎重试这次生成。',
  },
  'engine-unknown': {
    title: '没有这个引擎',
    detail: '没有名为 {{engine}} 的引擎；现有 {{known}}。',
    repair: '请换一个引擎，或选择“自动”。',
  },
  'player-unavailable': {
    title: '没有播放程序',
    detail: '这台电脑上没有能播放声音的程序。',
    repair: '请安装 aplay（alsa-utils）或 ffplay（FFmpeg），或改为写入文件。',
    why: {
      ended: {
        detail: '{{player}} 无法播放：以 {{exitCode}} 结束。',
        repair: '请用别的声音试试播放器，或用 --out 写成文件。',
      },
      said: {
        detail: '{{player}} 无法播放：{{said}}',
        repair: '请用别的声音试试播放器，或用 --out 写成文件。',
      },
    },
  },
  'engine-busy': {
    title: '引擎正忙',
    detail: '正在生成。',
    repair: '请等它完成后再试听。',
  },
  'engine-unavailable': {
    title: '这个引擎不可用',
    detail: ['引擎 {{engine}} 目前无法在这台电脑上发声。', '这个引擎目前无法在这台电脑上发声。'].join('\n'),
    repair: '请换一个引擎，或选择“自动”。',
    why: {
      'no-pack': { detail: '没有安装 CosyVoice 3 模型包。', repair: '请安装模型包，或使用草稿音色。' },
      'no-packs': { detail: '这个工作室没有使用模型包的引擎。' },
      recipe: {
        detail: '引擎 {{engine}} 在这里不能发声。',
        repair: '请安装它的模型包；doctor 会说明它要找什么。',
      },
    },
  },
};
