import { Component, type ReactNode } from 'react';
import { ErrorState } from './kit/faces.tsx';
import { type RefusalError, toRefusal } from './refusal.ts';

/** A bug in one screen must not leave a white page: says so and offers to try again. */
export class Boundary extends Component<{ children: ReactNode }, { refusal: RefusalError | null }> {
  override state: { refusal: RefusalError | null } = { refusal: null };

  static getDerivedStateFromError(thrown: unknown): { refusal: RefusalError } {
    return { refusal: toRefusal(thrown) };
  }

  override render(): ReactNode {
    // A new release removes the files of the old one: reading the page again is the way on.
    return this.state.refusal ? <ErrorState refusal={this.state.refusal} onRetry={() => location.reload()} /> : this.props.children;
  }
}
