/** Procedures that no program asks for, each with the reason. Every other one is an operation of the API. */
export const SCREEN_ONLY: Readonly<Record<string, string>> = {
  "account.read": "what the account page shows; `GET viewer` tells a program whose token it has",
  "account.setPassword": "a password belongs into a browser",
  "charts.runs": "the colours and names of one drawing",
  "invitations.accept": "the answer to a link that a person opened",
  "invitations.acceptAsNew": "the answer to a link that a person opened",
  "invitations.open": "a link that a person opened",
  "live.changes": "the one stream of a tab; programs ask again, or follow a log by its last number",
  "overview.read": "one page put together; its parts are operations",
  "people.issuePasswordReset": "a link from one person's hand to another's",
  "runs.live": "the popover of the top bar; `GET runs` with a filter answers the same",
  "runs.rows": "the table's own way to read changed rows again; `GET runs/{run}` answers the same",
  "series.curves": "packed for drawing; `GET metrics` answers the same numbers",
  "series.sharedKeys": "the choice of one drawing; `GET metric-keys` answers by run",
  "sessions.list": "sessions are browsers",
  "sessions.revoke": "sessions are browsers",
  "sessions.revokeOthers": "sessions are browsers",
};
