/** A beat that lies this near (1 m in degrees) touches: it may be given the ground beside it. */
export const BESIDE_DEGREES = 1e-5

/** Whether a beat's version reaches into the communities under an area code, or touches them; both given as SQL. */
export const reachesInto = (within: string, version: string): string =>
  `exists (select from areas community
            where community.level = 'community' and starts_with(community.code, ${within})
              and st_dwithin(community.shape, ${version}.shape, ${BESIDE_DEGREES}))`
