import { boundedImage, imagePath, isHeaderCell } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { noteNumber, numberNotes } from '@ruam/shared/document/notes.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { isDone, printed } from '@ruam/shared/document/text.ts';
import { Fragment } from 'react';
import { ThaiText } from './ThaiText.tsx';
import { wholeWordPattern } from './wholeTextWords.ts';
import './contentView.css';

/** A committed content to read, plain: for notes beside the text, and while the editor is being fetched. */
export function ContentView({ content }: { content: Content }) {
  const { content: numbered, notes } = numberNotes(content);
  return (
    <div lang="th" className="content-view">
      <Nodes nodes={numbered.content} />
      {notes.length > 0 && (
        <ol className="content-view-notes">
          {notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a note is known by its number
            <li key={index}>
              <Nodes nodes={note} />
            </li>
          ))}
        </ol>
      )}
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
        <ThaiText whole={wholeWordPattern}>{node.text}</ThaiText>
      </strong>
    ) : (
      <ThaiText whole={wholeWordPattern}>{node.text}</ThaiText>
    );
  const inside = <Nodes nodes={node.content ?? []} />;
  switch (node.type) {
    case 'heading':
      return <p className="content-view-heading">{inside}</p>;
    case 'table':
      return <Table table={node} />;
    case 'image':
      return <Picture image={node} />;
    case 'footnote':
      return <sup>{noteNumber(node)}</sup>;
    case 'evidenceFile':
      return <span>{printed(node)}</span>;
    case 'pageBreak':
      return <hr />;
    case 'taskList':
      return <ul className="content-view-tasks">{inside}</ul>;
    case 'taskItem':
      return (
        <li>
          <span aria-hidden="true">{isDone(node) ? '☑' : '☐'}</span>
          <div>{inside}</div>
        </li>
      );
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

function Table({ table }: { table: ContentElement }) {
  const cells = cellsOf(table);
  const { rows } = spansOf(cells);
  return (
    <table>
      <tbody>
        {cells.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
          <tr key={at}>
            {row.map((cell, index) => {
              const Cell = isHeaderCell(cell.type, cell.attrs ?? {}) ? 'th' : 'td';
              const { colspan = 1, rowspan = 1 } = rows[at]?.[index] ?? {};
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: and a cell, too
                <Cell key={index} colSpan={colspan} rowSpan={rowspan}>
                  <Nodes nodes={cell.content ?? []} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Picture({ image }: { image: ContentElement }) {
  const { file, alt, width } = boundedImage(image.attrs ?? {});
  const src = imagePath(file);
  return <p>{src === null ? alt : <img src={src} alt={alt} style={{ width: `${width}%` }} />}</p>;
}
