import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { RESOURCES } from '../testing';
import { LetterToSound } from './letter-to-sound';
import { phoneIds } from './phones';
import { PronouncingDictionary } from './pronouncing-dictionary';
import { EnglishReader } from './reading';

let reader: EnglishReader;
let letters: LetterToSound;
beforeAll(async () => {
  letters = await LetterToSound.load(join(RESOURCES, 'draft-voices', 'en-letters.json'));
  reader = new EnglishReader(await PronouncingDictionary.load(), letters);
});

describe('English is read as phones', () => {
  test.each([
    ['The birch canoe slid on the smooth planks.', 'ðə bˈɜɹʧ kənˈu slˈɪd ˌɔn ðə smˈuð plˈæŋks.'],
    ['The end, the apple, to eat.', 'ði ˈɛnd, ði ˈæpᵊl, tʊ ˈit.'],
    ['Did you see the water?', 'dˌɪd ju sˈi ðə wˈɔTəɹ?'],
    ['A matter of little kettles.', 'ɐ mˈæTəɹ ʌv lˈɪTᵊl kˈɛTᵊlz.'],
    ['Yes, it is!', 'jˈɛs, ɪt ˈɪz!'],
  ])('%j', (text, phones) => expect(reader.read(text)).toBe(phones));

  test.each([
    ['Close the door.', 'klˈOz', 'They are close to it.', 'klˈOs'],
    ['I read it now.', 'ɹˈid', 'I read it yesterday.', 'ɹˈɛd'],
    ['They will record it.', 'ɹɪkˈɔɹd', 'The record is new.', 'ɹˈɛkəɹd'],
    ['Her brother lives here.', 'lˈɪvz', 'Their lives changed.', 'lˈIvz'],
    ['We use it.', 'jˈuz', 'The use of it.', 'jˈus'],
  ])('one spelling by its neighbours: %j, %j, %j, %j', (first, one, second, other) => {
    expect(reader.read(first).split(/[ .]/)).toContain(one);
    expect(reader.read(second).split(/[ .]/)).toContain(other);
  });

  test.each([
    ['GPT', 'ʤi pi tˈi'],
    ['CosyVoice', 'kˈOzi vˈYs'],
    ['well-known', 'wˈɛl nˈOn'],
    ['Kubernetes', 'kəbəɹnˈits'],
    ['blogs', 'blˈɔɡz'],
    ['googled', 'ɡˈuɡᵊld'],
    ["Tanaka's", 'tɑnˈɑkə'],
  ])('what no dictionary has: %s', (word, phones) => expect(reader.read(word)).toContain(phones));

  test('nothing is read where nothing can be', () => {
    for (const nothing of ['', '?!', ' , ', '...']) expect(reader.read(nothing)).toBe('');
  });
});

test('whatever letters come, every phone is one that the network knows', () => {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABC'-.,?! ";
  let state = 7;
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 12 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return alphabet[(state >>> 8) % alphabet.length]!;
    }).join('');
    const phones = reader.read(text);
    expect(phoneIds(phones), text).not.toContain(undefined);
    if (/[a-z]/i.test(text)) expect(phones, text).not.toBe('');
  }
});

test('letters alone give most of the sound of words that they were learned from', async () => {
  const { dictionary } = await import('cmu-pronouncing-dictionary');
  const words = Object.keys(dictionary).filter((word, at) => at % 997 === 0 && /^[a-z]{3,}$/.test(word));
  const right = words.filter((word) => letters.say(word) === dictionary[word]!.split(' #')[0]);
  expect(right.length / words.length).toBeGreaterThan(0.9);
});

test('a constructor is a word like any other', () => {
  expect(reader.read('constructor, toString, hasOwnProperty')).not.toMatch(/undefined|function/);
});

test('words are found in the lines of the dictionary, and nothing else is', async () => {
  const { dictionary } = await import('cmu-pronouncing-dictionary');
  const found = await PronouncingDictionary.load();
  const words = Object.keys(dictionary).filter(
    (word, at, all) => at % 23 === 0 || at === all.length - 1 || word.length < 4,
  );
  const wrong = words.filter((word) => found.find(word) !== dictionary[word]!.split(' #')[0]);
  expect(wrong).toEqual([]);
  for (const word of ['', 'zyzzyvax', '"', 'constructor', '__proto__', 'dictionary = {'])
    expect(found.find(word), word).toBe(Object.hasOwn(dictionary, word) ? dictionary[word] : undefined);
});
