/** Which department a stay leaves from, by the beginning of its principal diagnosis; the first that fits holds. Named as 诊疗科目名录 does; who goes where is an illustration. */
interface Department {
  /** Of a hospital of the second or third level. */
  name: string;
  /** Of a smaller one, which has few. */
  small: string;
  /** Beginnings of ICD-10 codes. */
  codes: readonly string[];
}

/** Children under this age go to 儿科, but for operations and births. */
export const CHILD = 14;

export const DEPARTMENTS: readonly Department[] = [
  { name: '产科', small: '妇产科', codes: ['O'] },
  { name: '妇科', small: '妇产科', codes: ['N7', 'N8', 'N9', 'D25', 'D26', 'D27', 'C53', 'C54', 'C56'] },
  { name: '肿瘤科', small: '内科', codes: ['Z51', 'C', 'D0'] },
  { name: '神经内科', small: '内科', codes: ['G', 'I6'] },
  { name: '心血管内科', small: '内科', codes: ['I'] },
  { name: '呼吸内科', small: '内科', codes: ['J'] },
  { name: '普通外科', small: '外科', codes: ['K35', 'K36', 'K37', 'K4', 'K6', 'K8'] },
  { name: '消化内科', small: '内科', codes: ['K'] },
  { name: '内分泌科', small: '内科', codes: ['E'] },
  { name: '肾内科', small: '内科', codes: ['N0', 'N1'] },
  { name: '泌尿外科', small: '外科', codes: ['N'] },
  { name: '眼科', small: '外科', codes: ['H0', 'H1', 'H2', 'H3', 'H4', 'H5'] },
  { name: '耳鼻咽喉科', small: '外科', codes: ['H'] },
  { name: '骨科', small: '外科', codes: ['M', 'S', 'T'] },
  { name: '精神科', small: '内科', codes: ['F'] },
  { name: '感染科', small: '内科', codes: ['A', 'B'] },
];

/** Of diagnoses that none of them has. */
export const OTHER_DEPARTMENT = { name: '全科医疗科', small: '内科' } as const;
