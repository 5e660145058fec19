export { countedTitle, partyTitle, PUBLIC_FILES, publicNote, WITHHELD, writePublic } from './files.ts';
export { publicStatement, type PublicRow, type PublicStatement } from './public.ts';
