/**
 * Microsoft 365 and Outlook.com, through Microsoft Graph v1.0. What its SDK has stays in here.
 *
 * <p>No mail by sync: Exchange tells everybody invited whatever their organizer changes, and Graph
 * has no switch for it. So attendees of ours are never written, and of a meeting that the account
 * organizes only what is private to it is; the rest is refused, to be done in Outlook. The one mail
 * that is sent is an answer of the account's own to somebody's invitation, since the answer is it.
 */
@NullMarked
package almanac.sync.microsoft;

import org.jspecify.annotations.NullMarked;
