/** A standard as it is published: the functions and events a contract must have, and its ERC-165 id if it declares one. */
interface Standard {
  fragments: readonly string[];
  id?: string;
}

const erc165 = ["function supportsInterface(bytes4) view returns (bool)"];

/** What readers call and what callers send, in OpenZeppelin's `IGovernor`; `clock` and the like are ERC-6372's. */
const governor = [
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function COUNTING_MODE() view returns (string)",
  "function hashProposal(address[], uint256[], bytes[], bytes32) view returns (uint256)",
  "function state(uint256) view returns (uint8)",
  "function proposalThreshold() view returns (uint256)",
  "function proposalSnapshot(uint256) view returns (uint256)",
  "function proposalDeadline(uint256) view returns (uint256)",
  "function proposalProposer(uint256) view returns (address)",
  "function proposalEta(uint256) view returns (uint256)",
  "function proposalNeedsQueuing(uint256) view returns (bool)",
  "function votingDelay() view returns (uint256)",
  "function votingPeriod() view returns (uint256)",
  "function quorum(uint256) view returns (uint256)",
  "function getVotes(address, uint256) view returns (uint256)",
  "function getVotesWithParams(address, uint256, bytes) view returns (uint256)",
  "function hasVoted(uint256, address) view returns (bool)",
  "function propose(address[], uint256[], bytes[], string) returns (uint256)",
  "function queue(address[], uint256[], bytes[], bytes32) returns (uint256)",
  "function execute(address[], uint256[], bytes[], bytes32) payable returns (uint256)",
  "function cancel(address[], uint256[], bytes[], bytes32) returns (uint256)",
  "function castVote(uint256, uint8) returns (uint256)",
  "function castVoteWithReason(uint256, uint8, string) returns (uint256)",
  "function castVoteWithReasonAndParams(uint256, uint8, string, bytes) returns (uint256)",
  "function castVoteBySig(uint256, uint8, address, bytes) returns (uint256)",
  "function castVoteWithReasonAndParamsBySig(uint256, uint8, address, string, bytes, bytes) returns (uint256)",
];

/** Standards by the names that `docs/standards.md` gives them; written from the standards and not from our sources. */
export const standards: Record<string, Standard> = {
  "ERC-165": { fragments: erc165 },
  "ERC-20": {
    fragments: [
      "function totalSupply() view returns (uint256)",
      "function balanceOf(address) view returns (uint256)",
      "function transfer(address, uint256) returns (bool)",
      "function allowance(address, address) view returns (uint256)",
      "function approve(address, uint256) returns (bool)",
      "function transferFrom(address, address, uint256) returns (bool)",
      "event Transfer(address indexed from, address indexed to, uint256 value)",
      "event Approval(address indexed owner, address indexed spender, uint256 value)",
    ],
  },
  "ERC-721": {
    fragments: [
      "function balanceOf(address) view returns (uint256)",
      "function ownerOf(uint256) view returns (address)",
      "function safeTransferFrom(address, address, uint256, bytes)",
      "function safeTransferFrom(address, address, uint256)",
      "function transferFrom(address, address, uint256)",
      "function approve(address, uint256)",
      "function setApprovalForAll(address, bool)",
      "function getApproved(uint256) view returns (address)",
      "function isApprovedForAll(address, address) view returns (bool)",
      "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
      "event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)",
      "event ApprovalForAll(address indexed owner, address indexed operator, bool approved)",
    ],
  },
  "ERC-721 metadata": {
    fragments: [
      "function name() view returns (string)",
      "function symbol() view returns (string)",
      "function tokenURI(uint256) view returns (string)",
    ],
  },
  "ERC-1155": {
    fragments: [
      "function balanceOf(address, uint256) view returns (uint256)",
      "function balanceOfBatch(address[], uint256[]) view returns (uint256[])",
      "function setApprovalForAll(address, bool)",
      "function isApprovedForAll(address, address) view returns (bool)",
      "function safeTransferFrom(address, address, uint256, uint256, bytes)",
      "function safeBatchTransferFrom(address, address, uint256[], uint256[], bytes)",
      "event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)",
      "event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)",
      "event ApprovalForAll(address indexed account, address indexed operator, bool approved)",
      "event URI(string value, uint256 indexed id)",
    ],
  },
  "ERC-1155 metadata": { fragments: ["function uri(uint256) view returns (string)"] },
  "ERC-1155 receiver": {
    fragments: [
      "function onERC1155Received(address, address, uint256, uint256, bytes) returns (bytes4)",
      "function onERC1155BatchReceived(address, address, uint256[], uint256[], bytes) returns (bytes4)",
    ],
  },
  "ERC-2612": {
    fragments: [
      "function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)",
      "function nonces(address) view returns (uint256)",
      "function DOMAIN_SEPARATOR() view returns (bytes32)",
    ],
  },
  "ERC-4906": {
    id: "0x49064906",
    fragments: ["event BatchMetadataUpdate(uint256 fromTokenId, uint256 toTokenId)"],
  },
  "ERC-5192": {
    fragments: [
      "function locked(uint256) view returns (bool)",
      "event Locked(uint256 tokenId)",
      "event Unlocked(uint256 tokenId)",
    ],
  },
  "ERC-5267": {
    fragments: [
      "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
      "event EIP712DomainChanged()",
    ],
  },
  "ERC-5805 votes": {
    fragments: [
      "function getVotes(address) view returns (uint256)",
      "function getPastVotes(address, uint256) view returns (uint256)",
      "function getPastTotalSupply(uint256) view returns (uint256)",
      "function delegates(address) view returns (address)",
      "function delegate(address)",
      "function delegateBySig(address, uint256, uint256, uint8, bytes32, bytes32)",
      "event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate)",
      "event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes)",
    ],
  },
  "ERC-6372": {
    fragments: ["function clock() view returns (uint48)", "function CLOCK_MODE() view returns (string)"],
  },
  "ERC-7572": {
    fragments: ["function contractURI() view returns (string)", "event ContractURIUpdated()"],
  },
  Governor: {
    fragments: [
      ...governor,
      "function getProposalId(address[], uint256[], bytes[], bytes32) view returns (uint256)",
    ],
  },
  "Governor without getProposalId": { fragments: governor },
  "OpenZeppelin roles": {
    fragments: [
      "function hasRole(bytes32, address) view returns (bool)",
      "function getRoleAdmin(bytes32) view returns (bytes32)",
      "function grantRole(bytes32, address)",
      "function revokeRole(bytes32, address)",
      "function renounceRole(bytes32, address)",
    ],
  },
};
