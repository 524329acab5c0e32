import { type Content, type ContentNode, isText } from './content.ts';
import { safeHref } from './html.ts';
import { recommendationAsText } from './text.ts';

/** The content as Markdown (CommonMark). Recommendations are paragraphs with their printed marker and responsible units. */
export function contentAsMarkdown(content: Content): string {
  return content.content.map((node) => block(node, '')).join('\n\n');
}

function block(node: ContentNode, indent: string): string {
  if (isText(node)) return inline(node);
  const children = node.content ?? [];
  const text = children.map(inline).join('');
  switch (node.type) {
    case 'heading':
      return `${'#'.repeat(node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3)} ${text}`;
    case 'recommendation':
      return indent + escapeMarkdown(recommendationAsText(node));
    case 'bulletList':
      return children.map((child) => `${indent}- ${listItem(child, `${indent}  `)}`).join('\n');
    case 'orderedList':
      return children.map((child, i) => `${indent}${i + 1}. ${listItem(child, `${indent}   `)}`).join('\n');
    case 'blockquote':
      return children.map((child) => `${indent}> ${block(child, '')}`).join('\n');
    case 'codeBlock':
      return `\`\`\`\n${children.map((child) => (isText(child) ? child.text : '')).join('')}\n\`\`\``;
    case 'horizontalRule':
      return '---';
    default:
      return indent + text;
  }
}

function listItem(node: ContentNode, indent: string): string {
  if (isText(node)) return inline(node);
  return (node.content ?? []).map((child, i) => (i === 0 ? block(child, '') : `\n${block(child, indent)}`)).join('');
}

function inline(node: ContentNode): string {
  if (!isText(node)) return node.type === 'hardBreak' ? '  \n' : (node.content ?? []).map(inline).join('');
  return (node.marks ?? []).reduce((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return `**${inner}**`;
      case 'italic':
        return `*${inner}*`;
      case 'strike':
        return `~~${inner}~~`;
      case 'code':
        return `\`${inner}\``;
      case 'link': {
        const href = safeHref(mark.attrs?.href);
        return href === null ? inner : `[${inner}](<${href.replaceAll('>', '%3E')}>)`;
      }
      default:
        return inner;
    }
  }, escapeMarkdown(node.text));
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#~]/g, '\\$&');
}
