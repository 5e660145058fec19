/** Every word the pages say: a file an area, imported where it is said. `words.test.ts` looks through all of them. */
export { defineWords, fill, type Lang, type WordData } from './define.ts';
export { frame } from './frame.ts';
export { kit } from './kit.ts';
