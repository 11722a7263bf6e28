// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title ICampaigns
 * @notice Campaigns pay reward tokens for contributions: reviews above all, also help, moderation, teaching, referrals
 * and attendance.
 * @dev Nothing here can see the star rating of a review: payment is blind to sentiment.
 */
interface ICampaigns {
    /// @notice What a campaign pays for.
    enum Kind {
        Review,
        Help,
        Moderation,
        Teaching,
        Referral,
        Attendance,
        Custom,
        Grading
    }

    /// @notice The terms of a campaign.
    struct Terms {
        /// Least and most paid for one contribution; equal where the reward is fixed.
        uint80 minReward;
        uint80 maxReward;
        /// First second in which it pays.
        uint32 start;
        /// First second in which it no longer pays.
        uint32 end;
        /// Most contributions of one member that are paid; zero for no limit.
        uint16 perMemberCap;
        Kind kind;
        /// How many different attesters or curators must sign. Zero where the chain itself shows what was contributed:
        /// referrals and attendance, which anybody may then claim for whoever earned it.
        uint8 signaturesNeeded;
        /// Most paid in all.
        uint96 budget;
        /// The room whose members alone are paid; zero for the whole community.
        uint32 roomId;
        /// The badge that comes with a payment; zero for none. Its issuer must be this contract.
        uint32 badgeId;
        /// The event whose guests alone are paid, where nobody signs; zero for any event.
        uint32 eventId;
        /// For how many seconds after the end a payment can still be revoked.
        uint32 disputeWindow;
        /// Standing that an invited member must have reached, where nobody signs.
        uint88 referralStanding;
    }

    /// @notice A campaign: its terms and what it has paid. Three storage slots, of which payments touch the first two.
    struct Campaign {
        uint80 minReward;
        uint80 maxReward;
        uint32 start;
        uint32 end;
        uint16 perMemberCap;
        Kind kind;
        uint8 signaturesNeeded;
        uint96 budget;
        /// What was paid, and what is set aside for epochs.
        uint96 paid;
        uint32 roomId;
        uint32 badgeId;
        uint32 eventId;
        uint32 disputeWindow;
        uint88 referralStanding;
    }

    /// @notice A signed statement that a member made a contribution worth an amount.
    /// @dev `subject` names what was contributed to (a product, a question, a lesson): each member is paid at most once
    /// per campaign and subject. `contentHash` ties the payment to the exact words.
    struct Attestation {
        uint256 campaignId;
        uint256 memberId;
        bytes32 subject;
        bytes32 contentHash;
        uint256 amount;
        uint256 deadline;
    }

    /// @notice One signature under an attestation.
    struct Approval {
        address signer;
        bytes signature;
    }

    /// @notice An attested contribution in a batch of one campaign: the fields of its attestation, and the signatures.
    struct Contribution {
        uint256 memberId;
        bytes32 subject;
        bytes32 contentHash;
        uint256 amount;
        uint256 deadline;
        Approval[] approvals;
    }

    /// @notice A campaign began.
    /// @param campaignId Its number.
    /// @param kind What it pays for.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    event CampaignCreated(uint256 indexed campaignId, Kind indexed kind, Terms terms, string uri);

    /// @notice The budget of a campaign was changed.
    /// @param campaignId Its number.
    /// @param oldBudget The budget until now.
    /// @param newBudget The budget from now on.
    event CampaignBudgetUpdated(uint256 indexed campaignId, uint256 oldBudget, uint256 newBudget);

    /// @notice The end of a campaign was changed.
    /// @param campaignId Its number.
    /// @param oldEnd The end until now.
    /// @param newEnd The end from now on.
    event CampaignEndUpdated(uint256 indexed campaignId, uint256 oldEnd, uint256 newEnd);

    /// @notice A contribution was paid.
    /// @param campaignId The campaign that paid.
    /// @param memberId The member who earned.
    /// @param subject What was contributed to.
    /// @param contentHash Hash of the words.
    /// @param amount What was paid.
    event ContributionPaid(
        uint256 indexed campaignId,
        uint256 indexed memberId,
        bytes32 indexed subject,
        bytes32 contentHash,
        uint256 amount
    );

    /// @notice A batch of members was awarded.
    /// @param campaignId The campaign that paid.
    /// @param subject What was contributed to.
    /// @param attester Who awarded.
    /// @param awards Who got how much: the member's number in the upper 160 bits, the amount in the lower 96.
    event ContributionsAwarded(
        uint256 indexed campaignId,
        bytes32 indexed subject,
        address indexed attester,
        uint256[] awards
    );

    /// @notice A contribution in a batch was not paid. It can be claimed again if the reason passes.
    /// @param campaignId The campaign.
    /// @param memberId The member.
    /// @param subject What was contributed to.
    /// @param reason The error that claiming it alone would have given.
    event ContributionSkipped(
        uint256 indexed campaignId,
        uint256 indexed memberId,
        bytes32 indexed subject,
        bytes reason
    );

    /// @notice No campaign has this number.
    /// @param campaignId The number.
    error CampaignsUnknownCampaign(uint256 campaignId);

    /// @notice The terms make no sense: rewards from high to low, no budget, an end before the start, a room that does
    /// not exist; or nobody signs, and the reward is not fixed or nothing on chain shows what was contributed.
    error CampaignsInvalidTerms();

    /// @notice The campaign has not begun or is over.
    /// @param campaignId Its number.
    /// @param start Its first second.
    /// @param end The first second after it.
    error CampaignsNotOpen(uint256 campaignId, uint256 start, uint256 end);

    /// @notice The campaign is over, and so is the time in which its payments could be disputed: it stays as it is.
    /// @param campaignId Its number.
    error CampaignsSettled(uint256 campaignId);

    /// @notice The campaign does not pay this way.
    /// @param campaignId Its number.
    /// @param kind What it pays for.
    error CampaignsWrongKind(uint256 campaignId, Kind kind);

    /// @notice The campaign pays the members of a room only.
    /// @param roomId The room.
    /// @param memberId The member, who is not in it.
    error CampaignsNotInRoom(uint256 roomId, uint256 memberId);

    /// @notice Nobody invited this member.
    /// @param inviteeId The member.
    error CampaignsNoInviter(uint256 inviteeId);

    /// @notice The invited member has not contributed enough yet.
    /// @param inviteeId The member.
    /// @param standing What they have earned.
    /// @param needed What the campaign asks for.
    error CampaignsReferralNotReached(uint256 inviteeId, uint256 standing, uint256 needed);

    /// @notice The ticket let nobody in.
    /// @param ticketId The ticket.
    error CampaignsNotCheckedIn(uint256 ticketId);

    /// @notice The ticket is for another event than the campaign's.
    /// @param ticketId The ticket.
    /// @param eventId The campaign's event.
    error CampaignsOtherEvent(uint256 ticketId, uint256 eventId);

    /// @notice The amount is not one the campaign pays.
    /// @param amount The amount.
    /// @param minReward The least.
    /// @param maxReward The most.
    error CampaignsRewardOutOfRange(uint256 amount, uint256 minReward, uint256 maxReward);

    /// @notice The campaign's budget does not reach.
    /// @param campaignId Its number.
    /// @param requested What was to be paid.
    /// @param available What is left.
    error CampaignsBudgetExceeded(uint256 campaignId, uint256 requested, uint256 available);

    /// @notice A budget can't be less than what was paid.
    /// @param budget The new budget.
    /// @param paid What was paid.
    error CampaignsBudgetBelowPaid(uint256 budget, uint256 paid);

    /// @notice The member has been paid as often as the campaign allows.
    /// @param campaignId Its number.
    /// @param memberId The member.
    /// @param cap How often.
    error CampaignsMemberCapReached(uint256 campaignId, uint256 memberId, uint256 cap);

    /// @notice The member has been paid for this already.
    /// @param campaignId The campaign.
    /// @param memberId The member.
    /// @param subject What was contributed to.
    error CampaignsAlreadyPaid(uint256 campaignId, uint256 memberId, bytes32 subject);

    /// @notice The member has left or is suspended.
    /// @param memberId The member.
    error CampaignsMemberNotActive(uint256 memberId);

    /// @notice The attestation came too late.
    /// @param deadline Last second in which it held.
    error CampaignsAttestationExpired(uint256 deadline);

    /// @notice Not the number of signatures that the campaign needs.
    /// @param given How many there are.
    /// @param needed How many it needs.
    error CampaignsWrongSignatureCount(uint256 given, uint256 needed);

    /// @notice Signers must be different, and ordered by address from low to high.
    /// @param signer The one out of order.
    error CampaignsSignersNotAscending(address signer);

    /// @notice The signer is neither an attester nor a member whose tier may curate.
    /// @param signer Who signed.
    error CampaignsSignerNotAllowed(address signer);

    /// @notice Nobody attests their own contribution.
    /// @param signer Who signed.
    error CampaignsSignerIsMember(address signer);

    /// @notice The list of awards is empty.
    error CampaignsNoAwards();

    /// @notice Starts a campaign.
    /// @param terms Its terms.
    /// @param uri Where its description is.
    /// @return campaignId Its number.
    function createCampaign(Terms calldata terms, string calldata uri) external returns (uint256 campaignId);

    /// @notice Changes the budget of a campaign.
    /// @param campaignId Its number.
    /// @param newBudget The new budget, at least what was paid.
    function setCampaignBudget(uint256 campaignId, uint96 newBudget) external;

    /// @notice Changes the end of a campaign; an end in the past closes it.
    /// @dev Not any more once its payments can't be disputed. Warning: a later end also lets payments be revoked longer.
    /// @param campaignId Its number.
    /// @param newEnd The first second in which it no longer pays.
    function setCampaignEnd(uint256 campaignId, uint32 newEnd) external;

    /// @notice Pays the member an attestation names. Anybody may submit it.
    /// @dev Signers ascend by address. Warning: whoever submits, only the member named is ever paid.
    /// @param attestation The statement.
    /// @param approvals The signatures under it.
    function claim(Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Pays many attested contributions to one campaign. Anybody may submit them.
    /// @dev A contribution that can't be paid is skipped and reported in an event. A signer that is a contract gets a
    /// limited amount of gas to answer; one that needs more is claimed alone.
    /// @param campaignId The campaign that pays.
    /// @param contributions The contributions with their signatures.
    /// @return count How many were paid.
    function claimMany(
        uint256 campaignId,
        Contribution[] calldata contributions
    ) external returns (uint256 count);

    /// @notice Pays many members for the same subject, at the word of one attester.
    /// @dev All or nothing. Only where the campaign needs exactly one signature.
    /// @param campaignId The campaign that pays.
    /// @param subject What was contributed to.
    /// @param awards Who gets how much: the member's number in the upper 160 bits, the amount in the lower 96.
    function award(uint256 campaignId, bytes32 subject, uint256[] calldata awards) external;

    /// @notice Pays the member on record as having invited another, once that one has earned enough. Anybody may call it.
    /// @dev Once per invited member. The subject of the payment is the invited member's number.
    /// @param campaignId A referral campaign that needs no signature.
    /// @param inviteeId The invited member.
    function claimReferral(uint256 campaignId, uint256 inviteeId) external;

    /// @notice Pays the member whose ticket was checked in. Anybody may call it.
    /// @dev Once per member and event. The subject of the payment is the event's number.
    /// @param campaignId An attendance campaign that needs no signature.
    /// @param ticketId The ticket.
    function claimAttendance(uint256 campaignId, uint256 ticketId) external;

    /// @notice A campaign as it stands.
    /// @param campaignId Its number.
    /// @return The campaign.
    function campaign(uint256 campaignId) external view returns (Campaign memory);

    /// @notice How many campaigns there have been; their numbers start at 1.
    /// @return The number.
    function campaignCount() external view returns (uint256);

    /// @notice Where a campaign's description is.
    /// @param campaignId Its number.
    /// @return The address.
    function campaignURI(uint256 campaignId) external view returns (string memory);

    /// @notice Whether a member was paid for a subject.
    /// @param campaignId The campaign.
    /// @param subject The subject.
    /// @param memberId The member.
    /// @return Whether it was.
    function isPaid(uint256 campaignId, bytes32 subject, uint256 memberId) external view returns (bool);

    /// @notice How often a campaign has paid a member.
    /// @dev Counted only where the campaign limits it.
    /// @param campaignId The campaign.
    /// @param memberId The member.
    /// @return The number.
    function paidCount(uint256 campaignId, uint256 memberId) external view returns (uint256);

    /// @notice EIP-712 digest of an attestation: what attesters and curators sign.
    /// @param attestation The statement.
    /// @return The digest.
    function attestationDigest(Attestation calldata attestation) external view returns (bytes32);
}
