import './foundPassage.css';

/** Brings a block into view and paints a mark over it that is in no document; where highlights are not known, only the first. */
export function showFound(block: Element): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  block.scrollIntoView({ block: 'center', behavior: isStill ? 'auto' : 'smooth' });
  const range = document.createRange();
  range.selectNodeContents(block);
  highlights()?.set('ruam-found', new Highlight(range));
}

/** Takes the mark away. */
export function forgetFound(): void {
  highlights()?.delete('ruam-found');
}

function highlights(): HighlightRegistry | undefined {
  return 'highlights' in CSS ? CSS.highlights : undefined;
}
