import { testHalf } from './batch.ts';

testHalf(0);
