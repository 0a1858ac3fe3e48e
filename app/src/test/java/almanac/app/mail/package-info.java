/** Invitations in the whole application. */
@NullMarked
package almanac.app.mail;

import org.jspecify.annotations.NullMarked;
