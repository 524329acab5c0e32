import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { colorIndexOf } from '../sync/presence.ts';
import { Face } from './Face.tsx';
import './faces.css';

/** Who is at a place: small faces, and how many more there are; nothing when nobody is. */
export function Faces({
  people,
  max = 3,
}: {
  people: readonly { readonly id: string; readonly name: string; readonly isReader: boolean }[];
  max?: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (people.length === 0) return null;
  const shown = people.slice(0, max);
  const more = people.slice(max);
  return (
    <span className="faces-here">
      {shown.map(({ id, name, isReader }) => (
        <span key={id} data-reader={isReader}>
          <Face
            small
            name={name}
            label={t(isReader ? 'network.presence.reads' : 'network.presence.isHere', { name })}
            colorIndex={colorIndexOf(id)}
            isSelf={false}
          />
        </span>
      ))}
      {more.length > 0 && (
        <span className="faces-more" title={more.map(({ name }) => name).join(', ')}>
          +{format.number(more.length)}
        </span>
      )}
    </span>
  );
}
