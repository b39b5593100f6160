// What the page that commits offers to scripts; tests/torture/page is where it comes from.
declare var page: {
  organizations(): number | undefined;
  found(name: string): Promise<string>;
  open(key: string): Promise<void>;
  copies(): Promise<string>;
  copy(): Promise<void>;
  head(): string;
  check(): Promise<string>;
  rows(): Promise<{ [store: string]: number }>;
  answers(): Promise<string[]>;
  run(tab: string, how: { many: number; pause: number; most: number }): Promise<void>;
  stop(): void;
  crowded(): number;
  remove_all(): Promise<void>;
  plain(): string;
};

/** What tests/torture/page/measure.js offers. */
declare var measure: {
  commits(count: number): Promise<{ ours: number[]; peer: number[]; bytes: number }>;
  imports(count: number): Promise<{ ours: number[]; peer: number[] }>;
  samples(count: number): Promise<{ taken: number[]; stored: number[]; peer: number[] }>;
};
