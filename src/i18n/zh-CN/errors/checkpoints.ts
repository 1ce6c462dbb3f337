import type { Translated } from '../../translated';
import type { checkpointErrors as en } from '../../en/errors/checkpoints';

export const checkpointErrors: Translated<typeof en> = {
  'checkpoint-unreadable': {
    title: '检查点文件已损坏',
    detail: '{{file}} 不能当作权重读取。',
    repair: '请重新下载或复制这个文件。',
    why: {
      'neither-kind': { detail: '{{file}} 既不是 PyTorch 文件，也不是 safetensors。' },
      'not-a-zip': { detail: '{{file}} 不是完整的 zip 归档：目录在第 {{at}} 字节处有误。' },
      'not-a-checkpoint': { detail: '{{file}} 里没有权重字典。' },
      truncated: {
        detail: [
          '{{file}} 不完整：它到第 {{at}} 字节为止，而权重到第 {{end}} 字节。',
          '{{file}} 不完整：它到第 {{at}} 字节为止。',
        ].join('\n'),
      },
      malformed: {
        detail: [
          '{{file}} 已损坏：{{name}} 不在第 {{at}} 字节处。',
          '{{file}} 已损坏：其中的 {{name}} 有 {{entryBytes}}。',
          '{{file}} 已损坏：其中的 {{name}} 无法理解。',
          '{{file}} 已损坏：它的文件头自称有 {{headerBytes}}。',
          '{{file}} 已损坏：权重中有 {{weight}}。',
          '{{file}} 已损坏：它有 {{weights}} 个权重。',
          '{{file}} 已损坏：它的文件头不是 safetensors 的。',
        ].join('\n'),
      },
      'storage-missing': { detail: '{{file}} 缺少存储 {{key}}。' },
      'storage-too-short': { detail: '{{file}} 的存储 {{key}} 只有 {{storedBytes}}，比其中的张量短。' },
      'no-settings': {
        detail: '{{file}} 里没有语言模型的设置。',
        repair: '请使用 CosyVoice-BlankEN 的 config.json，或不放这个文件。',
      },
    },
  },
  'checkpoint-unsupported': {
    title: '不支持这种检查点',
    detail: '{{file}} 属于不支持的种类。',
    repair: '请用当前版本的 PyTorch 把整个模型保存为普通的 state dict，再编译它。',
    why: {
      'legacy-format': {
        detail: '{{file}} 是 PyTorch 1.6 以前的格式。',
        repair: '请用当前版本的 PyTorch 加载，再用 torch.save 重新保存。',
      },
      torchscript: {
        detail: '{{file}} 是 TorchScript 程序，不是 state dict。',
        repair: '请保存模型的 state dict，不要保存编译后的模块。',
      },
      compressed: {
        detail: '{{file}} 被重新打包过：其中的 {{name}} 是压缩的。',
        repair: '请解开归档，或用 torch.save 重新保存权重。',
      },
      'big-endian': {
        detail: '{{file}} 是在大端序机器上写的。',
        repair: '请在小端序机器上重新保存权重。',
      },
      'storage-type': {
        detail: ['{{file}} 以 {{kind}} 存放 {{name}}。', '{{file}} 以 {{kind}} 存放数值。'].join('\n'),
        repair: '请保存普通张量：不用子类，不量化，不用复数。',
      },
      'zero3-shard': {
        detail: '{{file}} 只是模型的一部分：ZeRO 第 3 阶段把它分到了多个文件。',
        repair: '请在那个文件夹里运行 DeepSpeed 的 zero_to_fp32.py，再用它写出的文件。',
      },
      lora: {
        detail: '{{file}} 是 LoRA 适配器（{{name}}），不是完整的模型。',
        repair: '请先把适配器合并进模型，再用合并后的权重。',
      },
    },
  },
  'checkpoint-mismatch': {
    title: '检查点属于另一个模型',
    detail: [
      '{{file}} 是 {{found}} 的检查点，需要的是 CosyVoice 3 的 {{part}}。',
      '{{file}} 与 CosyVoice 3 的 {{part}} 不符：{{differences}}；另有 {{more}} 处。',
      '{{file}} 与 CosyVoice 3 的 {{part}} 不符：{{differences}}。',
    ].join('\n'),
    repair: '请为这一部分选择 CosyVoice 3 0.5B 的检查点。',
  },
};
