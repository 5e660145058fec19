/** For tests: transactions made up by hand. */

const ISA =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240131*1200*^*00501*000000007*0*P*:~';

function envelope(group: string, version: string, transactions: readonly (readonly string[])[]): string {
  const sets = transactions.map((segments, index) => {
    const control = String(index + 1).padStart(4, '0');
    const type = group === 'HP' ? '835' : '837';
    const all = [`ST*${type}*${control}*${version}`, ...segments];
    return [...all, `SE*${all.length + 1}*${control}`];
  });
  const lines = [
    `GS*${group}*SENDER*RECEIVER*20240131*1200*9*X*${version}`,
    ...sets.flat(),
    `GE*${transactions.length}*9`,
    'IEA*1*000000007',
  ];
  return `${ISA}\n${lines.map((line) => `${line}~`).join('\n')}\n`;
}

export const remittance = (...transactions: string[][]) => envelope('HP', '005010X221A1', transactions);

/** The head of a payment; claims follow. */
export const payment = (paid: string, flag = 'C') => [
  `BPR*I*${paid}*${flag}*ACH************20240131`,
  'TRN*1*12345*1999999999',
  'DTM*405*20240130',
  'N1*PR*GOOD HEALTH PLAN',
  'N1*PE*CLINIC*XX*1999999984',
  'REF*TJ*123456789',
  'LX*1',
];

/** A claim of two lines: 150 charged, 100 paid, 20 deductible, 5 coinsurance, 25 contractual. */
export const claim = (number: string, status = '1', sign = '') => [
  `CLP*ACCOUNT-${number}*${status}*${sign}150*${sign}100*25*12*${number}*11*1`,
  'NM1*QC*1*DOE*JANE****MI*M1',
  'NM1*82*1*WHO*DOCTOR****XX*1888888884',
  `SVC*HC:99213:25*${sign}100*${sign}60**1`,
  'DTM*472*20240105',
  `CAS*CO*45*${sign}15`,
  `CAS*PR*1*${sign}20**2*${sign}5`,
  `AMT*B6*${sign}85`,
  `SVC*HC:85025*${sign}50*${sign}40`,
  'DTM*150*20240105',
  'DTM*151*20240106',
  `CAS*CO*45*${sign}10`,
];

export const professional = (...segments: string[]) => envelope('HC', '005010X222A1', [segments]);
export const institutional = (...segments: string[]) => envelope('HC', '005010X223A2', [segments]);

export const submitter = [
  'BHT*0019*00*1*20240110*1200*CH',
  'NM1*41*2*SUBMITTER*****46*S1',
  'HL*1**20*1',
  'PRV*BI*PXC*207Q00000X',
  'NM1*85*2*CLINIC*****XX*1999999984',
  'N4*SPRINGFIELD*IL*62701',
  'REF*EI*123456789',
];

export const subscriber = (id = 'M1', level = '2') => [
  `HL*${level}*1*22*0`,
  'SBR*P*18*GROUP******CI',
  `NM1*IL*1*DOE*JANE****MI*${id}`,
  'DMG*D8*19800101*F',
  'NM1*PR*2*GOOD HEALTH PLAN*****PI*P1',
];

/** A claim of two lines, 150 charged. */
export const visit = (number: string, frequency = '1', ...more: string[]) => [
  `CLM*${number}*150***11:B:${frequency}*Y*A*Y*Y`,
  ...more,
  'HI*ABK:E119*ABF:I10',
  'NM1*82*1*WHO*DOCTOR****XX*1888888884',
  'PRV*PE*PXC*208D00000X',
  'LX*1',
  'SV1*HC:99213:25*100*UN*1***1:2',
  'DTP*472*D8*20240105',
  'LX*2',
  'SV1*HC:85025*50*UN*2*81**1',
  'DTP*472*RD8*20240105-20240106',
];
