import type { Content } from '@ruam/shared/document/content.ts';
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { DocumentSession } from '../sync/documentSession.ts';
import { viewable } from './contentCheck.ts';
import { type PassageMark, revealMark, type SelectedPassage, selectedPassage, showMarks } from './passageMarks.ts';
import { commandFor, isMac } from './shortcuts.ts';

interface PassageProps {
  readonly marks?: readonly PassageMark[];
  readonly revealed?: { readonly id: string } | null;
  readonly onMarkClick?: (id: string) => void;
  readonly onMarksPlaced?: (ids: readonly string[]) => void;
  readonly onSelectPassage?: ((passage: SelectedPassage | null) => void) | undefined;
}

interface Passages {
  /** Comments on what is selected; null when there are no comments, or the replica is not here yet. */
  readonly comment: (() => void) | null;
  readonly clicked: (id: string) => void;
  readonly placed: (ids: readonly string[]) => void;
}

const noMarks: readonly PassageMark[] = [];

/**
 * Marks passages in the editor or view that shows the text, and answers Ctrl+Alt+M wherever the keyboard is. Positions
 * are the replica's, so without one, or where the view shows other content than it has, nothing is marked.
 * @param replica what the view shows of the replica; null when the editor itself is bound to it
 */
export function usePassages(
  shown: Editor | null,
  session: DocumentSession | null,
  replica: Content | null,
  props: PassageProps,
): Passages {
  const { marks = noMarks, revealed = null, onSelectPassage } = props;
  const latest = useRef(props);
  latest.current = props;
  const isBound = shown?.isEditable === true;
  const isExact = isBound || (replica !== null && isShownAsItIs(replica));
  const doc = shown !== null && isExact ? (session?.doc ?? null) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content of the view has new places
  useLayoutEffect(() => {
    if (shown !== null && doc !== null && !shown.isDestroyed) showMarks(shown, { doc, marks });
  }, [shown, doc, marks, replica]);
  const done = useRef<object | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a mark may come later than the wish to see it
  useEffect(() => {
    if (shown === null || doc === null || revealed === null || done.current === revealed || shown.isDestroyed) return;
    if (revealMark(shown, revealed.id)) done.current = revealed;
  }, [shown, doc, revealed, marks]);
  const mayComment = onSelectPassage !== undefined && doc !== null;
  const comment = useCallback(() => {
    if (shown === null || doc === null || shown.isDestroyed) return;
    latest.current.onSelectPassage?.(selectedPassage(shown, doc));
  }, [shown, doc]);
  useEffect(() => {
    if (!mayComment) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || commandFor(event, isMac(navigator.platform)) !== 'comment') return;
      event.preventDefault();
      comment();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [mayComment, comment]);
  const clicked = useCallback((id: string) => latest.current.onMarkClick?.(id), []);
  const placed = useCallback((ids: readonly string[]) => latest.current.onMarksPlaced?.(ids), []);
  return { comment: mayComment ? comment : null, clicked, placed };
}

/** What the view cannot show as it is, it shows as something else, at other positions. */
function isShownAsItIs(content: Content): boolean {
  const { content: shown } = viewable(content);
  return content.content.length === 0 || content.content.every((node, index) => node === shown[index]);
}
