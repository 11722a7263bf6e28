// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IPolls
 * @notice Polls: members say together what they want made. Nothing is carried out by itself.
 * @dev Options are numbered from 1. A ballot is one number; how it is packed depends on the method:
 * - SingleChoice: the option.
 * - Approval: one bit per option, option 1 lowest.
 * - Split, Quadratic: eight bits per option, option 1 lowest: its points, or its votes.
 * - Borda, Copeland: four bits per option, option 1 lowest: its rank, 1 for the best; 0 for options left unranked, which
 *   stand below all ranked ones and level with each other.
 *
 * Weights are read at the second in which the poll opens, so nobody gains by joining or earning after it. A member has
 * one ballot, keyed by number: a new one takes the place of the old as if that had never been.
 */
interface IPolls {
    /// @notice How members answer, and how answers are counted.
    enum Method {
        SingleChoice,
        Approval,
        Split,
        Quadratic,
        Borda,
        Copeland
    }

    /// @notice How much a ballot weighs: one, or the member's voting units.
    enum WeightMode {
        OneMember,
        TierUnits
    }

    /// @notice The terms of a poll.
    struct Terms {
        Method method;
        WeightMode weightMode;
        /// Lowest tier that may vote, looked at when the ballot is cast.
        uint8 minTier;
        /// Most options approved or ranked, points to split, or credits to spend; 1 for a single choice.
        uint16 limit;
        /// The room whose poll it is; zero for the whole community.
        uint32 roomId;
        /// Second in which weights are read; ballots are taken after it. Zero for the present one.
        uint32 opens;
        /// First second in which no ballot is taken any more.
        uint32 closes;
        /// First second in which hidden ballots can no longer be revealed; zero where ballots are open.
        uint32 revealUntil;
        /// The question: a JSON document or a data URI of one.
        string uri;
        /// The options, each like the question: 2 to 16.
        string[] optionUris;
    }

    /// @notice A poll as ballots see it. One storage slot.
    struct Poll {
        Method method;
        WeightMode weightMode;
        uint8 optionCount;
        uint8 minTier;
        uint16 limit;
        uint32 roomId;
        uint32 opens;
        uint32 closes;
        bool hidden;
        bool cancelled;
        /// Ballots counted.
        uint32 ballots;
        /// Their weight.
        uint64 turnout;
    }

    /// @notice Where a poll comes from, and when the last hidden ballot can be revealed. One storage slot.
    struct Origin {
        /// The member who made it; zero for an operator.
        uint32 authorId;
        uint32 revealUntil;
    }

    /// @notice A request to make a poll, signed by a member.
    struct PollRequest {
        address author;
        Terms terms;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A ballot with the signature of whoever casts it, in the short form of ERC-2098.
    /// @dev The type that is signed says what the ballot means, so that a wallet can show it: `SingleChoiceBallot`,
    /// `ApprovalBallot`, `SplitBallot`, `QuadraticBallot` or `RankingBallot`. It holds until the poll closes.
    struct SignedBallot {
        address voter;
        uint256 ballot;
        /// 1 to 6; a ballot counts if it is higher than that of the voter's last one.
        uint256 sequence;
        bytes32 r;
        bytes32 vs;
    }

    /// @notice What opens a hidden ballot.
    struct Reveal {
        uint256 memberId;
        uint256 ballot;
        bytes32 salt;
    }

    /// @notice A hidden ballot. One storage slot.
    struct Commitment {
        bytes27 digest;
        uint32 weight;
        uint8 sequence;
    }

    /// @notice What a poll has come to.
    struct Result {
        /// By option: the weight of ballots for it; points or votes times weight; Borda points; or, for Copeland, two for
        /// every other option that it beats and one for every one it ties with.
        uint256[] totals;
        /// The options with the highest total, more than one in a tie; none where nobody voted.
        uint256[] winners;
        uint256 ballots;
        uint256 turnout;
    }

    /// @notice A poll was made.
    /// @param pollId Its number.
    /// @param authorId Number of the member who made it; zero for an operator.
    /// @param roomId The room whose poll it is; zero for the whole community.
    /// @param terms Its terms, with the second in which it opens.
    event PollCreated(uint256 indexed pollId, uint256 indexed authorId, uint256 indexed roomId, Terms terms);

    /// @notice A poll was called off.
    /// @param pollId The poll.
    /// @param reason Why.
    event PollCancelled(uint256 indexed pollId, string reason);

    /// @notice A member cast a ballot, or replaced the one before.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @param ballot The answer, packed as the method wants.
    /// @param weight What it weighs.
    /// @param sequence 1 to 6 for a signed one, 7 for a ballot cast in person.
    event BallotCast(
        uint256 indexed pollId,
        uint256 indexed memberId,
        uint256 ballot,
        uint256 weight,
        uint256 sequence
    );

    /// @notice Members' signed ballots were cast, or replaced those before, in this order.
    /// @param pollId The poll.
    /// @param ballots One word each: 32 bits of member number, 32 of weight, 32 of sequence, 128 of ballot.
    event BallotsCast(uint256 indexed pollId, uint256[] ballots);

    /// @notice A ballot of a batch, or the reveal of one, was passed over.
    /// @param pollId The poll.
    /// @param index Its place in the batch.
    /// @param reason The error that it would have met alone.
    event BallotSkipped(uint256 indexed pollId, uint256 index, bytes reason);

    /// @notice A member cast a hidden ballot, or replaced the one before.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @param commitment What the ballot has to fit when it is revealed.
    /// @param weight What it weighs.
    /// @param sequence 1 to 6 for a signed one, 7 for a ballot cast in person.
    event BallotCommitted(
        uint256 indexed pollId,
        uint256 indexed memberId,
        bytes32 commitment,
        uint256 weight,
        uint256 sequence
    );

    /// @notice A hidden ballot was revealed and counted.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @param ballot The answer, packed as the method wants.
    /// @param weight What it weighs.
    event BallotRevealed(uint256 indexed pollId, uint256 indexed memberId, uint256 ballot, uint256 weight);

    /// @notice There is no poll with this number.
    /// @param pollId The number.
    error PollsUnknownPoll(uint256 pollId);

    /// @notice The account may not make a poll there: that takes a tier that may propose, or being a steward of the room.
    /// @param account The account.
    /// @param roomId The room; zero for the whole community.
    error PollsAuthorNotAllowed(address account, uint256 roomId);

    /// @notice A member has one poll at a time in a room, and one for all, and this one is not over.
    /// @param pollId The poll that is not over.
    error PollsAuthorBusy(uint256 pollId);

    /// @notice A poll has 2 to 16 options.
    /// @param count How many were given.
    error PollsInvalidOptionCount(uint256 count);

    /// @notice The limit does not fit the method.
    /// @dev 1 for a single choice; 1 to the number of options for approval and ranking, where at most 15 are ranked; 1 to
    /// 255 points; 1 to 65,025 credits.
    /// @param limit The limit.
    error PollsInvalidLimit(uint256 limit);

    /// @notice The times do not fit: a poll opens now or later, is open for two seconds to 366 days, and leaves at most
    /// 366 days to reveal.
    /// @param opens Second in which it would open.
    /// @param closes Second in which it would close.
    /// @param revealUntil Second in which revealing would end.
    error PollsInvalidTimes(uint256 opens, uint256 closes, uint256 revealUntil);

    /// @notice A text is too long.
    /// @param length Its bytes.
    /// @param limit The most that are taken.
    error PollsTextTooLong(uint256 length, uint256 limit);

    /// @notice The room is closed.
    /// @param roomId The room.
    error PollsRoomClosed(uint256 roomId);

    /// @notice Only its author can call this poll off, and only before it opens.
    /// @param pollId The poll.
    error PollsNotCancellable(uint256 pollId);

    /// @notice The poll was called off.
    /// @param pollId The poll.
    error PollsCancelled(uint256 pollId);

    /// @notice The poll takes no ballots at this second.
    /// @param pollId The poll.
    /// @param opens Ballots are taken after this second.
    /// @param closes And before this one.
    error PollsNotOpen(uint256 pollId, uint256 opens, uint256 closes);

    /// @notice Hidden ballots can't be revealed at this second.
    /// @param pollId The poll.
    /// @param from First second in which they can.
    /// @param until First second in which they no longer can.
    error PollsNotRevealing(uint256 pollId, uint256 from, uint256 until);

    /// @notice Ballots of this poll are hidden: commit to one, and reveal it after the close.
    /// @param pollId The poll.
    error PollsHidden(uint256 pollId);

    /// @notice Ballots of this poll are open: cast one.
    /// @param pollId The poll.
    error PollsNotHidden(uint256 pollId);

    /// @notice The account has no vote in this poll: it is no active member, or was none when the poll opened.
    /// @param account The account.
    error PollsNoWeight(address account);

    /// @notice The member's tier is too low for this poll.
    /// @param account The account.
    /// @param tier Its tier.
    /// @param minTier The lowest that may vote.
    error PollsTierTooLow(address account, uint256 tier, uint256 minTier);

    /// @notice The member is not in the poll's room, or entered it when the poll had opened.
    /// @param account The account.
    /// @param roomId The room.
    error PollsNotInRoom(address account, uint256 roomId);

    /// @notice The ballot does not fit the poll's method, options and limit.
    /// @param ballot The ballot.
    error PollsInvalidBallot(uint256 ballot);

    /// @notice The sequence of a signed ballot is 1 to 6.
    /// @param sequence The ballot's.
    error PollsInvalidSequence(uint256 sequence);

    /// @notice The member has since cast another ballot.
    /// @param sequence The ballot's.
    /// @param latest That of the member's last ballot.
    error PollsStaleBallot(uint256 sequence, uint256 latest);

    /// @notice A commitment can't be empty.
    error PollsEmptyCommitment();

    /// @notice The ballot and salt are not those the member committed to, or were revealed already.
    /// @param memberId The member.
    error PollsRevealMismatch(uint256 memberId);

    /// @notice The poll is not over, so there is no result yet.
    /// @param pollId The poll.
    /// @param from First second in which there is one.
    error PollsNotOver(uint256 pollId, uint256 from);

    /// @notice Pairs are counted by Copeland's method only.
    /// @param pollId The poll.
    error PollsNoPairs(uint256 pollId);

    /* MAKING POLLS */

    /// @notice Makes a poll. For members whose tier may propose, for a room they are in or for all, and for stewards in
    /// their room. One at a time in each room, and one for all.
    /// @param terms Its terms.
    /// @return pollId Its number.
    function createPoll(Terms calldata terms) external returns (uint256 pollId);

    /// @notice Makes a poll for a member who has signed that it wants to. Anybody may submit it.
    /// @param request The request.
    /// @param signature The author's EIP-712 signature of `NewPoll`.
    /// @return pollId Its number.
    function createPollFor(
        PollRequest calldata request,
        bytes calldata signature
    ) external returns (uint256 pollId);

    /// @notice Makes a poll in the community's name.
    /// @param terms Its terms.
    /// @return pollId Its number.
    function createPollByOperator(Terms calldata terms) external returns (uint256 pollId);

    /// @notice Calls a poll off before it opens. For its author.
    /// @param pollId The poll.
    /// @param reason Why, at most 1,024 bytes.
    function cancelPoll(uint256 pollId, string calldata reason) external;

    /// @notice Calls a poll off for its author, who has signed that it wants to. Anybody may submit it.
    /// @dev Needs no nonce: what is called off stays so.
    /// @param author The author.
    /// @param pollId The poll.
    /// @param reason Why, at most 1,024 bytes.
    /// @param deadline Last second in which the request holds.
    /// @param signature The author's EIP-712 signature of `CancelPoll`.
    function cancelPollFor(
        address author,
        uint256 pollId,
        string calldata reason,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Calls a poll off at any time until it closes.
    /// @dev Warning: with open ballots the operator sees how the poll stands. The reason is public.
    /// @param pollId The poll.
    /// @param reason Why, at most 1,024 bytes.
    function cancelPollByOperator(uint256 pollId, string calldata reason) external;

    /* VOTING */

    /// @notice Casts a ballot, or replaces the one before, as often as one likes until the close.
    /// @dev It is the last word against anything signed: from now on no signed ballot of this member counts here.
    /// @param pollId The poll.
    /// @param ballot The answer.
    function cast(uint256 pollId, uint256 ballot) external;

    /// @notice Casts the ballot of a member who has signed it. Anybody may submit it.
    /// @param voter The member's wallet.
    /// @param pollId The poll.
    /// @param ballot The answer.
    /// @param sequence 1 to 6; higher than that of the voter's last ballot.
    /// @param signature The voter's EIP-712 signature of the ballot's type; see {SignedBallot}.
    function castFor(
        address voter,
        uint256 pollId,
        uint256 ballot,
        uint256 sequence,
        bytes calldata signature
    ) external;

    /// @notice Casts the ballots of many members who have signed them. Anybody may submit them.
    /// @dev A ballot that does not count is passed over and reported by {BallotSkipped}; only a poll that takes no ballots
    /// at all is refused. Batches are for accounts with a key: no wallet that is a contract is asked to vouch for a
    /// signature here, so none can spend what the others' ballots need. Those are served by {castFor}.
    /// @param pollId The poll.
    /// @param signedBallots The ballots.
    function castMany(uint256 pollId, SignedBallot[] calldata signedBallots) external;

    /* HIDDEN BALLOTS */

    /// @notice Casts a hidden ballot, or replaces the one before. It counts once it is revealed after the close, and not
    /// at all otherwise.
    /// @dev Warning: whoever loses the salt loses the ballot, and a salt that can be guessed hides nothing. Take 32 random
    /// bytes. What it weighs is fixed now, so leaving later does not undo it.
    /// @param pollId The poll.
    /// @param commitment What {commitmentFor} gives.
    function commit(uint256 pollId, bytes32 commitment) external;

    /// @notice Casts the hidden ballot of a member who has signed it. Anybody may submit it.
    /// @param voter The member's wallet.
    /// @param pollId The poll.
    /// @param commitment What {commitmentFor} gives.
    /// @param sequence 1 to 6; higher than that of the voter's last ballot.
    /// @param signature The voter's EIP-712 signature of `HiddenBallot`.
    function commitFor(
        address voter,
        uint256 pollId,
        bytes32 commitment,
        uint256 sequence,
        bytes calldata signature
    ) external;

    /// @notice Reveals a hidden ballot, and counts it. Anybody who knows ballot and salt may.
    /// @param pollId The poll.
    /// @param opening What opens it.
    function reveal(uint256 pollId, Reveal calldata opening) external;

    /// @notice Reveals many hidden ballots. One that does not fit is passed over and reported by {BallotSkipped}.
    /// @param pollId The poll.
    /// @param openings What opens them.
    function revealMany(uint256 pollId, Reveal[] calldata openings) external;

    /* READING */

    /// @notice How many polls there have been.
    /// @return The number, which is also that of the newest.
    function pollCount() external view returns (uint256);

    /// @notice A poll.
    /// @param pollId The poll.
    /// @return The poll.
    function pollOf(uint256 pollId) external view returns (Poll memory);

    /// @notice Where a poll comes from.
    /// @param pollId The poll.
    /// @return Its author and the end of revealing.
    function originOf(uint256 pollId) external view returns (Origin memory);

    /// @notice What an account's ballot would weigh, or why it has none.
    /// @param pollId The poll.
    /// @param account The account.
    /// @return memberId The member's number.
    /// @return weight What the ballot would weigh; zero where there is a reason against it.
    /// @return reason The error that a ballot would meet; empty for none.
    function weightOf(
        uint256 pollId,
        address account
    ) external view returns (uint256 memberId, uint256 weight, bytes memory reason);

    /// @notice A member's ballot.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @return ballot The answer; zero for none.
    /// @return sequence That of the next signed ballot must be higher; zero for no ballot.
    function ballotOf(
        uint256 pollId,
        uint256 memberId
    ) external view returns (uint256 ballot, uint256 sequence);

    /// @notice A member's hidden ballot, until it is revealed.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @return What is kept of it.
    function commitmentOf(uint256 pollId, uint256 memberId) external view returns (Commitment memory);

    /// @notice The commitment to a ballot: bound to chain, contract, poll and member.
    /// @param pollId The poll.
    /// @param memberId The member.
    /// @param ballot The answer.
    /// @param salt 32 random bytes.
    /// @return The commitment.
    function commitmentFor(
        uint256 pollId,
        uint256 memberId,
        uint256 ballot,
        bytes32 salt
    ) external view returns (bytes32);

    /// @notice How a poll stands now.
    /// @param pollId The poll.
    /// @return What it would come to if it were over.
    function tally(uint256 pollId) external view returns (Result memory);

    /// @notice What a poll has come to. Nothing changes it any more.
    /// @param pollId The poll.
    /// @return The result.
    function result(uint256 pollId) external view returns (Result memory);

    /// @notice For Copeland's method: the weight of ballots that prefer one option to another, by both.
    /// @param pollId The poll.
    /// @return preferred `preferred[a - 1][b - 1]` prefer option a to option b.
    function pairs(uint256 pollId) external view returns (uint256[][] memory preferred);
}
