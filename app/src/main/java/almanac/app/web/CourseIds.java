package almanac.app.web;

import almanac.course.CourseId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Courses as the academic API names them: {@code course_9} (contract.md 5.4). */
public final class CourseIds {

    private static final Pattern FORM = Pattern.compile("course_[A-Za-z0-9]+");
    private static final Pattern OURS = Pattern.compile("course_([1-9][0-9]{0,17})");

    private CourseIds() {}

    public static String text(CourseId course) {
        return "course_" + course.value();
    }

    /** The course that the text may name; empty when no course of ours can have that name. */
    public static Optional<CourseId> find(String text) {
        var ours = OURS.matcher(text);
        return ours.matches()
                ? Optional.of(new CourseId(Long.parseLong(ours.group(1))))
                : Optional.empty();
    }

    /**
     * The course that a path names.
     *
     * @throws Rejected with NotFound for a well-formed id that no course of ours can have, Invalid
     *     for anything else
     */
    public static CourseId require(String text) {
        return find(text).orElseThrow(() -> refused(text));
    }

    private static Rejected refused(String text) {
        return FORM.matcher(text).matches()
                ? new Rejected(new Rejection.NotFound("Course", text))
                : Rejected.invalid("id", "Invalid course ID");
    }
}
