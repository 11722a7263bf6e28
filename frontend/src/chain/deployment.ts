import deployment from "virtual:hearth/deployment";

/** The community this dashboard was built for: addresses, first block and brand. */
export { deployment };

/** How the community looks and what it is called. */
export const brand = deployment.brand;
