package almanac.app.api.courses;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.CourseIds;
import almanac.app.web.Envelope;
import almanac.app.web.Instants;
import almanac.app.web.Queries;
import almanac.course.CourseCommand;
import almanac.course.CourseId;
import almanac.course.CoursePage;
import almanac.course.CourseQuery;
import almanac.course.CourseView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Courses: create, list, read, change, delete. A course of somebody else is not there. */
@RestController
@RequestMapping("/api/courses")
@Tag(name = "Courses")
class CoursesController {

    private static final int MOST = 100;

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final Instants instants;

    CoursesController(Commands commands, Queries queries, Ids ids, Instants instants) {
        this.instants = instants;
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
    }

    @Operation(summary = "Create a course", description = "Only the name is required.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Envelope<CourseJson> create(Caller caller, @RequestBody CourseBody body) {
        var id = ids.course();
        commands.<Object>send(
                caller.actor(), new CourseCommand.CreateCourse(id, caller.user(), body.details()));
        return Envelope.of(one(caller, id), "Course created successfully");
    }

    @Operation(
            summary = "List the caller's courses",
            description =
                    "In the order of creation; limit is 1 to 100. With asOf, an instant, it is what"
                            + " this answered then.")
    @GetMapping
    Envelope<CourseJson.Page> list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(required = false) @Nullable String asOf) {
        var then = instants.asOf(asOf);
        require(limit >= 1 && limit <= MOST, "limit", "limit must be 1 to " + MOST, limit);
        require(offset >= 0, "offset", "offset must be 0 or more", offset);
        var query =
                then.<CourseQuery>map(
                                it -> new CourseQuery.CoursesAsOf(it, caller.user(), offset, limit))
                        .orElseGet(() -> new CourseQuery.CoursesOf(caller.user(), offset, limit));
        var page = queries.ask(query, CoursePage.class);
        var courses = page.courses().stream().map(CourseJson::of).toList();
        var more = (long) offset + courses.size() < page.total();
        return Envelope.of(
                new CourseJson.Page(
                        courses, new CourseJson.Pagination(page.total(), limit, offset, more)),
                "Courses retrieved successfully");
    }

    @Operation(
            summary = "Get one course",
            description = "With asOf, an instant, it is what this answered then.")
    @GetMapping("/{id}")
    Envelope<CourseJson> get(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf) {
        var course = CourseIds.require(id);
        var query =
                instants.asOf(asOf)
                        .<CourseQuery>map(
                                it -> new CourseQuery.CourseAsOf(course, it, caller.user()))
                        .orElseGet(() -> new CourseQuery.CourseById(course, caller.user()));
        return Envelope.of(
                CourseJson.of(queries.ask(query, CourseView.class)),
                "Course retrieved successfully");
    }

    @Operation(
            summary = "Change a course",
            description = "Keeps what is not sent; null clears any field but the name.")
    @PatchMapping("/{id}")
    Envelope<CourseJson> change(
            Caller caller, @PathVariable String id, @RequestBody CourseBody body) {
        var course = CourseIds.require(id);
        commands.<Object>send(caller.actor(), body.change(course));
        return Envelope.of(one(caller, course), "Course updated successfully");
    }

    @Operation(
            summary = "Delete a course",
            description = "Events that name it stay, and keep its id.")
    @DeleteMapping("/{id}")
    Envelope<Object> delete(Caller caller, @PathVariable String id) {
        commands.<Object>send(
                caller.actor(), new CourseCommand.DeleteCourse(CourseIds.require(id)));
        return Envelope.of("Course deleted successfully");
    }

    private CourseJson one(Caller caller, CourseId id) {
        return CourseJson.of(
                queries.ask(new CourseQuery.CourseById(id, caller.user()), CourseView.class));
    }

    private static void require(boolean holds, String field, String message, int sent) {
        if (!holds) {
            throw new Rejected(new Rejection.Invalid(field, message, Integer.toString(sent)));
        }
    }
}
