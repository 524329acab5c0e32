import { type Content, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { Fragment } from 'react';
import { ThaiText } from './ThaiText.tsx';

/** A committed content to read, plain: for notes beside the text, and while the editor is being fetched. */
export function ContentView({ content }: { content: Content }) {
  return (
    <div lang="th" className="content-view">
      <Nodes nodes={content.content} />
    </div>
  );
}

function Nodes({ nodes }: { nodes: readonly ContentNode[] }) {
  let offset = 0;
  return nodes.map((node) => {
    const key = offset;
    offset += textOf(node).length + 1;
    return (
      <Fragment key={key}>
        <Node node={node} />
      </Fragment>
    );
  });
}

function Node({ node }: { node: ContentNode }) {
  if (isText(node))
    return node.marks?.some(({ type }) => type === 'bold') === true ? (
      <strong>
        <ThaiText>{node.text}</ThaiText>
      </strong>
    ) : (
      <ThaiText>{node.text}</ThaiText>
    );
  const inside = <Nodes nodes={node.content ?? []} />;
  switch (node.type) {
    case 'heading':
      return <p className="content-view-heading">{inside}</p>;
    case 'bulletList':
      return <ul>{inside}</ul>;
    case 'orderedList':
      return <ol>{inside}</ol>;
    case 'listItem':
      return <li>{inside}</li>;
    case 'blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    default:
      return <p>{inside}</p>;
  }
}
