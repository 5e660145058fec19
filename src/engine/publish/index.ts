export { peopleBehind, type Behind, type Pair } from './behind.ts';
