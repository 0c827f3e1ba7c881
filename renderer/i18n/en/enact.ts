/** A decision of the voters put into force: what is asked before, and what its act shows besides the screen of every act. */
export const enact = {
  title: 'Decision into force',
  button: 'Put a decision into force…',
  who: 'Before a decision comes into force',
  h1: 'Put a decision into force',
  help: 'The proposal and its votes are judged here once more. A quorum of custodians opens the root keys; they sign the next register and the next version of the TUF lists, and nothing else.',
  open: 'The ceremony of this consortium is not closed yet. Go on with it first.',
  proposal: 'The proposal that was voted on',
  proposalHelp: 'Everything is rebuilt from it on the register in force; a file that was changed on its way is named.',
  decision: 'The decision',
  reading: 'Judging the proposal and its votes…',
  signs: 'What the root keys sign',
  signsHelp: 'The same list is read aloud in the act, line by line, before anybody opens a share.',
  fields_one: '{{count}} field',
  fields_other: '{{count}} fields',
  marked_one: '{{count}} field to look at twice',
  marked_other: '{{count}} fields to look at twice',
  registerHash: 'Hash of register version {{version}}',
  signers: 'Who signs for the chain',
  signersHelp:
    'JD Chain takes transactions that users of the ledger have signed. Members whose key was made in this consortium’s ceremony can sign in the same act; the holder opens the key.',
  signersNone: 'Nobody: the transaction stays unsigned, and members sign it elsewhere before it is sent.',
  signersAbsent: 'No member’s key was made here, or no holder can open one: the transaction is signed elsewhere.',
  signer: '{{name}}, opened by {{holder}}',
  go: 'Begin…',
  missVotes: 'votes that suffice',
  missProposal: 'a proposal that holds',
  sure: 'Open the root keys for this decision?',
  sureHelp:
    'Version {{version}} of the register comes into force. It stands in the log for good, and cannot be taken back but by another decision.',
  sureStay: 'Not yet',
  sureGo: 'Begin',
  act: {
    rail: 'Way of the decision',
    signing: 'The root keys sign the decision',
    signingHelp:
      'The next register, the list of revoked keys, the TUF lists. The verifier of the bundle judges it at the end.',
    next: 'Who gets what',
    own: 'The new member’s folder',
    ownHelp:
      'Hand it to the member that it is named after, together with the folder public: its runbook says how to start.',
    others: 'The folder public, to everybody else',
    othersHelp:
      'Members, peers and auditors take it over whole. Their TUF clients follow to the new version by themselves.',
    chain: 'The transaction, to the ledger',
    chainHelp:
      'Whoever runs a gateway sends it with the command that stands beside its path; unsigned, members sign it first.',
    compare: 'Compare the hash of the register',
    compareHelp: 'Everybody who voted has it from their own machine: it must be the same.',
  },
} as const;
