import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'event-before-start': {
    severity: 'warning',
    en: '{count} events that count lie before the start of their treatment and were left out, first {event} of {treatment} on {date}',
    zh: '{count} 个计入的事件早于其治疗起始日，未予采用；首个为 {treatment} 于 {date} 的 {event}',
  },
  'death-aside': {
    severity: 'warning',
    en: '{count} {count|treatment|treatments} ended in a death that neither counts nor competes, first {treatment} on {date}; the person is followed no further than that. Should `events` or `competing` name death?',
    zh: '{count} 例治疗的患者已死亡，而死亡既未计入事件也未列为竞争事件，首个为 {treatment}（{date}）；随访止于死亡日。是否应在 `events` 或 `competing` 中列入 death？',
  },
  'death-undated': {
    severity: 'warning',
    en: '{count} {count|treatment is of a person|treatments are of people} the eligibility has as dead without a day, first {treatment}; their death is not counted',
    zh: '{count} 例治疗的患者在参保资料中标记为已死亡但无死亡日期，首个为 {treatment}；其死亡未计入',
  },
  'not-followed': {
    severity: 'warning',
    en: '{count} treatments have no later sign of the person than their first day; nothing is known of their course',
    zh: '{count} 例治疗在起始日之后没有任何随访记录，病程未知',
  },
  'no-such-event': {
    severity: 'warning',
    en: 'no event is called "{event}"; the data has {found}',
    zh: '数据中没有名为“{event}”的事件；现有事件为 {found}',
  },
  'start-after': {
    severity: 'warning',
    en: '{count} treatments start after {date}, the day the position is of, and are left out',
    zh: '{count} 例治疗的起始日晚于截止日 {date}，未予计入',
  },
  'result-column-missing': {
    severity: 'error',
    en: 'the result {result} has no column {column}; it has {found}',
    zh: '结果 {result} 没有列 {column}，现有列为 {found}',
  },
  'days-wanted': {
    severity: 'error',
    en: '`{option}` must be whole numbers of days above 0, such as 180, 365; not "{text}"',
    zh: '`{option}` 应为大于 0 的整数天数，例如 180, 365；不能为“{text}”',
  },
  'level-outside': {
    severity: 'error',
    en: '`level` must lie between 0.5 and 0.9999, not {text}',
    zh: '`level` 应介于 0.5 与 0.9999 之间，不能为 {text}',
  },
  'time-unknown': {
    severity: 'warning',
    en: '{count} rows have no time, or no answer to whether the event came, and are in no curve',
    zh: '{count} 行的时间或是否发生事件未知，未计入任何曲线',
  },
  'group-unknown': {
    severity: 'warning',
    en: '{count} {count|row has|rows have} no {column}, and {count|is|are} in no group and no test',
    zh: '{count} 行的 {column} 未知，未计入任何组，也不参与组间检验',
  },
  'stratum-unknown': {
    severity: 'warning',
    en: '{count} {count|row has|rows have} no {column}: {count|it is|they are} in the curve of {count|its|their} group, but in no stratum of the test',
    zh: '{count} 行的 {column} 未知，计入所在组的曲线，但不参与分层检验',
  },
  'mean-beyond': {
    severity: 'warning',
    en: 'the mean within {until} days is unknown for {count} {count|group|groups}: of {group} nobody was followed longer than {days} days, and some had not had the event',
    zh: '{count} 个组 {until} 天内的限制平均时间未知：{group} 最长仅随访 {days} 天，且仍有人未发生事件',
  },
  'instrument-misfit': {
    severity: 'error',
    en: '{path}: {where} does not fit the rest of the document; expected: {expected}',
    zh: '{path}：{where} 与文档其他部分不符；应为：{expected}',
  },
  'value-set-needed': {
    severity: 'error',
    en: '{instrument} is scored by a value set: name one with `value_set`, such as {instrument}/china',
    zh: '{instrument} 须用效用值集计分：请以 `value_set` 指定，例如 {instrument}/china',
  },
  'value-set-absent': {
    severity: 'note',
    en: 'no value set is named, so {scales} of {instrument} is left out; `value_set` names one, such as {instrument}/china',
    zh: '未指定效用值集，故不计 {instrument} 的 {scales}；可用 `value_set` 指定，例如 {instrument}/china',
  },
  'value-set-other': {
    severity: 'error',
    en: 'the value set {set} is of {of}, not of {instrument}',
    zh: '效用值集 {set} 适用于 {of}，不适用于 {instrument}',
  },
  'visits-wanted': {
    severity: 'error',
    en: '`visits` must be durations after the first day, each longer than the one before, such as P3M, P6M, P12M; not "{text}"',
    zh: '`visits` 应为距起始日的时间，逐个递增，例如 P3M, P6M, P12M；不能为“{text}”',
  },
  'signs-wanted': {
    severity: 'error',
    en: '`signs` may be {known}, not {text}',
    zh: '`signs` 可为 {known}，不能为 {text}',
  },
  'important-digits': {
    severity: 'error',
    en: '`important` may have four digits after the point, not {text}',
    zh: '`important` 小数点后最多四位，不能为 {text}',
  },
  'answer-unread': {
    severity: 'warning',
    en: '{count} {count|answer is|answers are} no number, nor any answer the instrument or the links know, and {count|counts|count} as none, first "{text}" to item {item} on line {line}',
    zh: '{count} 个作答既不是数字，也不是量表或对应表所列答案，视为未作答；首个为第 {line} 行条目 {item} 的“{text}”',
  },
  'answered-twice': {
    severity: 'warning',
    en: '{count} {count|item was|items were} answered again and differently on the same day; the first line stands, not "{text}" to item {item} on line {line}',
    zh: '同一天内有 {count} 个条目被重复作答且结果不同，以最先一行为准；首个未采用的为第 {line} 行条目 {item} 的“{text}”',
  },
  'link-unseen': {
    severity: 'warning',
    en: 'nothing in the data answers {count} of the questions linked, first {link} of {questionnaire}',
    zh: '数据中没有对应表所列 {count} 道题目的作答，首个为 {questionnaire} 的 {link}',
  },
  'answers-unlinked': {
    severity: 'note',
    en: '{count} answers of the questionnaires linked are to questions that no link names, first {link} of {questionnaire}',
    zh: '所列问卷有 {count} 个作答未在对应表中列出，首个为 {questionnaire} 的 {link}',
  },
  'answer-outside': {
    severity: 'warning',
    en: '{count} {count|answer lies|answers lie} outside what the item may be and {count|counts|count} as none, first item {item} on line {line}',
    zh: '{count} 个作答超出条目取值范围，视为未作答；首个为第 {line} 行的条目 {item}',
  },
});

/** What codes in results say. */
export const reasons = {
  reached: { en: 'the milestone passed without the event', zh: '到达时点时未发生事件' },
  'not-reached': { en: 'the event came before the milestone', zh: '时点之前已发生事件' },
  'at-risk': { en: 'the milestone is still to come', zh: '尚未到达时点，仍在观察' },
  lost: { en: 'no longer followed before the milestone', zh: '时点之前已失访' },
  event: { en: 'counts as the event', zh: '计为事件' },
  competing: { en: 'rules the event out', zh: '竞争事件，此后不会再发生该事件' },
  'before-start': { en: 'before the treatment began', zh: '早于治疗起始日' },
  'after-date': { en: 'after the day the position is of', zh: '晚于截止日' },
  'other-event': { en: 'another kind of event', zh: '其他类别的事件' },
  'no-scores': { en: 'no score before or after', zh: '前后均无得分' },
  'no-baseline': { en: 'no score before', zh: '无基线得分' },
  'no-followup': { en: 'no score after', zh: '无随访得分' },
  'not-due': { en: 'the score after is still to come', zh: '尚未到应随访日' },
  baseline: { en: 'answer before', zh: '基线作答' },
  followup: { en: 'answer after', zh: '随访作答' },
  'other-day': { en: 'answered on another day', zh: '其他日期的作答' },
  'answer-unread': { en: 'no number, nor an answer that is known', zh: '既非数字，也非已知答案' },
  'answered-twice': { en: 'the item was answered that day already', zh: '当日该条目已有作答' },
  'answer-outside': { en: 'outside what the item may be', zh: '超出条目取值范围' },
  'follow-up': { en: 'follow-up', zh: '随访' },
  'after-window': { en: 'after the window', zh: '窗口期之后' },
  'other-treatment': { en: 'recorded for another treatment', zh: '记录于其他治疗' },
} as const satisfies Record<string, Localized>;

/** Where a follow-up stands. */
export const followUpStates = {
  submitted: { en: 'submitted', zh: '已提交' },
  late: { en: 'submitted after the window', zh: '窗口期后提交' },
  overdue: { en: 'overdue', zh: '逾期未提交' },
  open: { en: 'due, within the window', zh: '已到期，窗口期内' },
  'not-due': { en: 'not due yet', zh: '未到期' },
  'not-expected': { en: 'no longer expected', zh: '无需随访' },
} as const satisfies Record<string, Localized>;
