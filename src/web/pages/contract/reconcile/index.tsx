/** Reconcile: the other side's file against ours. The file goes to the server beside this page and is not kept. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import type { FileColumns } from '../../../../server/api.ts';
import { ask } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useWorkspace } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { Failed, Loading, Notice } from '../../../kit/states.tsx';
import { reconcile as words } from '../../../words/reconcile.ts';
import { shellWord } from '../what-if/command.ts';
import { Settings } from './settings.tsx';
import css from './reconcile.module.css';

const MB = 2 ** 20;

export default function ReconcilePage() {
  const t = useSay();
  const { run } = useContract();
  const { data: workspace } = useWorkspace();
  const [file, setFile] = useState<File | null>(null);
  const [refused, setRefused] = useState<{ title: string; hint: string } | null>(null);
  const columns = useMutation({
    mutationFn: (chosen: File) => {
      const body = new FormData();
      body.append('file', chosen);
      return ask<FileColumns>(['columns'], {}, { method: 'POST', body });
    },
  });

  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    columns.reset();
    const problem = problemOf(chosen);
    setRefused(problem);
    setFile(problem ? null : chosen);
    if (!problem) columns.mutate(chosen);
  };
  // A file too large is refused before it is sent: the answer would come only after minutes.
  const problemOf = (chosen: File) => {
    const limit = workspace?.uploadMb ?? Infinity;
    if (chosen.size === 0) return { title: t(words.empty, { file: chosen.name }), hint: t(words.emptyHint) };
    if (chosen.size <= limit * MB) return null;
    const command = `openvbp reconcile ${shellWord(run)} ${shellWord(chosen.name)} --key … --amount …`;
    return {
      title: t(words.tooLarge, { file: chosen.name, size: Math.ceil(chosen.size / MB) }),
      hint: t(words.tooLargeHint, { limit, command }),
    };
  };

  return (
    <>
      <p className={css.lead}>{t(words.lead)}</p>
      <Drop take={take} file={file} limit={workspace?.uploadMb ?? null} />
      {refused && (
        <Notice tone="bad">
          <strong>{refused.title}</strong> {refused.hint}
        </Notice>
      )}
      {columns.isPending && <Loading lines={5} />}
      {columns.error && <Failed error={columns.error} {...(file && { retry: () => columns.mutate(file) })} />}
      {file && columns.data && (
        <Settings key={`${run} ${file.name} ${file.lastModified}`} file={file} found={columns.data} />
      )}
    </>
  );
}

function Drop({
  take,
  file,
  limit,
}: {
  take(file: File | undefined): void;
  file: File | null;
  limit: number | null;
}) {
  const t = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={`${css.drop} ${over ? css.over : ''} ${file ? css.small : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        className="sr-only"
        aria-label={t(words.choose)}
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.xlsx,.parquet,.jsonl,.ndjson"
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
      <p className={css.dropWords}>{over ? t(words.dropNow) : file ? file.name : t(words.drop)}</p>
      <Button kind={file ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
        {t(file ? words.another : words.choose)}
      </Button>
      {!file && limit !== null && <p className={css.quiet}>{t(words.kinds, { limit })}</p>}
    </div>
  );
}
