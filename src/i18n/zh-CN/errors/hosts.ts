import type { Translated } from '../../translated';
import type { hostsErrors as en } from '../../en/errors/hosts';

export const hostsErrors: Translated<typeof en> = {
  unauthorized: {
    title: '此窗口没有通过验证',
    detail: ['{{address}} 的工作室不认识这个窗口。', '工作室没有接受这个地址的令牌。'].join('\n'),
    repair: '请打开工作室启动时打印的地址。',
    why: {
      'no-session': {
        detail: '请打开终端里显示的地址。地址中的令牌只能使用一次；用过之后，终端会再显示一个新的。',
      },
      'needs-token': { detail: '这个工作室需要令牌。' },
      'link-used': { detail: '这个链接已经用过，或从不存在。' },
      'host-name': {
        detail: '这个工作室不响应名称 {{host}}。',
        repair: '请用 IP 地址或 localhost 打开，或启动时加上 --allow-host。',
      },
      'other-page': { detail: '{{origin}} 的页面不能连接。' },
      'no-socket': { detail: '{{path}} 处没有 WebSocket。' },
      'too-many': {
        detail: '一分钟内来自 {{address}} 的错误令牌超过 {{count}} 次。',
        repair: '请等一分钟，再打开终端打印的地址。',
      },
    },
  },
  'key-not-found': {
    title: '这个密钥不存在',
    detail: '没有密钥 {{keyId}}。',
    repair: 'keys list 会列出现有的密钥。',
  },
  'key-limit': { title: '密钥太多', detail: '已有 {{most}} 个密钥。', repair: '请删除一个不再使用的密钥。' },
  'queue-full': {
    title: '同时请求的程序太多',
    detail: ['有 {{waiting}} 个请求在等待或正在朗读，最多接受 {{most}} 个。', '等待的请求太多。'].join('\n'),
    repair: '请几秒后再试。',
  },
  'port-busy': {
    title: '端口被占用',
    detail: ['{{host}} 的端口 {{port}} 已被占用。', '端口 {{port}} 已被另一个程序使用。'].join('\n'),
    repair: '请换一个端口，或用 0 让系统选择。',
  },
  'not-supported-here': {
    title: '这里做不到',
    detail: '工作室所在的环境没有这个能力。',
    repair: '请在桌面窗口中操作。',
    why: {
      reveal: { detail: '这个工作室不能在文件管理器中显示文件。', repair: '请改为下载文件。' },
      'choose-takes': { detail: '这个工作室不能选择文件夹。', repair: '请改为下载文件。' },
      'choose-project': { detail: '这个工作室不能选择文件夹。', repair: '请把项目留在工作室的文件夹里。' },
      'choose-backup': {
        detail: '这个工作室不能选择文件。',
        repair: '请使用数据文件夹里的备份，或命令行：library backup、library restore。',
      },
      'choose-folder': {
        detail: '这个工作室不能选择文件夹。',
        repair: '请在工作室所在的电脑上运行：cosyvoice-studio settings set {{kind}}-folder FOLDER',
      },
      'models-variable': {
        detail: 'COSYVOICE_STUDIO_MODELS 指定了模型文件夹。',
        repair: '请改变量，或不带它启动工作室。',
      },
      'choose-pack': {
        detail: '这个工作室不能选择文件夹。',
        repair: '请在那里使用命令行：packs import FOLDER。',
      },
      insecure: {
        detail: '这个地址不安全，不能使用麦克风。',
        repair: '请在 127.0.0.1 打开工作室；若它在另一台电脑上，请通过隧道。',
      },
    },
  },
  usage: {
    title: '没有看懂这条命令',
    detail: '{{reason}}',
    repair: '见 --help。',
    why: {
      'format-contradicts': {
        detail: '--format {{format}} 与 --out 的结尾 {{ending}} 矛盾。',
        repair: '请去掉 --format，或让 --out 的结尾与它一致。',
      },
      'no-export-format': {
        detail: '“{{ending}}”不是导出格式。',
        repair: '请让 --out 以 {{formats}} 结尾。',
      },
      'no-engine-id': { detail: '{{option}} 是“{{value}}”，不是引擎的编号。', repair: '引擎见 doctor。' },
      'no-number': {
        detail: '{{option}} 是“{{value}}”，不是数字。',
        repair: '请在 {{option}} 后面写数字。',
      },
      'out-of-range': {
        detail: '{{option}} 是 {{value}}，必须在 {{min}} 到 {{max}} 之间。',
        repair: '请更正。',
      },
      'not-whole': { detail: '{{option}} 是 {{value}}，必须是不小于 {{min}} 的整数。', repair: '请更正。' },
      'before-start': {
        detail: '{{option}} 是 {{value}} 秒，时间从 0 秒开始。',
        repair: '请写秒数，例如 1.25。',
      },
      'whole-out-of-range': {
        detail: '{{option}} 是 {{value}}，必须是 {{min}} 到 {{max}} 之间的整数。',
        repair: '请更正。',
      },
      'no-language': {
        detail: '{{option}} 是“{{value}}”，不是语言标签。',
        repair: '请写 zh、en 或 ja 这样的标签。',
      },
      'not-utf8': { detail: '{{file}} 不是 UTF-8 文本。', repair: '请保存为 UTF-8 后再试。' },
      'no-setting': { detail: '没有设置“{{setting}}”。', repair: '可用的有：{{known}}。' },
      'setting-value': { detail: '{{setting}} 不能是“{{value}}”。', repair: '可以是：{{range}}。' },
      'no-text': { detail: '没有给出文本。', repair: '请加上 --text 或 --text-file。' },
      'no-word': { detail: '词典的那个范围里没有“{{word}}”。', repair: '见 lexicon list。' },
      'script-lines': {
        detail: '--lines 中的第 {{lines}} 行不存在；脚本共 {{count}} 行。',
        repair: '见 script show。',
      },
      'script-parts': {
        detail: '--parts 中有“{{part}}”。',
        repair: '可选：{{known}}。',
      },
      'script-cover': {
        detail: '{{file}} 不能用作封面。',
        repair: '请选择 JPEG 或 PNG 文件。',
      },
      'script-columns': {
        detail: '--columns 中的“{{column}}”不是可用的列。',
        repair: '可选：{{known}}；其他列留空。',
      },
      'lexicon-ending': { detail: '{{file}} 既不以 .csv 也不以 .pls 结尾。', repair: '请选择其中一种。' },
      'no-voice-pack': {
        detail: '{{file}} 不是音色包。',
        repair: '用声音建立音色：enroll --prompt FILE --name NAME。恢复备份：library restore FILE。',
      },
      permission: { detail: '许可要写明人和日期。', repair: '请加上 --by NAME 和 --date YYYY-MM-DD。' },
      'nothing-stated': {
        detail: '没有作任何声明。',
        repair: '请加上 --consent own、permitted、synthetic 或 none。',
      },
      'no-version': {
        detail: '--use 是“{{use}}”，没有指明某一段的版本。',
        repair: '请写段号（从 0 起）和版本号（从 1 起）：3:1。',
      },
      'same-seed': { detail: '--seed same 不会改变任何东西。', repair: '请写“new”或整数。' },
      'no-seed': { detail: '--seed {{value}} 不是种子。', repair: '请写“same”、“new”或整数。' },
      'no-repair': { detail: '--repair 是“{{repair}}”，不是修复方式。', repair: '请从 {{known}} 中选择。' },
      'copy-or-in-place': { detail: '--copy 与 --in-place 不能同时使用。', repair: '请选择其中一个。' },
      'no-port': { detail: '没有端口 {{port}}。', repair: '请选择 0 到 65535。' },
      'two-tokens': { detail: '--token 与 --token-file 给了两个令牌。', repair: '请去掉 --token。' },
      grep: {
        detail: '{{option}}：{{reason}}',
        repair: '请用 \\ 转义特殊字符，或搜索普通文字。不支持环视和反向引用。',
      },
      since: {
        detail: '{{option}} 不认识时间“{{since}}”。',
        repair: '请写 90s、10m、2h、3d 或 2026-11-22T12:00。',
      },
      span: {
        detail: '{{option}} 不认识时间“{{value}}”。',
        repair: '请写 0.5s、10m、2h 或 3d。',
      },
      'many-takes': { detail: '{{count}} 条结果不能放进一个文件。', repair: '请把 --out 设为文件夹。' },
      bitrate: { detail: '--bitrate 只用于 MP3 和 Opus，{{format}} 没有。', repair: '请去掉 --bitrate。' },
      'there-already': { detail: '{{path}} 已存在。', repair: '请换一个名字，或加上 --force。' },
      duplicates: { detail: '--duplicates 是“{{duplicates}}”。', repair: '请写 skip 或 keep。' },
      'many-ids': {
        detail: '有 {{count}} 条结果的编号以“{{takeId}}”开头。',
        repair: '请多写几位编号，例如 {{longer}}。',
      },
      token: {
        detail:
          '令牌有 {{length}} 个字符，其中 {{characters}} 个不同；至少需要 {{minLength}} 个，其中 {{minDifferent}} 个不同，且不含空格。',
        repair: '可用 openssl rand -hex 32 生成。',
      },
      'needs-token': {
        detail: '监听 {{host}} 会让其他电脑访问，这需要令牌。',
        repair: '请用 --token-file 指定文件，或监听 127.0.0.1 并使用 SSH 隧道。',
      },
      'no-voice': {
        detail: '没有指定音色。',
        repair: '请加上 --voice NAME，或用 --prompt FILE 从文件克隆。',
      },
      'many-variations': {
        detail: '--variations 是 {{variations}}。',
        repair: '一次最多生成 {{max}} 条。',
      },
      'same-conversions': {
        detail: '音色转换没有随机性：每个变体都会相同。',
        repair: '请去掉 --variations。',
      },
      'no-source': { detail: '没有给出要转换的语音。', repair: '请加上 --source FILE。' },
      'no-text-or-source': { detail: '没有给出文本。', repair: '请加上 --text、--text-file 或 --source。' },
      'other-engine': { detail: '--pack {{pack}} 不适用于引擎 {{engine}}。', repair: '请去掉其中一个。' },
      'raw-to-file': { detail: '--raw 只用于标准输出。', repair: '请加上 --out -，或去掉 --raw。' },
      'play-and-stdout': { detail: '声音不能同时送到播放器和标准输出。', repair: '请去掉其中一个。' },
      'stdout-and-json': {
        detail: '标准输出不能同时放声音和 --json。',
        repair: '请用 --out 指定文件，或去掉 --json。',
      },
      'many-in-stream': { detail: '{{takes}} 条结果不能放进一个流。', repair: '请用 --out 指定文件。' },
      'stdout-terminal': {
        detail: '标准输出是终端，不能播放声音。',
        repair: '请用管道送给程序，或使用 --play。',
      },
      'two-packs': {
        detail: '要比较两个不同的模型包。',
        repair: '请给出两个已安装的模型包；packs 会列出它们。',
      },
    },
  },
};
