/** The library, or one model of it. */
import { useParams } from '@tanstack/react-router';
import { Library } from './library.tsx';
import { Model } from './model.tsx';

export default function ModelsPage() {
  const { model } = useParams({ strict: false }) as { model?: string };
  return model === undefined ? <Library /> : <Model key={model} id={model} />;
}
