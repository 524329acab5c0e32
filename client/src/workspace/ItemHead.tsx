import type { ReactNode } from 'react';
import { useFormat } from '../i18n/useFormat.ts';
import type { ItemView } from '../item/itemView.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** The item's number and its name in full: the legal wording, never cut. */
export function ItemHead({ view, children }: { view: ItemView; children: ReactNode }) {
  const format = useFormat();
  return (
    <div className="item-head">
      <span className="item-head-number" aria-hidden="true">
        {view.item.code}
      </span>
      <h1>
        <span className="ruam-hidden">{view.item.code} </span>
        <ThaiText>{format.text(view.item.title)}</ThaiText>
      </h1>
      {children}
    </div>
  );
}
