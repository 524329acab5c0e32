import * as Y from 'yjs';

/** Puts `levels` elements inside each other into `parent`; returns the innermost. */
export function nest(parent: Y.XmlFragment, levels: number): Y.XmlFragment {
  let innermost = parent;
  parent.doc?.transact(() => {
    for (let level = 0; level < levels; level++) {
      const element = new Y.XmlElement('a');
      innermost.insert(0, [element]);
      innermost = element;
    }
  });
  return innermost;
}
