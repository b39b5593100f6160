// The part of Trusted Types that the tests call; TypeScript's own library does not describe it yet.
interface TrustedTypesPolicy {
  createHTML(markup: string): unknown;
  createScript(text: string): unknown;
  createScriptURL(url: string): unknown;
}

interface Window {
  readonly trustedTypes?: {
    readonly defaultPolicy: TrustedTypesPolicy | null;
    createPolicy(name: string, rules: object): TrustedTypesPolicy;
  };
}
