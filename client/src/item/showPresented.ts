import './foundPassage.css';

const name = 'ruam-presented';

/** Paints a mark over the words that the presenter is at; it is in no document. Null takes it away. */
export function showPresented(words: Range | null): void {
  if (!('highlights' in CSS)) return;
  if (words === null) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(words));
}
