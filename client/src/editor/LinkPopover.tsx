import { Button, Group, Popover, TextInput } from '@mantine/core';
import { safeHref } from '@ruam/shared/document/html.ts';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface LinkPopoverProps {
  readonly editor: Editor;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** Sets, changes or removes the link at the selection; only http, https and mail addresses. */
export function LinkPopover({ editor, isOpen, onOpen, children }: LinkPopoverProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const [isInvalid, setIsInvalid] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const { href } = editor.getAttributes('link');
    setAddress(typeof href === 'string' ? href : '');
    setIsInvalid(false);
  }, [isOpen, editor]);
  const isLink = isOpen && editor.isActive('link');
  const close = (): void => {
    onOpen(false);
    editor.commands.focus();
  };
  const apply = (): void => {
    const href = address.trim();
    if (safeHref(href) === null) {
      setIsInvalid(true);
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    const isEmpty = editor.state.selection.empty && !editor.isActive('link');
    if (isEmpty) chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      width={340}
      position="bottom-start"
      shadow="md"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        >
          <TextInput
            label={t('editor.link.address')}
            placeholder={t('editor.link.placeholder')}
            data-autofocus
            value={address}
            error={isInvalid ? t('editor.link.invalid') : null}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Group gap="sm" mt="sm" justify="flex-end">
            {isLink && (
              <Button
                variant="default"
                size="sm"
                onClick={() => {
                  editor.chain().focus().extendMarkRange('link').unsetLink().run();
                  onOpen(false);
                }}
              >
                {t('editor.link.remove')}
              </Button>
            )}
            <Button type="submit" size="sm">
              {t('editor.link.apply')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
