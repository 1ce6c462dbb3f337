/** The languages of the studio, by tag: a further one is a folder beside these and a line here. */
export { words as en } from './en';
export { words as 'zh-CN' } from './zh-CN';
