import { boundedAttributes } from '@ruam/shared/document/attributes.ts';
import type { Schema } from '@tiptap/pm/model';

/**
 * Lets y-tiptap read what merging can leave: an entry whose paragraph two people deleted, a table whose last rows did. Its own
 * way is to delete, from the replica and for all, what `schema.node` throws for (docs/sync.md S10); here it draws the node as
 * it is. What a document says about spans and widths is bounded on the way. What nobody's merge makes is not read by an
 * editor at all: `fitsSchema` is asked before.
 */
export function readLeniently(schema: Schema): void {
  const strict = schema.node.bind(schema);
  schema.node = (type, attrs, content, marks) => {
    const named = typeof type === 'string' ? schema.nodes[type] : type;
    if (named === undefined) return strict(type, attrs, content, marks);
    return named.create(attrs ? boundedAttributes(named.name, attrs) : null, content, marks);
  };
}
