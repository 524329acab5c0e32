import { boundedImage, imagePath, isHeaderCell, resolutionLines } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { noteNumber, numberNotes } from '@ruam/shared/document/notes.ts';
import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { isDone, printed } from '@ruam/shared/document/text.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { Fragment } from 'react';
import { ThaiText } from './ThaiText.tsx';
import './contentView.css';

/**
 * A committed content to read, plain: for notes beside the text, and while the editor is being fetched.
 * `marked`: the numbered paragraph (from 1) that is pointed at.
 */
export function ContentView({ content, marked = null }: { content: Content; marked?: number | null }) {
  const { content: numbered, notes } = numberNotes(content);
  const block = marked === null ? null : (numberedParagraphs(numbered)[marked - 1]?.block ?? null);
  return (
    <div lang="th" className="content-view">
      <Nodes nodes={numbered.content} marked={block} />
      {notes.length > 0 && (
        <ol className="content-view-notes">
          {notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a note is known by its number
            <li key={index}>
              <Nodes nodes={note} marked={null} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Nodes({ nodes, marked }: { nodes: readonly ContentNode[]; marked: ContentElement | null }) {
  let offset = 0;
  return nodes.map((node) => {
    const key = offset;
    offset += textOf(node).length + 1;
    return (
      <Fragment key={key}>
        <Node node={node} marked={marked} />
      </Fragment>
    );
  });
}

function Node({ node, marked }: { node: ContentNode; marked: ContentElement | null }) {
  if (isText(node))
    return node.marks?.some(({ type }) => type === 'bold') === true ? (
      <strong>
        <ThaiText whole={wholeWordPattern}>{node.text}</ThaiText>
      </strong>
    ) : (
      <ThaiText whole={wholeWordPattern}>{node.text}</ThaiText>
    );
  const inside = <Nodes nodes={node.content ?? []} marked={marked} />;
  const current = node === marked || undefined;
  switch (node.type) {
    case 'heading':
      return (
        <p className="content-view-heading" data-current={current}>
          {inside}
        </p>
      );
    case 'table':
      return <Table table={node} isCurrent={current} />;
    case 'image':
      return <Picture image={node} />;
    case 'footnote':
      return <sup>{noteNumber(node)}</sup>;
    case 'evidenceFile':
      return <span>{printed(node)}</span>;
    case 'pageBreak':
      return <hr />;
    case 'resolution':
      return (
        <blockquote>
          {resolutionLines(node.attrs ?? {}).map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
            <p key={at}>
              <ThaiText whole={wholeWordPattern}>{line}</ThaiText>
            </p>
          ))}
        </blockquote>
      );
    case 'taskList':
      return <ul className="content-view-tasks">{inside}</ul>;
    case 'taskItem':
      return (
        <li data-current={current}>
          <span aria-hidden="true">{isDone(node) ? '☑' : '☐'}</span>
          <div>{inside}</div>
        </li>
      );
    case 'bulletList':
      return <ul>{inside}</ul>;
    case 'orderedList':
      return <ol>{inside}</ol>;
    case 'listItem':
      return <li data-current={current}>{inside}</li>;
    case 'blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    default:
      return <p data-current={current}>{inside}</p>;
  }
}

function Table({ table, isCurrent }: { table: ContentElement; isCurrent: true | undefined }) {
  const cells = cellsOf(table);
  const { rows } = spansOf(cells);
  return (
    <table data-current={isCurrent}>
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
                  <Nodes nodes={cell.content ?? []} marked={null} />
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
