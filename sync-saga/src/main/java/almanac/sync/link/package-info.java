/**
 * What is tied to what: accounts, mappings, and the links between parts of entries and objects at a
 * provider.
 */
@NullMarked
package almanac.sync.link;

import org.jspecify.annotations.NullMarked;
