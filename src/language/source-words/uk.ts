/** Remarks of the models of the United Kingdom. */
export const UK: Record<string, string> = {
  // advancing-quality
  'comment of its authors in a healthcare finance journal': '其作者在医疗财务期刊上的评论',
  'Comment of the authors': '作者评论',
  'pneumonia, CABG, AMI, heart failure, hip/knee':
    '肺炎、冠脉搭桥（CABG）、急性心梗（AMI）、心力衰竭、髋膝关节置换',
  'a tournament for the first 12 months': '前 12 个月为排名竞争',
  'for the next 6 months attainment, improvement and achievement': '其后 6 个月为达标、改进、领先三项',
  'thereafter part of a programme for all of England that withholds payments':
    '其后并入全英格兰扣留付款的项目',
  'bonuses for the top and the second quartile': '前四分之一与次四分之一有奖励',
  'a quarter of fewer than four is no hospital': '不足四家时，四分之一不到一家医院',
  'the top 6 trusts of 24 had a 4 % bonus on their tariff payments':
    '24 家信托医院的前 6 家在按结果付费收入之上加付 4%',
  'that of the first year': '取首年数值',
  'the rate was not read': '未查得比例',
  'withholding of payments rather than bonuses': '改为扣留付款，不再奖励',
  'That the second quartile had a bonus is in the abstract of N Engl J Med 2012;367:1821–8 (Ovid)':
    '次四分之一有奖励，见 N Engl J Med 2012;367:1821–8 摘要（Ovid）',
  'that it was 2 % was not read': '比例为 2% 则未查得',
  'the first year was a pure tournament': '首年只按名次奖励',
  "that a score above the first year's median was rewarded is in the comment of the authors, October 2014, the rate was not read":
    '得分高于首年中位数者有奖励，见作者评论（2014 年 10 月），未查得比例',
  'that improvement on the first year was rewarded is in the abstract of N Engl J Med 2012;367:1821–8 (Ovid), who improved enough and the rate were not read':
    '较首年改进者有奖励，见 N Engl J Med 2012;367:1821–8 摘要（Ovid），改进达标的标准与比例均未查得',
  'The phases of which a rate was read': '已查得比例的阶段',
  'give yours with its rates in the contract': '其他阶段请在协议中连同比例给出',
  // best-practice-tariff
  'Introduction of best practice tariffs 2010/11–2014/15 (PMC4468579, table 4)':
    '2010/11–2014/15 年度最佳实践价格的引入（PMC4468579，表 4）',
  'National Osteoporosis Society and British Geriatrics Society on hip fracture':
    '英国骨质疏松学会与英国老年医学会关于髋部骨折的说明',
  'SSNAP on acute stroke': 'SSNAP 关于急性脑卒中的说明',
  Conditions: '病种',
  'PMC4468579 table 4 and the contents of 2017/19 Annex F': 'PMC4468579 表 4 与 2017/19 附件 F 目录',
  'rules of hip fracture (all) and stroke (each)': '髋部骨折（全部符合）与脑卒中（逐项）的规则',
  'British Geriatrics Society, SSNAP': '英国老年医学会、SSNAP',
  'the other rules not checked': '其余规则未核实',
  'Hip fracture 7': '髋部骨折 7 项',
  'stroke 3': '脑卒中 3 项',
  'the others counted as one criterion, met or not': '其余均按一项标准计，符合或不符合',
  'National Osteoporosis Society': '英国骨质疏松学会',
  'National Osteoporosis Society and British Geriatrics Society': '英国骨质疏松学会与英国老年医学会',
  'Criteria of hip fracture': '髋部骨折的标准',
  'of stroke': '脑卒中的标准',
  'SSNAP (2017/19). The shares of stroke and the names of the other criteria are illustrations':
    'SSNAP（2017/19）。脑卒中各项份额与其余标准的名称为示例',
  '445 a patient': '每例患者 445 英镑',
  'the year is not named there, the first is assumed': '原文未注明年度，按首年计',
  'The step between the two': '取前后两个数值之间的一级',
  'not read in a source': '未查得依据',
  '1,335 in 2012-13 and 2013-14, by lowering the base tariff':
    '2012-13 与 2013-14 年度为 1,335 英镑，由下调基础价格而来',
  // cquin
  'CQUIN guidance 2019/20 and 2022/23': '2019/20 与 2022/23 年度 CQUIN 指南',
  'CQUIN guidance for 2019-2020': '2019–2020 年度 CQUIN 指南',
  'CQUIN guidance 2022/23': '2022/23 年度 CQUIN 指南',
  'CQUIN for frontline clinical staff 2019/20': '2019/20 年度一线临床员工 CQUIN',
  'paragraph 2': '第 2 段',
  "2.5 % of a hospital's total spend": '占医院总支出的 2.5%',
  'the first year it holds for is not given': '未说明自哪一年度起适用',
  'HFMA, CQUIN: press for change, 1 June 2016': 'HFMA, CQUIN: press for change，2016 年 6 月 1 日',
  'national and local indicators total 2.5 % of the actual annual value':
    '全国与地方指标合计为实际年度合同额的 2.5%',
  'reduced to 1.25 % from 1 April 2019': '自 2019 年 4 月 1 日起降至 1.25%',
  'suspended for the whole of 2020/21 and 2021/22': '2020/21、2021/22 年度全年暂停',
  '1.25 % of the fixed element of the payment': '支付中固定部分的 1.25%',
  'five indicators of 0.25 % each': '五项指标各 0.25%',
  'The years the sources of the share are of': '已查得占比的年度',
  'give yours with its share in the contract': '其他年度请在协议中连同占比给出',
  'a maximum of 5': '至多 5 项',
  'no more than the five most important': '不超过最重要的五项',
  '5 indicators': '5 项指标',
  'Indicators weigh the same': '各指标权重相同',
  'Each of five weighs the same': '五项权重相同',
  'that an indicator not reported earns nothing is a convention of this model':
    '未上报的指标不兑付为本模型的约定',
  'thresholds 60–80 %, nothing below, all above, a sliding scale between':
    '阈值 60%–80%，低于不兑付，高于全额兑付，其间按比例',
  'those of the other indicators are illustrations': '其他指标的阈值为示例',
  // managed-access
  '1,651,000 GBP a course': '每疗程 1,651,000 英镑',
  Confidential: '保密',
  '12 years and over': '12 岁及以上',
  'βS/βS, βS/β+ or βS/β0': 'βS/βS、βS/β+ 或 βS/β0',
  'at least 2 a year during the 2 previous years': '此前 2 年每年至少 2 次',
  'TA1044 was published in February 2025': 'TA1044 于 2025 年 2 月发布',
  'the day is not verified': '具体日期未核实',
  'about 50 patients a year': '每年约 50 例患者',
  'The trial counts 12 months without crises': '试验以 12 个月无危象为准',
  'what the review asks for is not published': '评估的要求未公布',
  // qof
  'Statement of Financial Entitlements as explained by the BMA (Focus on QOF payments, 2007) and Pulse (how payments are calculated, 2021/22)':
    'Statement of Financial Entitlements，据 BMA（Focus on QOF payments, 2007）与 Pulse（how payments are calculated, 2021/22）的解读',
  '5,891 until April 2013': '2013 年 4 月前为 5,891 人',
  'The years the sources of the two values are of': '已查得两项数值的年度',
  'give yours with its values in the contract': '其他年度请在协议中连同数值给出',
  'clinical domains by prevalence, quality improvement without': '临床领域按患病率调整，质量改进不调整',
  '74 points for quality improvement': '质量改进 74 分',
  'the points of the other three are illustrations': '其余三项的分数为示例',
  'table of QOF thresholds': 'QOF 阈值表',
  'HbA1c (DM007) 35–75 %, blood pressure (DM003) 38–78 %': 'HbA1c（DM007）35%–75%，血压（DM003）38%–78%',
  'those of hypertension are an illustration': '高血压的阈值为示例',
  'chronic-care reward of up to 25 % for UK family doctors': '英国家庭医生的慢病管理奖励最高 25%',
};
