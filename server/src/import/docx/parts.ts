import { refused } from '../refusal.ts';
import { openPackage, type Package } from './unpack.ts';
import { elementsIn, parseXml, type XmlElement } from './xml.ts';

/** The parts of a Word file that its text is read from; null for one that it does not have. */
export interface WordParts {
  readonly body: XmlElement;
  readonly styles: XmlElement | null;
  readonly numbering: XmlElement | null;
  readonly footnotes: XmlElement | null;
  readonly endnotes: XmlElement | null;
  readonly hasComments: boolean;
  /** Where a relation of the text leads. */
  readonly relations: ReadonlyMap<string, Relation>;
  readonly files: Package;
}

interface Relation {
  /** The last word of its type: `image`, `hyperlink`. */
  readonly type: string;
  /** A part of the file; of an external relation an address, which is never opened. */
  readonly target: string;
  readonly isExternal: boolean;
}

const mainType = /wordprocessingml\.(?:document|template)\.main\+xml/;

/** Opens a Word file. Throws `unknownFormat`: no Word file, macros, locked, damaged. */
export async function openWord(file: Buffer): Promise<WordParts> {
  const files = await openPackage(file);
  if (!files.has('[Content_Types].xml')) throw refused('notAllowed');
  const types = elementsIn(parseXml(await files.read('[Content_Types].xml')));
  const contentTypes = types.map(({ attributes }) => attributes.ContentType ?? '');
  if (contentTypes.some((type) => /macroEnabled|vbaProject/i.test(type))) throw refused('macros');
  if (!contentTypes.some((type) => mainType.test(type))) throw refused('notAllowed');
  const start = await relationsOf(files, '');
  const main = [...start.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const relations = await relationsOf(files, main);
  const part = async (type: string): Promise<XmlElement | null> => {
    const found = [...relations.values()].find((relation) => relation.type === type && !relation.isExternal);
    return found !== undefined && files.has(found.target) ? parseXml(await files.read(found.target)) : null;
  };
  const document = parseXml(await files.read(main));
  const body = elementsIn(document, 'body')[0];
  if (body === undefined) throw refused('damaged');
  return {
    ...{ body, relations, files },
    styles: await part('styles'),
    numbering: await part('numbering'),
    footnotes: await part('footnotes'),
    endnotes: await part('endnotes'),
    hasComments: elementsIn((await part('comments')) ?? noElement, 'comment').length > 0,
  };
}

const noElement: XmlElement = { name: '', attributes: {}, children: [] };

async function relationsOf(files: Package, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!files.has(name)) return new Map();
  return new Map(
    elementsIn(parseXml(await files.read(name)), 'Relationship').map(({ attributes }) => {
      const { Id = '', Type = '', Target = '', TargetMode } = attributes;
      const isExternal = TargetMode === 'External';
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      return [Id, { type, isExternal, target: isExternal ? Target : pathOf(folder, Target) }];
    }),
  );
}

/** A part's path without `..`; what leads out of the file is no part of it. */
function pathOf(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target.slice(1) : folder + target).split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}
