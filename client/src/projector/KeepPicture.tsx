import { Component, type ReactNode } from 'react';
import { drawKeptFrame } from './keptFrame.ts';

const againMs = 5_000;

/** When drawing fails, the last picture is put over everything, and the page begins anew. */
export class KeepPicture extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    drawKeptFrame(window, localStorage, Date.now());
    this.#timer = setTimeout(() => this.setState({ hasFailed: false }), againMs);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
