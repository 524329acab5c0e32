import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useEffect } from 'react';
import { type ShownText, useShownText } from '../sync/useShownText.ts';
import type { Desk } from './desk.ts';

/** Follows a text, and draws nothing. @param document null: none */
export function FollowText({
  desk,
  document: id,
  onText,
}: {
  desk: Desk;
  document: string | null;
  onText: (text: ShownText | null) => void;
}) {
  const document = desk.documents.find((one) => one.id === id);
  if (document === undefined) return null;
  return <Following key={document.id} document={document} person={desk.person} onText={onText} />;
}

function Following({
  document: { id, generation },
  person,
  onText,
}: {
  document: DocumentAnswer;
  person: PersonAnswer;
  onText: (text: ShownText | null) => void;
}) {
  const text = useShownText(id, person, generation);
  useEffect(() => onText(text), [text, onText]);
  return null;
}
