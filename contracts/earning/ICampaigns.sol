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
        Custom
    }

    /// @notice The terms of a campaign.
    struct Terms {
        /// Least and most paid for one contribution; equal where the reward is fixed.
        uint96 minReward;
        uint96 maxReward;
        /// Most contributions of one member that are paid; zero for no limit.
        uint16 perMemberCap;
        Kind kind;
        /// How many different attesters or curators must sign.
        uint8 signaturesNeeded;
        /// Most paid in all.
        uint96 budget;
        /// First second in which it pays.
        uint32 start;
        /// First second in which it no longer pays.
        uint32 end;
    }

    /// @notice A campaign: its terms and what it has paid. Two storage slots.
    struct Campaign {
        uint96 minReward;
        uint96 maxReward;
        uint16 perMemberCap;
        Kind kind;
        uint8 signaturesNeeded;
        uint96 budget;
        uint96 paid;
        uint32 start;
        uint32 end;
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

    /// @notice One line of a batch award: who and how much.
    struct Award {
        uint32 memberId;
        uint96 amount;
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
    /// @param awards Who got how much.
    event ContributionsAwarded(
        uint256 indexed campaignId,
        bytes32 indexed subject,
        address indexed attester,
        Award[] awards
    );

    /// @notice No campaign has this number.
    /// @param campaignId The number.
    error CampaignsUnknownCampaign(uint256 campaignId);

    /// @notice The terms make no sense: rewards from high to low, no signature, an end before the start, no budget.
    error CampaignsInvalidTerms();

    /// @notice The campaign has not begun or is over.
    /// @param campaignId Its number.
    /// @param start Its first second.
    /// @param end The first second after it.
    error CampaignsNotOpen(uint256 campaignId, uint256 start, uint256 end);

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

    /// @notice The member has left.
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
    /// @param campaignId Its number.
    /// @param newEnd The first second in which it no longer pays.
    function setCampaignEnd(uint256 campaignId, uint32 newEnd) external;

    /// @notice Pays the member an attestation names. Anybody may submit it.
    /// @dev Signers ascend by address. Warning: whoever submits, only the member named is ever paid.
    /// @param attestation The statement.
    /// @param approvals The signatures under it.
    function claim(Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Pays many members for the same subject, at the word of one attester.
    /// @dev All or nothing. A campaign that needs more than one signature does not pay this way.
    /// @param campaignId The campaign that pays.
    /// @param subject What was contributed to.
    /// @param awards Who gets how much.
    function award(uint256 campaignId, bytes32 subject, Award[] calldata awards) external;

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
