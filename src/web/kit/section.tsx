/** A part of a page: a heading with tools beside it, and what follows. No box round it. */
import { useId, type ReactNode } from 'react';
import css from './section.module.css';

export function Section({
  title,
  tools,
  children,
  intro,
  level = 2,
}: {
  title: string;
  tools?: ReactNode;
  intro?: ReactNode;
  children: ReactNode;
  level?: 2 | 3;
}) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css.section} aria-labelledby={id}>
      <header className={css.head}>
        <Heading id={id}>{title}</Heading>
        {tools && <div className={css.tools}>{tools}</div>}
      </header>
      {intro && <p className={css.intro}>{intro}</p>}
      {children}
    </section>
  );
}

export function PageTitle({
  title,
  children,
  tools,
}: {
  title: string;
  children?: ReactNode;
  tools?: ReactNode;
}) {
  return (
    <header className={css.page}>
      <div className={css.pageWords}>
        <h1>{title}</h1>
        {children && <div className={css.sub}>{children}</div>}
      </div>
      {tools && <div className={css.tools}>{tools}</div>}
    </header>
  );
}
