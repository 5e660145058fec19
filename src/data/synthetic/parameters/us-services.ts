/**
 * Services of the United States: which claims an event has, and which lines those. Codes are HCPCS/CPT and revenue codes as facts; prices are
 * near to what Medicare allowed about 2021, from memory and rounded: unverified.
 */
import type { Service } from './types.ts';
import {
  a1c,
  facility,
  labs,
  medicalStay,
  one,
  professional,
  rounds,
  stay,
  surgery,
  surgicalStay,
  visit,
} from './us-service.ts';

export const services: readonly Service[] = [
  { ...visit('primary-care', 'own', ...labs, a1c), encounter: 'office visit' },
  {
    name: 'wellness',
    encounter: 'office visit',
    claims: [
      professional(
        'own',
        '11',
        [
          { share: 0.45, code: 'G0439', price: 133 },
          { share: 0.55, code: '99396', price: 128 },
        ],
        one({ share: 0.45, code: '90686', price: 20 }),
        one({ share: 0.45, code: '90471', price: 17 }),
        ...labs,
      ),
    ],
  },
  {
    name: 'child-check',
    encounter: 'office visit',
    claims: [
      professional(
        'own',
        '11',
        [
          { share: 0.5, code: '99392', price: 108 },
          { share: 0.5, code: '99393', price: 107 },
        ],
        one({ share: 0.6, code: '90460', price: 20, units: 2 }),
      ),
    ],
  },
  visit(
    'cardiology',
    'cardiology',
    one({ share: 0.5, code: '93000', price: 15 }),
    one({ share: 0.3, code: '93306', price: 200 }),
  ),
  visit('endocrinology', 'endocrinology', a1c, ...labs),
  visit('pulmonology', 'pulmonology', one({ share: 0.5, code: '94060', price: 40 })),
  visit('nephrology', 'nephrology', ...labs),
  visit('oncology', 'oncology', ...labs, one({ share: 0.15, code: '78815', price: 1450 })),
  visit(
    'orthopaedics',
    'orthopaedics',
    one({ share: 0.5, code: '73560', price: 33 }),
    one({ share: 0.2, code: '20610', price: 64 }),
  ),
  visit(
    'dermatology',
    'dermatology',
    one({ share: 0.4, code: '17000', price: 66 }),
    one({ share: 0.2, code: '11102', price: 100 }),
  ),
  visit('gynaecology', 'gynaecology', one({ share: 0.3, code: '76830', price: 124 })),
  {
    name: 'therapy',
    encounter: 'office visit',
    claims: [professional('psychiatry', '11', one({ code: '90834', price: 104 }))],
  },
  {
    name: 'eye-exam',
    encounter: 'office visit',
    claims: [
      professional(
        'ophthalmology',
        '11',
        one({ code: '92014', price: 128 }),
        one({ share: 0.4, code: '92134', price: 41 }),
      ),
    ],
  },
  {
    name: 'physical-therapy',
    encounter: 'outpatient rehabilitation',
    claims: [
      professional(
        'therapist',
        '11',
        one({ code: '97110', modifier: 'GP', price: 30, units: 2, times: 6, every: 4 }),
        one({ code: '97140', modifier: 'GP', price: 28, times: 6, every: 4 }),
      ),
    ],
  },
  {
    name: 'imaging',
    encounter: 'outpatient radiology',
    claims: [
      facility('hospital', '131', [
        { share: 0.3, code: '71046', revenue: '0320', price: 80 },
        { share: 0.2, code: '70450', revenue: '0350', price: 120 },
        { share: 0.2, code: '74177', revenue: '0350', price: 370 },
        { share: 0.15, code: '73721', revenue: '0610', price: 240 },
        { share: 0.15, code: '72148', revenue: '0610', price: 230 },
      ]),
      professional('radiology', '22', [
        { share: 0.3, code: '71046', modifier: '26', price: 9 },
        { share: 0.7, code: '74177', modifier: '26', price: 88 },
      ]),
    ],
  },
  {
    name: 'mammogram',
    encounter: 'outpatient radiology',
    claims: [facility('hospital', '131', one({ code: '77067', revenue: '0403', price: 132 }))],
  },
  {
    name: 'colonoscopy',
    encounter: 'ambulatory surgery',
    claims: [
      facility('hospital', '131', [
        { share: 0.5, code: '45378', revenue: '0750', price: 800 },
        { share: 0.5, code: '45380', revenue: '0750', price: 1050 },
      ]),
      professional('gastroenterology', '22', one({ code: '45380', price: 210 })),
    ],
  },
  {
    name: 'cataract',
    encounter: 'ambulatory surgery',
    claims: [
      facility('hospital', '131', one({ code: '66984', revenue: '0360', price: 2080 })),
      professional('ophthalmology', '24', one({ code: '66984', price: 550 })),
      professional('anesthesia', '24', one({ code: '00142', price: 110 })),
    ],
  },
  {
    name: 'day-surgery',
    encounter: 'ambulatory surgery',
    claims: [
      facility('hospital', '131', [
        { share: 0.35, code: '29881', revenue: '0360', price: 2900 },
        { share: 0.35, code: '49505', revenue: '0360', price: 3200 },
        { share: 0.3, code: '47562', revenue: '0360', price: 5100 },
      ]),
      professional('surgery', '22', one({ code: '47562', price: 650 })),
      professional('anesthesia', '22', one({ code: '00790', price: 230 })),
    ],
  },
  {
    name: 'emergency',
    encounter: 'emergency department',
    claims: [
      facility(
        'hospital',
        '131',
        [
          { share: 0.3, code: '99283', revenue: '0450', price: 220 },
          { share: 0.4, code: '99284', revenue: '0450', price: 370 },
          { share: 0.3, code: '99285', revenue: '0450', price: 540 },
        ],
        one({ share: 0.5, code: '80053', revenue: '0301', price: 10.56 }),
        one({ share: 0.5, code: '85025', revenue: '0305', price: 7.77 }),
        one({ share: 0.3, code: '71046', revenue: '0324', price: 80 }),
        one({ share: 0.2, code: '70450', revenue: '0351', price: 120 }),
        one({ share: 0.3, code: '96374', revenue: '0260', price: 190 }),
      ),
      professional('emergency', '23', [
        { share: 0.4, code: '99284', price: 122 },
        { share: 0.6, code: '99285', price: 178 },
      ]),
      {
        ...professional(
          'ambulance',
          '41',
          one({ code: 'A0429', price: 390 }),
          one({ code: 'A0425', price: 8, units: 9 }),
        ),
        share: 0.15,
      },
    ],
  },
  {
    name: 'chemotherapy',
    encounter: 'outpatient infusion',
    claims: [
      facility(
        'hospital',
        '131',
        one({ code: '96413', revenue: '0335', price: 330 }),
        one({ share: 0.6, code: '96415', revenue: '0335', price: 70 }),
        [
          { share: 0.22, code: 'J9271', revenue: '0636', price: 51.5, units: 200 },
          { share: 0.18, code: 'J9355', revenue: '0636', price: 87, units: 45 },
          { share: 0.2, code: 'J9035', revenue: '0636', price: 62, units: 50 },
          { share: 0.4, code: 'J9045', revenue: '0636', price: 5, units: 12 },
        ],
        one({ code: '85025', revenue: '0305', price: 7.77 }),
      ),
      professional('oncology', '22', one({ code: '99214', price: 104 })),
    ],
  },
  {
    name: 'radiotherapy',
    encounter: 'outpatient hospital or clinic',
    claims: [
      facility(
        'hospital',
        '131',
        one({ code: '77301', revenue: '0333', price: 1240 }),
        one({ code: '77386', revenue: '0333', price: 545, times: 25, every: 1 }),
      ),
      professional('oncology', '22', one({ code: '77427', price: 190, times: 5, every: 7 })),
    ],
  },
  {
    name: 'dialysis',
    encounter: 'dialysis',
    claims: [
      facility('dialysis', '721', one({ code: '90999', revenue: '0821', price: 258, times: 13, every: 2 })),
      professional('nephrology', '65', one({ code: '90960', price: 288 })),
    ],
  },
  {
    name: 'eye-injection',
    encounter: 'office visit',
    claims: [
      professional(
        'ophthalmology',
        '11',
        one({ code: '67028', price: 117, times: 5, every: 35 }),
        one({ code: 'J0178', price: 960, units: 2, times: 5, every: 35 }),
      ),
    ],
  },
  {
    name: 'observation',
    encounter: 'observation',
    claims: [
      facility(
        'hospital',
        '131',
        one({ code: 'G0378', revenue: '0762', price: 2400 }),
        one({ share: 0.5, code: '78452', revenue: '0341', price: 1300 }),
      ),
      professional('hospitalist', '22', one({ code: '99220', price: 190 })),
    ],
  },
  {
    name: 'angiogram',
    encounter: 'ambulatory surgery',
    claims: [
      facility('hospital', '131', one({ code: '93458', revenue: '0481', price: 2900 })),
      professional('cardiology', '22', one({ code: '93458', modifier: '26', price: 320 })),
    ],
  },
  {
    name: 'home-health',
    encounter: 'home health',
    claims: [
      facility(
        'home-health',
        '329',
        one({ code: 'G0299', revenue: '0551', price: 165, times: 6, every: 5 }),
        one({ code: 'G0151', revenue: '0421', price: 180, times: 5, every: 6 }),
      ),
    ],
  },
  {
    name: 'nursing-facility',
    encounter: 'skilled nursing',
    claims: [
      facility(
        'nursing-facility',
        '211',
        one({ revenue: '0022', part: 0.6, units: 0 }),
        one({ revenue: '0420', part: 0.24 }),
        one({ revenue: '0430', part: 0.16 }),
      ),
      professional('hospitalist', '31', one({ code: '99309', price: 92, times: 3, every: 7 })),
    ],
  },
  {
    name: 'hospice',
    encounter: 'hospice',
    claims: [
      facility('home-health', '811', one({ code: 'Q5001', revenue: '0651', price: 175, times: 'day' })),
    ],
  },
  {
    name: 'oxygen',
    encounter: 'durable medical equipment',
    claims: [
      professional(
        'equipment',
        '12',
        one({ code: 'E1390', modifier: 'RR', price: 115, times: 6, every: 30 }),
      ),
    ],
  },
  {
    name: 'strips',
    encounter: 'durable medical equipment',
    claims: [professional('equipment', '12', one({ code: 'A4253', price: 33, units: 3 }))],
  },
  {
    name: 'equipment',
    encounter: 'durable medical equipment',
    claims: [
      professional('equipment', '12', [
        { share: 0.5, code: 'E0601', price: 610 },
        { share: 0.5, code: 'E0143', price: 78 },
      ]),
    ],
  },
  stay('medical-stay', medicalStay, [
    rounds,
    professional('emergency', '23', one({ share: 0.8, code: '99285', price: 178 })),
  ]),
  stay('psychiatric-stay', medicalStay, [
    professional('psychiatry', '51', one({ code: '99232', price: 74, times: 'day' })),
  ]),
  stay('joint-stay', surgicalStay, [...surgery('orthopaedics', '27447', 1290), rounds]),
  stay('hip-fracture-stay', surgicalStay, [...surgery('orthopaedics', '27245', 1230), rounds]),
  stay('spine-stay', surgicalStay, [...surgery('orthopaedics', '22612', 1560), rounds]),
  stay('heart-stay', surgicalStay, [...surgery('surgery', '33533', 1890), rounds]),
  stay('stent-stay', surgicalStay, [
    professional('cardiology', '21', one({ code: '92928', price: 610 })),
    rounds,
  ]),
  stay('bowel-stay', surgicalStay, [...surgery('surgery', '44140', 1350), rounds]),
  stay('abdominal-stay', surgicalStay, [...surgery('surgery', '47562', 650), rounds]),
  stay('delivery', surgicalStay, [professional('gynaecology', '21', one({ code: '59400', price: 2150 }))]),
  stay('cesarean', surgicalStay, [
    professional('gynaecology', '21', one({ code: '59510', price: 2390 })),
    professional('anesthesia', '21', one({ code: '01961', price: 240 })),
  ]),
];
