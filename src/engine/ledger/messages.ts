/** What can be wrong with a ledger, in both languages. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'ledger-unreadable': {
    severity: 'error',
    en: 'The ledger’s line {line} is not a posting: {cause}',
    zh: '台账第 {line} 行不是有效的入账记录：{cause}',
    hint: {
      en: 'Restore the file from a copy; a ledger is never edited by hand.',
      zh: '请用备份恢复该文件；台账不可手工修改。',
    },
  },
  'ledger-altered': {
    severity: 'error',
    en: 'The ledger was altered: the batch that ends in line {line} does not match its seal.',
    zh: '台账被改动：以第 {line} 行结束的批次与其校验码不符。',
    hint: {
      en: 'Restore the file from a copy; a ledger is never edited by hand.',
      zh: '请用备份恢复该文件；台账不可手工修改。',
    },
  },
  'ledger-unfinished': {
    severity: 'warning',
    en: 'The ledger ends in {lines} {lines|line|lines} of a posting that was interrupted; {lines|it does|they do} not count.',
    zh: '台账末尾有 {lines} 行属于中断的入账，不计入。',
    hint: {
      en: 'Post the run again: the interrupted lines are removed first.',
      zh: '请重新入账：系统会先清除中断的记录。',
    },
  },
  'ledger-other-contract': {
    severity: 'error',
    en: 'The ledger’s line {line} belongs to contract {found}, not {contract}.',
    zh: '台账第 {line} 行属于协议 {found}，而非 {contract}。',
    hint: { en: 'Name the right file with --ledger.', zh: '请用 --ledger 指定正确的文件。' },
  },
  'ledger-moved-on': {
    severity: 'error',
    en: 'The ledger has changed since this run was settled.',
    zh: '本批次测算之后台账已有变动。',
    hint: {
      en: 'Settle the contract again, then post that run. Settling starts from the ledger beside the contract: one kept elsewhere has to be moved there first.',
      zh: '请重新结算该协议，再对新批次入账。结算以协议所在文件夹中的台账为起点：台账如存放在别处，请先移回。',
    },
  },
  'already-posted': {
    severity: 'note',
    en: 'This run was posted before; nothing was added.',
    zh: '本批次此前已入账，未新增记录。',
  },
  'ledger-busy': {
    severity: 'error',
    en: 'Another posting holds the ledger ({file}).',
    zh: '另一项入账正在占用台账（{file}）。',
    hint: {
      en: 'Wait for it to end; if none is running, remove that file.',
      zh: '请等待其结束；若没有正在进行的入账，请删除该文件。',
    },
  },
  'ledger-cannot-read': {
    severity: 'error',
    en: 'The ledger {file} cannot be read: {problem}.',
    zh: '无法读取台账 {file}：{problem}。',
  },
  'ledger-cannot-write': {
    severity: 'error',
    en: 'The ledger {file} cannot be written: {problem}. Nothing was posted.',
    zh: '无法写入台账 {file}：{problem}。本次未入账。',
  },
  'ledger-folder-gone': {
    severity: 'error',
    en: 'The contract’s folder {folder} is not there, and with it its ledger.',
    zh: '协议所在的文件夹 {folder} 不存在，台账也随之缺失。',
    hint: {
      en: 'Name the ledger with --ledger, or settle the contract again where it is now.',
      zh: '请用 --ledger 指定台账，或在协议现在的位置重新结算。',
    },
  },
  'ledger-currency': {
    severity: 'error',
    en: 'The ledger holds amounts in {found}; this run is in {currency}.',
    zh: '台账中的金额以 {found} 计，而本批次以 {currency} 计。',
    hint: {
      en: 'Amounts are never converted by themselves: give the contract in {currency} a name of its own, and let it supersede none in {found}.',
      zh: '金额不会自动换算：请给以 {currency} 计价的协议另取名称，且不要取代以 {found} 计价的协议。',
    },
  },
  'ledger-circle': {
    severity: 'error',
    en: 'The contracts supersede one another in a circle, through {contract}.',
    zh: '各协议经由 {contract} 循环取代，无法确定先后。',
  },
  'superseded-not-posted': {
    severity: 'warning',
    en: 'The contract {contract}, which is superseded, has posted nothing: there is no ledger {file}.',
    zh: '被取代的协议 {contract} 尚未入账：没有台账 {file}。',
    hint: {
      en: 'If it was to be posted, post it first and settle again; else what it stood for is posted in full.',
      zh: '若该协议应先入账，请先入账再重新结算；否则将按全额入账。',
    },
  },
  'ledger-payment-gone': {
    severity: 'warning',
    en: 'The ledger holds {amount} posted under {payment}, which the model no longer has: it stands as it is.',
    zh: '台账中有以 {payment} 入账的 {amount}，而模型中已无此支付项，该金额保持不变。',
    hint: {
      en: 'Keep the payment’s id in the model, so that what it posted can be taken back.',
      zh: '请在模型中保留该支付项的编号，以便冲回已入账的金额。',
    },
  },
});
