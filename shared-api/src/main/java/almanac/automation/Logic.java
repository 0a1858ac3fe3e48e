package almanac.automation;

/** How the conditions of a rule count together. */
public enum Logic {
    /** All must hold. */
    AND,
    /** One must hold. */
    OR
}
