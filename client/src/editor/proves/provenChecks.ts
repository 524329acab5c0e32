import type { EditorState } from '@tiptap/pm/state';

/** Ids of the checks that all of the selected words are said to prove. */
export function provenChecks({ doc, selection }: EditorState): ReadonlySet<string> {
  const ofTexts: ReadonlySet<string>[] = [];
  doc.nodesBetween(selection.from, selection.to, (node) => {
    if (!node.isText) return;
    const checks = node.marks.flatMap(({ type, attrs }) =>
      type.name === 'proves' && typeof attrs.check === 'string' ? [attrs.check] : [],
    );
    ofTexts.push(new Set(checks));
  });
  const [first, ...rest] = ofTexts;
  return new Set([...(first ?? [])].filter((check) => rest.every((checks) => checks.has(check))));
}
