export { countedTitle, partyTitle, publicNote, WITHHELD, writePublic } from './files.ts';
export { publicStatement } from './public.ts';
