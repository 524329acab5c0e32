import type { ItemSlotProps } from '../item/itemSlots.ts';
import { DocumentThreads } from './DocumentThreads.tsx';

/** The threads of the document that is shown. */
export function ThreadsPane({ document, person }: ItemSlotProps) {
  return document === null ? null : <DocumentThreads key={document.id} document={document} person={person} />;
}
