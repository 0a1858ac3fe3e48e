package almanac.sync.provider;

import almanac.entry.ImportedEntry;

/**
 * What is to be created.
 *
 * @param operation names this creation for ever, {@code [0-9a-v]{5,64}} (base32hex), so that a
 *     second attempt is told from a second object
 */
public record Draft(String operation, ImportedEntry content) {}
