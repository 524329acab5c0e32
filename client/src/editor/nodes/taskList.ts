import { type Editor, mergeAttributes, Node } from '@tiptap/core';

/** Words for who cannot see the box of a task. */
export interface TaskWords {
  readonly done: () => string;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    task: {
      /** Ticks the task around the caret, or takes its tick away. */
      toggleTask: () => ReturnType;
    };
  }
}

export const TaskList = Node.create({
  name: 'taskList',
  group: 'block list',
  content: 'taskItem+',
  parseHTML: () => [{ tag: 'ul[data-type="taskList"]', priority: 51 }],
  renderHTML: ({ HTMLAttributes }) => ['ul', mergeAttributes(HTMLAttributes, { 'data-type': 'taskList' }), 0],
  addCommands() {
    return {
      toggleTaskList:
        () =>
        ({ commands }) =>
          commands.toggleList(this.name, 'taskItem'),
      toggleTask:
        () =>
        ({ editor, commands }) =>
          editor.isActive('taskItem') &&
          commands.updateAttributes('taskItem', { checked: editor.getAttributes('taskItem').checked !== true }),
    };
  },
});

/** An entry with a box to tick. Its tick is an attribute: two people who tick and write at once lose nothing. */
export const TaskItem = Node.create<TaskWords>({
  name: 'taskItem',
  content: 'paragraph block*',
  defining: true,
  addOptions: () => ({ done: () => '' }),
  addAttributes: () => ({
    checked: {
      default: false,
      keepOnSplit: false,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-checked') === 'true',
      renderHTML: ({ checked }) => ({ 'data-checked': String(checked === true) }),
    },
  }),
  parseHTML: () => [
    { tag: 'li[data-type="taskItem"]', priority: 51, contentElement: (item) => item.querySelector('div') ?? item },
  ],
  renderHTML: ({ HTMLAttributes }) => ['li', mergeAttributes(HTMLAttributes, { 'data-type': 'taskItem' }), ['div', 0]],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => this.editor.commands.sinkListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    };
  },
  addNodeView() {
    return ({ node, getPos, editor }) => {
      const dom = document.createElement('li');
      const box = dom.appendChild(document.createElement('input'));
      const contentDOM = dom.appendChild(document.createElement('div'));
      box.type = 'checkbox';
      box.contentEditable = 'false';
      box.setAttribute('aria-label', this.options.done());
      const draw = (checked: unknown): void => {
        dom.dataset.checked = String(checked === true);
        box.checked = checked === true;
        box.disabled = !editor.isEditable;
      };
      draw(node.attrs.checked);
      dom.dataset.type = this.name;
      box.addEventListener('change', () => tick(editor, getPos(), box.checked));
      return {
        dom,
        contentDOM,
        update(next) {
          if (next.type !== node.type) return false;
          draw(next.attrs.checked);
          return true;
        },
        stopEvent: ({ target }) => target === box,
        ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      };
    };
  },
});

function tick(editor: Editor, position: number | undefined, checked: boolean): void {
  if (position === undefined || !editor.isEditable) return;
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'checked', checked));
}
