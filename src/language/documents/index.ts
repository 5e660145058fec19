/** Documents: files to the shapes of `../document.ts`. Other folders of the language come in here. */
export { readContract } from './contract.ts';
export { minorUnit } from './currencies.ts';
export { findModel, libraries, listModels } from './library.ts';
export type { LibraryModel } from './library.ts';
export { readModel } from './model.ts';

export { readTests } from './tests.ts';
export type { Seen } from './text.ts';
export { kindOf } from './kind.ts';
export { setParameters } from './set.ts';
