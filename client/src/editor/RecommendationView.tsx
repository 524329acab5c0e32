import type { Node } from '@tiptap/core';
import type { ReactNodeViewProps } from '@tiptap/react';
import { NodeViewContent, NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react';
import { RecommendationMeta } from './RecommendationMeta.tsx';
import { RecommendationUnits } from './RecommendationUnits.tsx';
import { Recommendation, recommendationOf } from './recommendation.ts';
import './recommendation.css';

/** A recommendation on the paper: what is known about it, its words, who of the cycle's units is responsible. */
function RecommendationView({ node, editor, extension, updateAttributes }: ReactNodeViewProps) {
  const attributes = recommendationOf(node.attrs);
  const { isEditable } = editor;
  return (
    <NodeViewWrapper className="recommendation" style={{ '--depth': attributes.depth }}>
      <RecommendationMeta attributes={attributes} isEditable={isEditable} onChange={updateAttributes} />
      <div className="recommendation-text" data-marked={attributes.marker !== null}>
        {attributes.marker !== null && (
          <span className="recommendation-marker" contentEditable={false}>
            {attributes.marker}
          </span>
        )}
        <NodeViewContent className="recommendation-words" />
      </div>
      <RecommendationUnits
        cycle={String(extension.options.cycle)}
        attributes={attributes}
        isEditable={isEditable}
        onChange={updateAttributes}
      />
    </NodeViewWrapper>
  );
}

/** The recommendation node with its view, for the units of a cycle; typing in it does not draw the view anew. */
export function recommendationIn(cycle: string): Node {
  return Recommendation.extend({
    addOptions: () => ({ cycle }),
    addNodeView: () =>
      ReactNodeViewRenderer(RecommendationView, {
        update: ({ oldNode, newNode, updateProps }) => {
          if (!oldNode.sameMarkup(newNode)) updateProps();
          return true;
        },
      }),
  });
}
