/**
 * Erasing a person, step by step, so that a crash in between only delays it (docs/adr/0022). Before
 * the key goes every step finds what it needs; after it none needs what is gone.
 */
@NullMarked
package almanac.app.erasure;

import org.jspecify.annotations.NullMarked;
