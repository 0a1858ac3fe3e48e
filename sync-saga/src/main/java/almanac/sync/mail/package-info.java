/**
 * Tells those who are invited by mail (iTIP, RFC 5546, in mails as RFC 6047 has it), once for each
 * change and person. {@link almanac.sync.mail.MailSide} is what the assembly sees.
 */
@NullMarked
package almanac.sync.mail;

import org.jspecify.annotations.NullMarked;
