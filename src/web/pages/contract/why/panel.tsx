import type { Figure } from '../../../app/queries.ts';

export default function WhyPanel({ figure }: { figure: Figure }) {
  return <p>{figure.term}</p>;
}
