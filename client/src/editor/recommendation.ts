import { type RecommendationAttributes, recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { Node } from '@tiptap/core';
import type { Selection } from '@tiptap/pm/state';

const attributeNames = Object.keys(recommendationAttributesSchema.shape);
const htmlAttribute = 'data-recommendation';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    recommendation: {
      /** Puts an empty recommendation behind the block with the caret, and the caret into it. */
      addRecommendation: () => ReturnType;
    };
  }
}

/**
 * A recommendation: a line of text with what is known about it as attributes. All attributes default to null in
 * ProseMirror, so that editing a block never writes a value that nobody set.
 */
export const Recommendation = Node.create({
  name: 'recommendation',
  group: 'block',
  content: 'inline*',
  defining: true,

  addAttributes() {
    return Object.fromEntries(
      attributeNames.map((name) => [
        name,
        {
          default: null,
          rendered: false,
          parseHTML: (element: HTMLElement) => parsedHtml(element)[name] ?? null,
        },
      ]),
    );
  },

  parseHTML: () => [{ tag: `div[${htmlAttribute}]` }],

  renderHTML: ({ node }) => ['div', { [htmlAttribute]: JSON.stringify(withoutNulls(node.attrs)) }, 0],

  addKeyboardShortcuts() {
    // Joining would silently drop what is known about one of the two.
    return {
      Backspace: ({ editor }) => isEdge(editor.state.selection, 'start'),
      Delete: ({ editor }) => isEdge(editor.state.selection, 'end'),
    };
  },

  addCommands() {
    return {
      addRecommendation:
        () =>
        ({ state, chain }) => {
          const { $to } = state.selection;
          const at = $to.depth === 0 ? $to.pos : $to.after(1);
          return chain()
            .insertContentAt(at, { type: this.name, attrs: { status: 'open' } })
            .setTextSelection(at + 1)
            .scrollIntoView()
            .run();
        },
    };
  },
});

/** Whether the caret stands where one more key would join two blocks that are known to be different recommendations. */
function isEdge({ empty, $from }: Selection, edge: 'start' | 'end'): boolean {
  if (!empty || $from.depth !== 1) return false;
  const own = $from.parent;
  const parentIndex = $from.index(0);
  const isAtEdge = $from.parentOffset === (edge === 'start' ? 0 : own.content.size);
  const other = $from.node(0).maybeChild(edge === 'start' ? parentIndex - 1 : parentIndex + 1);
  if (!isAtEdge || !other || own.content.size === 0 || other.content.size === 0) return false;
  const isRecommendation = own.type.name === 'recommendation' || other.type.name === 'recommendation';
  return isRecommendation && !(own.type === other.type && own.hasMarkup(other.type, other.attrs, other.marks));
}

/** The attributes of a recommendation node, with the shared defaults; what does not fit is left out. */
export function recommendationOf(attributes: Readonly<Record<string, unknown>>): RecommendationAttributes {
  const given = withoutNulls(attributes);
  const whole = recommendationAttributesSchema.safeParse(given);
  if (whole.success) return whole.data;
  const broken = new Set(whole.error.issues.map(({ path }) => String(path[0])));
  const fitting = Object.fromEntries(Object.entries(given).filter(([name]) => !broken.has(name)));
  return recommendationAttributesSchema.parse(fitting);
}

function parsedHtml(element: HTMLElement): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(element.getAttribute(htmlAttribute) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? { ...recommendationOf({ ...parsed }) } : {};
  } catch {
    return {};
  }
}

function withoutNulls(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));
}
