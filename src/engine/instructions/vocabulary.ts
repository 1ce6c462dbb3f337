import type { InstructionPreset } from '#contract/domain';

type Kind = InstructionPreset['kind'];

/** A direction by the words that people use for it, in English and Chinese. */
export interface Word {
  readonly kind: Kind;
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly pattern: RegExp;
}

const word = (kind: Kind, id: string, en: string, zh: string, ...patterns: readonly string[]): Word => ({
  kind,
  id,
  en,
  zh,
  pattern: new RegExp(
    patterns.map((each) => (/\p{Script=Han}/u.test(each) ? each : `\\b(?:${each})\\b`)).join('|'),
    'giu',
  ),
});

const dialect = (id: string, en: string, zh: string, chinese: string, english = en.toLowerCase()): Word =>
  word(
    'dialect',
    id,
    en,
    zh,
    `(?:${chinese})(?:话|語|语|腔|口音|方言|人)?`,
    `${english}(?: (?:dialect|accent|mandarin|chinese))?`,
  );

const BIT = '(?:一?点儿?|一些|些)';

/** Earlier entries are looked for first: “not too fast” before “fast”. */
export const vocabulary: readonly Word[] = [
  word(
    'rate',
    'slower',
    'A little slower',
    '慢一点',
    `(?:稍微?)?(?:再)?慢${BIT}`,
    '(?:不要|别)(?:说得?)?(?:太|那么)?快',
    "(?:not|don't|do not)(?: \\w+)? (?:too|so) (?:fast|quick(?:ly)?)",
    '(?:(?:a )?(?:bit|little|slightly) )?(?:slower|more slowly)',
    '(?:a (?:bit|little)|slightly) slow(?:ly)?',
  ),
  word(
    'rate',
    'faster',
    'A little faster',
    '快一点',
    `(?:稍微?)?(?:再)?快${BIT}`,
    '(?:不要|别)(?:说得?)?(?:太|那么)?慢',
    "(?:not|don't|do not)(?: \\w+)? (?:too|so) slow(?:ly)?",
    '(?:(?:a )?(?:bit|little|slightly) )?(?:faster|more quickly)',
    '(?:a (?:bit|little)|slightly) fast',
  ),
  word(
    'volume',
    'louder',
    'A little louder',
    '大声一点',
    `(?:稍微?)?(?:再)?(?:大声|响亮|响)${BIT}|声音大${BIT}`,
    '(?:(?:a )?(?:bit|little|slightly) )?(?:louder|more loudly)',
  ),
  word(
    'volume',
    'softer',
    'A little softer',
    '小声一点',
    `(?:稍微?)?(?:再)?(?:小声|轻声|轻)${BIT}|声音(?:小|轻)${BIT}`,
    '(?:不要|别)(?:说得?)?(?:太|那么)?大声',
    "(?:not|don't|do not)(?: \\w+)? (?:too|so) loud(?:ly)?",
    '(?:(?:a )?(?:bit|little|slightly) )?(?:softer|quieter|more (?:softly|quietly))',
  ),
  word(
    'style',
    'whisper',
    'Whisper',
    '耳语',
    '(?:用)?(?:耳语|悄悄话|气声)|悄悄地?',
    "(?:in an? )?whisper(?:ing|ed|s)?(?: voice)?|under (?:your|one's) breath",
  ),
  word(
    'rate',
    'slow',
    'Slow',
    '慢',
    '尽可能慢|慢慢地?|缓慢地?|慢速|很?慢',
    '(?:as )?slow(?:ly|est)?(?: as possible)?|at a slow pace',
  ),
  word(
    'rate',
    'fast',
    'Fast',
    '快',
    '尽可能快|快速地?|很快|语速快|飞快地?|快(?![乐活])',
    '(?:as )?(?:fast|quick(?:ly)?|rapid(?:ly)?)(?:est)?(?: as possible)?|at a fast pace|hurried(?:ly)?',
  ),
  word(
    'volume',
    'loud',
    'Loud',
    '大声',
    '尽可能大声|大声地?|响亮地?|大喊|喊',
    '(?:as )?loud(?:ly|est)?(?: as possible)?|shout(?:ing|ed)?|yell(?:ing)?',
  ),
  word(
    'volume',
    'soft',
    'Soft',
    '轻声',
    '轻声细语|轻声地?|小声地?|低声地?|轻轻地?',
    '(?:very )?(?:soft|quiet)(?:ly)?',
  ),
  word(
    'emotion',
    'happy',
    'Happy',
    '开心',
    '开心|高兴|快乐|愉快|喜悦|兴奋|欢快|欢乐',
    '(?:happy|happily|happiness|joy(?:ful|fully)?|cheerful(?:ly)?|delighted|excited(?:ly)?|glad(?:ly)?|merr(?:y|ily))',
  ),
  word(
    'emotion',
    'sad',
    'Sad',
    '伤心',
    '伤心|悲伤|难过|悲痛|忧伤|哀伤|沮丧',
    '(?:sad|sadly|sadness|sorrow(?:ful|fully)?|unhappy|unhappily|mournful(?:ly)?|depressed|melanchol(?:y|ic))',
  ),
  word(
    'emotion',
    'angry',
    'Angry',
    '生气',
    '生气|愤怒|气愤|恼火|发火|暴怒',
    '(?:angry|angrily|anger|furious(?:ly)?|mad|annoyed)',
  ),
  word(
    'emotion',
    'surprised',
    'Surprised',
    '惊讶',
    '惊讶|吃惊|惊奇|惊喜|震惊',
    '(?:surpris(?:ed|edly|ingly|e)|astonish(?:ed|ment)|amazed|shocked)',
  ),
  word(
    'emotion',
    'fearful',
    'Fearful',
    '害怕',
    '害怕|恐惧|惊恐|惊慌|紧张',
    '(?:fear(?:ful|fully)?|afraid|scared|frightened|terrified|nervous(?:ly)?)',
  ),
  word(
    'emotion',
    'gentle',
    'Gentle',
    '温柔',
    '温柔|柔和|温和|亲切|和蔼',
    '(?:gentl[ey]|tender(?:ly)?|warm(?:ly)?|kind(?:ly)?|soothing(?:ly)?)',
  ),
  word(
    'emotion',
    'calm',
    'Calm',
    '平静',
    '平静|冷静|沉稳|镇定|淡定',
    '(?:calm(?:ly)?|relaxed|peaceful(?:ly)?|composed)',
  ),
  word(
    'emotion',
    'serious',
    'Serious',
    '严肃',
    '严肃|认真|庄重|正式',
    '(?:serious(?:ly)?|solemn(?:ly)?|formal(?:ly)?|stern(?:ly)?)',
  ),
  word(
    'emotion',
    'neutral',
    'Neutral',
    '中性',
    '中性|自然|正常',
    '(?:neutral(?:ly)?|natural(?:ly)?|normal(?:ly)?)',
  ),
  word('style', 'peppa', 'Peppa Pig', '小猪佩奇', '小猪佩奇|佩奇', 'peppa(?: pig)?'),
  word(
    'style',
    'robot',
    'Robot',
    '机器人',
    '机器人|机械',
    '(?:robot(?:ic|ically)?|machine|monotone|mechanical(?:ly)?)',
  ),
  word(
    'style',
    'child',
    'Child',
    '小孩子',
    '小孩子?|孩子|儿童|童声|小朋友|奶声奶气',
    '(?:child(?:ren|like|ish)?|kid)',
  ),
  word(
    'style',
    'elderly',
    'Elderly',
    '老年人',
    '老年人|老人|老爷爷|老奶奶|苍老',
    '(?:elderly|old (?:man|woman|person|lady)|aged)',
  ),
  dialect('cantonese', 'Cantonese', '广东话', '广东|廣東|粤|粵', 'cantonese|guangdong'),
  dialect('sichuan', 'Sichuan', '四川话', '四川|成都|川', 'sichuan(?:ese)?|szechuan'),
  dialect('dongbei', 'Northeastern', '东北话', '东北', 'dongbei|north-?eastern'),
  dialect('gansu', 'Gansu', '甘肃话', '甘肃'),
  dialect('guizhou', 'Guizhou', '贵州话', '贵州'),
  dialect('henan', 'Henan', '河南话', '河南'),
  dialect('hubei', 'Hubei', '湖北话', '湖北|武汉'),
  dialect('hunan', 'Hunan', '湖南话', '湖南|长沙'),
  dialect('jiangxi', 'Jiangxi', '江西话', '江西'),
  dialect('minnan', 'Hokkien', '闽南话', '闽南|台语|福建', 'minnan|hokkien|taiwanese'),
  dialect('ningxia', 'Ningxia', '宁夏话', '宁夏'),
  dialect('shanxi', 'Shanxi', '山西话', '山西'),
  dialect('shaanxi', 'Shaanxi', '陕西话', '陕西|西安'),
  dialect('shandong', 'Shandong', '山东话', '山东'),
  dialect('shanghai', 'Shanghainese', '上海话', '上海|沪', 'shanghai(?:nese)?'),
  dialect('tianjin', 'Tianjin', '天津话', '天津'),
  dialect('yunnan', 'Yunnan', '云南话', '云南'),
];

/** Words of an instruction that direct nothing by themselves. */
export const fillers: readonly RegExp[] = [
  /请|用|以|说话|说|讲|读|念|表达|一句话|这句话|一?种|一?个|尽可能|尽量|非常|特别|十分|有点儿?|一点儿?|一些|稍微?|语气|语调|语速|声音|音量|口吻|情绪|情感|方式|风格|方言|口音|普通|样子|像|一样|似的|带着?|地|的|得|很|太|更|着|要|你|我|可以|尝试|想|体验|一下|解答|吗|吧|和|并且?|又|而且|同时|能不能|帮/gu,
  /\b(?:please|pls|say|says|saying|speak|speaking|spoken|talk|talking|read|reading|it|this|that|the|a|an|in|with|using|use|like|as|possible|very|really|quite|so|too|more|bit|little|slightly|and|but|then|voice|tone|tones|manner|mood|style|emotion|feeling|way|sentence|text|sound|sounding|be|is|of|to|for|you|your|can|could|would|dialect|accent|volume|pace|speed|at|make|try|answer|extremely|super|from|person|someone|if|were|me)\b/giu,
];
