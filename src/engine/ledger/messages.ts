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
    en: 'The ledger ends in {lines} lines of a posting that was interrupted; they do not count.',
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
    hint: { en: 'Settle the contract again, then post that run.', zh: '请重新结算该协议，再对新批次入账。' },
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
});
