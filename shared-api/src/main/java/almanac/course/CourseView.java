package almanac.course;

import almanac.user.UserId;
import java.time.Instant;

/**
 * A course as its owner sees it.
 *
 * @param revision sequence number of its last fact
 */
public record CourseView(
        CourseId id,
        UserId owner,
        CourseDetails details,
        Instant createdAt,
        Instant updatedAt,
        long revision) {}
