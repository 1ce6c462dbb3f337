import { customPinyin, pinyin } from 'pinyin-pro';

/**
 * Phrases that the dictionary of pinyin-pro reads wrong or does not have. Readings are those of 现代汉语词典.
 */
const PHRASES: Readonly<Record<string, string>> = {
  还给: 'huán gěi', 还书: 'huán shū', 还钱: 'huán qián', 还清: 'huán qīng', 还款: 'huán kuǎn', 还债: 'huán zhài', 还贷: 'huán dài', 还了钱: 'huán le qián',
  数一数: 'shǔ yī shǔ', 数不清: 'shǔ bù qīng', 数了数: 'shǔ le shǔ', 数到: 'shǔ dào', 倒数: 'dào shǔ', 倒车: 'dào chē', 倒水: 'dào shuǐ', 倒茶: 'dào chá', 倒酒: 'dào jiǔ', 倒一杯: 'dào yī bēi', 倒了一杯: 'dào le yī bēi', 倒垃圾: 'dào lā jī',
  背书包: 'bēi shū bāo', 背着: 'bēi zhe', 背包: 'bēi bāo', 教书: 'jiāo shū', 教我: 'jiāo wǒ', 教你: 'jiāo nǐ', 教他: 'jiāo tā', 教她: 'jiāo tā', 教孩子: 'jiāo hái zi',
  理发: 'lǐ fà', 头发: 'tóu fà', 染发: 'rǎn fà', 洗发: 'xǐ fà', 剪发: 'jiǎn fà', 白发: 'bái fà', 长发: 'cháng fà', 短发: 'duǎn fà', 发型: 'fà xíng', 发丝: 'fà sī',
  系鞋带: 'jì xié dài', 系领带: 'jì lǐng dài', 系好: 'jì hǎo', 系上: 'jì shàng', 折本: 'shé běn', 旋风: 'xuàn fēng', 盛饭: 'chéng fàn', 盛汤: 'chéng tāng', 夹克: 'jiā kè', 相片: 'xiàng piàn', 屏住: 'bǐng zhù', 一薄层: 'yī báo céng', 很薄: 'hěn báo', 薄薄的: 'báo báo de',
  没收: 'mò shōu', 涨红: 'zhàng hóng', 处在: 'chǔ zài', 银行行长: 'yín háng háng zhǎng', 第一行: 'dì yī háng', 两行字: 'liǎng háng zì', 每行: 'měi háng', 这行字: 'zhè háng zì',
}; // prettier-ignore

customPinyin(PHRASES);

/** Where a character's neighbours decide, and no phrase of a dictionary does; each matches that one character. */
const CONTEXTS: readonly { readonly at: RegExp; readonly syllable: string }[] = [
  // 长出新叶, 长在山上: grown, not long
  {
    at: /(?<![延特擅漫细身多很太加专修悠冗狭周全波时年伸拉较最])长(?=[出大高满成在着胖肉虫痘毛草叶芽势]|了[一两几个]|(?<![间路发线河桥裙]长)得)/gu,
    syllable: 'zhang3',
  },
  // 把钱还我: what is taken is given back
  { at: /(?<=[把将][^，。！？；]{1,8})还(?![是有没要会能不在很想可])/gu, syllable: 'huan2' },
  // 跑得快, 高兴得很: how it is done
  {
    at: /(?<=[\p{Script=Han}])(?<![获取值懂记觉舍赢夺博求所显只省免使认难])得(?=[很太真好快慢多少早晚远近高低大小厚薄清更越极像不非特十][^出到以知意了]|[很多快慢好早晚远近]$|[很多快慢好早晚远近][，。！？；])/gu,
    syllable: 'de5',
  },
  { at: /(?<=高兴|激动|难过|害怕|[气吓累疼冷热饿忙笑哭急困渴])得(?=\p{Script=Han})/gu, syllable: 'de5' },
  // 长得高, 长得像: grown, however the sentence goes on
  { at: /(?<=(?<![间路发线河桥裙])长)得/gu, syllable: 'de5' },
  // 你得走了: it has to be
  {
    at: /(?<=^|[我你他她它们咱您总就都还也可又先必且])得(?=[走去来要先把给让跟和在用看想做写吃买回说等找学好好尽赶快多再自有注小早])(?!得[到来以])/gu,
    syllable: 'dei3',
  },
  // 慢慢地走, 高高兴兴地回家
  { at: /(?<=\1(\p{Script=Han}))地(?=\p{Script=Han})/gu, syllable: 'de5' },
  { at: /(?<=\1(\p{Script=Han})\2(\p{Script=Han}))地(?=\p{Script=Han})/gu, syllable: 'de5' },
  // 高兴地说
  {
    at: /(?<=\p{Script=Han}{2})(?<![土草基场当各本两外内陆工田园天大实目营山林墓圣驻产余质各腹盆湿空旧宝心原领某异战阵])地(?=[说笑问走看跑哭喊叫想听站坐点摇望写做干讲谈答唱跳飞睡躺等找])/gu,
    syllable: 'de5',
  },
];

/**
 * Chinese characters as numbered pinyin (neutral tone 0, ü as v), each read as its phrase says.
 * @returns one syllable for each Chinese character, and what stands between them as it is
 */
export function pinyinOf(text: string): string[] {
  const syllables = pinyin(text, { type: 'array', toneType: 'num', v: true });
  const characters = Array.from(text);
  if (syllables.length !== characters.length) return syllables;
  const offsets = new Map<number, number>();
  let offset = 0;
  characters.forEach((character, index) => {
    offsets.set(offset, index);
    offset += character.length;
  });
  for (const { at, syllable } of CONTEXTS)
    for (const { index } of text.matchAll(at)) syllables[offsets.get(index)!] = syllable;
  return syllables;
}
