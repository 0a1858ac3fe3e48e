/** What people say to each other about an entry: threads of comments, and who opened it when. */
@NullMarked
package almanac.comment;

import org.jspecify.annotations.NullMarked;
