// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC1155MetadataURI} from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {ICampaignRevocations} from "../../contracts/earning/ICampaignRevocations.sol";
import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {IBadges} from "../../contracts/membership/IBadges.sol";
import {IPolls} from "../../contracts/governance/IPolls.sol";
import {IMembership} from "../../contracts/membership/IMembership.sol";
import {IRooms} from "../../contracts/membership/IRooms.sol";
import {IEventTickets} from "../../contracts/rewards/IEventTickets.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {IERC5192} from "../../contracts/shared/IERC5192.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";

/*
 * All that a deployed contract answers to, beyond the interface of its own. Tests speak to these, so that they need
 * not import the contracts themselves.
 */

interface ITypedDomain {
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}

interface IRewardTokenSurface is IRewardToken, IERC20Permit {
    function burn(uint256 value) external;

    function burnFrom(address account, uint256 value) external;
}

interface IMembershipSurface is IMembership, IERC5805, IERC721Metadata, IERC5192, ITypedDomain {}

interface IBadgesSurface is IBadges, IERC1155MetadataURI, IERC5192, ITypedDomain {}

interface IRoomsSurface is IRooms, IERC1155MetadataURI, IERC5192, ITypedDomain {}

interface ICampaignsSurface is ICampaigns, ICampaignEpochs, ICampaignRevocations, ITypedDomain {}

interface IRewardsStoreSurface is IRewardsStore, ITypedDomain {
    function nonces(address owner, uint192 key) external view returns (uint256);
}

interface IEventTicketsSurface is IEventTickets, IERC721Metadata, IERC5192, ITypedDomain {}

interface IPollsSurface is IPolls, ITypedDomain {
    function nonces(address owner, uint192 key) external view returns (uint256);
}

interface ICommunityGovernorSurface is IGovernor {
    function proposalVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    function updateQuorumNumerator(uint256 newQuorumNumerator) external;
}
