/** How much one request, one socket and one client may ask for. Each limit has its own code, so a client can tell them apart. */
export interface ApiLimits {
  /** Nesting of fields; introspection is bounded by its own rule. */
  readonly depth: number;
  /** Nesting of lists and objects in the variables. */
  readonly variableDepth: number;
  /** Aliases in a document, fragments counted at each use. */
  readonly aliases: number;
  /** Directives in a document, fragments counted at each use. */
  readonly directives: number;
  /** Fields of an object under a name that it already has, over the whole document, fragments counted at each use. */
  readonly repeats: number;
  /** Fields that an answer can have at most, what is below a list multiplied by its items. */
  readonly cost: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  readonly bodyBytes: number;
  readonly frameBytes: number;
  readonly subscriptionsPerSocket: number;
  /** Websockets in all; one more is refused with 503 and the code SOCKET_LIMIT. */
  readonly sockets: number;
  /** Websockets that have not shown a token yet, refused alike: whoever has none must not keep out those who have. */
  readonly waitingSockets: number;
  /** Websockets and streams of server-sent events of one token; one more is closed with 1013, or refused with CONNECTION_LIMIT. */
  readonly connectionsPerToken: number;
  /** A socket that has more unsent bytes than this is closed with 1013: the client comes back and resumes. */
  readonly unsentBytesPerSocket: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  depth: 12,
  variableDepth: 32,
  aliases: 30,
  directives: 50,
  repeats: 200,
  cost: 50_000,
  tokens: 2_000,
  bodyBytes: 256 * 1024,
  frameBytes: 64 * 1024,
  subscriptionsPerSocket: 100,
  sockets: 10_000,
  waitingSockets: 1_000,
  connectionsPerToken: 6_000,
  unsentBytesPerSocket: 4 * 1024 * 1024,
};
