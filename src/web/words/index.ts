/** Every word the pages say. A file an area; `catalogues` is what the test walks. */
import { frame } from './frame.ts';
import { kit } from './kit.ts';

export { defineWords, fill, type Lang, type WordData } from './define.ts';
export { frame, kit };

/** Areas with a file of their own register here. */
export const catalogues = { frame, kit };
