/** Documents: files to the shapes of `../document.ts`. Other folders of the language come in here. */
export { currencies, minorUnit } from './currencies.ts';
export { isDate } from './dates.ts';
export { readModel } from './model.ts';
export { nearest, suggestion } from './suggest.ts';
export type { Seen } from './text.ts';
