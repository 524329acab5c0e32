import { Component, type ReactNode } from 'react';
import { Trouble } from '../ui/Trouble.tsx';

/** Keeps a bug of one screen from leaving an empty page; React needs a class for it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <main className="app-alone">
        <Trouble error={this.state.error} onRetry={() => location.reload()} />
      </main>
    );
  }
}
