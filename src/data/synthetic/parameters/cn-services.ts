/**
 * Services of China: what an outpatient visit and a stay consist of, item by item, in the fee categories of the settlement list. Item codes (999…)
 * and prices (yuan) are made up; the shares of drugs, materials, laboratory … in a stay are of the order of national averages, unverified.
 */
import type { Claim, Line, Service } from './types.ts';

const item = (
  category: string,
  code: string,
  name: string,
  price: number,
  more: Partial<Line> = {},
): Line => ({
  category,
  code: `99900${code}`,
  name,
  price,
  ...more,
});
const part = (category: string, code: string, name: string, share: number, units = 1): Line => ({
  category,
  code: `99900${code}`,
  name,
  part: share,
  units,
});
const one = (line: Line): readonly Line[] => [line];

const outpatient = (
  name: string,
  role: string,
  consultation: number,
  drugs: number,
  ...more: Line[]
): Service => ({
  name,
  encounter: 'outpatient',
  claims: [
    {
      kind: 'professional',
      role,
      slots: [
        one(item('consultation', '1100', '诊察费', consultation)),
        one(item('western_drugs', '2100', '西药', drugs, { share: 0.75 })),
        one(item('chinese_patent_drugs', '2200', '中成药', drugs * 0.6, { share: 0.3 })),
        ...more.map(one),
      ],
    },
  ],
});

/** Daily care, and the rest of the group's price in shares; what is daily makes up about a fifth of it. */
const stay = (name: string, role: string, bed: number, parts: readonly Line[]): Service => ({
  name,
  encounter: 'acute inpatient',
  claims: [
    {
      kind: 'institutional',
      role,
      slots: [
        one(item('bed', '1109', '普通病房床位费', bed, { times: 'day' })),
        one(item('consultation', '1102', '住院诊察费', 18, { times: 'day' })),
        one(item('nursing', '1201', '二级护理', 16, { times: 'day' })),
        one(item('treatment', '1204', '静脉输液', 12, { times: 'day', units: 2 })),
        ...parts.map(one),
      ],
    } satisfies Claim,
  ],
});

const medical: readonly Line[] = [
  part('western_drugs', '2101', '抗感染药', 0.12, 10),
  part('western_drugs', '2102', '心脑血管用药', 0.14, 10),
  part('western_drugs', '2103', '其他西药', 0.08, 10),
  part('chinese_patent_drugs', '2201', '中成药注射剂', 0.07, 5),
  part('chinese_herbs', '2301', '中药饮片', 0.02),
  part('laboratory', '2501', '血液一般检查', 0.05),
  part('laboratory', '2502', '生化检查', 0.12),
  part('laboratory', '2503', '免疫学检查', 0.06),
  part('examination', '2104', 'CT检查', 0.11),
  part('examination', '2105', '超声检查', 0.06),
  part('examination', '2106', '心电图', 0.02),
  part('materials', '2701', '一次性卫生材料', 0.06, 4),
  part('treatment', '1205', '氧气吸入与雾化', 0.07, 6),
  part('other', '2901', '其他', 0.02),
];
const surgical: readonly Line[] = [
  part('surgery', '3300', '手术费', 0.19),
  part('surgery', '3301', '麻醉费', 0.06),
  part('materials', '2702', '植入材料', 0.22),
  part('materials', '2701', '一次性卫生材料', 0.1, 6),
  part('western_drugs', '2101', '抗感染药', 0.09, 8),
  part('western_drugs', '2103', '其他西药', 0.08, 8),
  part('chinese_patent_drugs', '2201', '中成药', 0.02),
  part('laboratory', '2502', '生化检查', 0.08),
  part('laboratory', '2504', '病理检查', 0.02),
  part('examination', '2104', 'CT检查', 0.08),
  part('treatment', '1206', '康复治疗', 0.05, 5),
  part('other', '2901', '其他', 0.01),
];
const births: readonly Line[] = [
  part('surgery', '3314', '接生与手术费', 0.36),
  part('western_drugs', '2103', '其他西药', 0.16, 5),
  part('laboratory', '2502', '生化检查', 0.16),
  part('examination', '2105', '超声检查', 0.12),
  part('materials', '2701', '一次性卫生材料', 0.14, 3),
  part('treatment', '1207', '新生儿护理', 0.06, 3),
];

export const services: readonly Service[] = [
  outpatient('village-visit', 'village', 6, 22),
  outpatient(
    'township-visit',
    'own',
    10,
    65,
    item('laboratory', '2500', '血糖测定', 5, { share: 0.25 }),
    item('examination', '2106', '心电图', 15, { share: 0.1 }),
  ),
  outpatient(
    'county-visit',
    'county',
    15,
    150,
    item('laboratory', '2502', '生化检查', 70, { share: 0.4 }),
    item('examination', '2104', 'CT检查', 220, { share: 0.15 }),
    item('examination', '2105', '超声检查', 90, { share: 0.25 }),
  ),
  outpatient(
    'city-visit',
    'city',
    30,
    280,
    item('laboratory', '2502', '生化检查', 120, { share: 0.5 }),
    item('examination', '2107', '磁共振检查', 480, { share: 0.12 }),
    item('examination', '2105', '超声检查', 120, { share: 0.25 }),
  ),
  outpatient('follow-up', 'own', 0.01, 30, item('general_treatment', '1101', '一般诊疗费', 10)),
  {
    name: 'dialysis',
    encounter: 'dialysis',
    claims: [
      {
        kind: 'professional',
        role: 'county',
        slots: [
          one(item('treatment', '3108', '血液透析', 400, { times: 13, every: 2 })),
          one(item('western_drugs', '2105', '促红细胞生成素', 28, { times: 8, every: 3 })),
        ],
      },
    ],
  },
  {
    name: 'chemotherapy',
    encounter: 'outpatient infusion',
    claims: [
      {
        kind: 'professional',
        role: 'city',
        slots: [
          one(item('western_drugs', '2108', '抗肿瘤靶向药', 3200)),
          one(item('treatment', '1208', '化疗药物配置', 60)),
          one(item('laboratory', '2502', '生化检查', 160)),
        ],
      },
    ],
  },
  stay('township-medical', 'own', 25, medical),
  stay('county-medical', 'county', 45, medical),
  stay('city-medical', 'city', 80, medical),
  stay('county-surgical', 'county', 45, surgical),
  stay('city-surgical', 'city', 80, surgical),
  stay('county-birth', 'county', 60, births),
];
