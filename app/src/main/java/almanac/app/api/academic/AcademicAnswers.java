package almanac.app.api.academic;

import almanac.app.web.Caller;
import almanac.app.web.CourseIds;
import almanac.app.web.Queries;
import almanac.course.CourseId;
import almanac.course.CourseQuery;
import almanac.course.CourseView;
import almanac.entry.EntryPage;
import almanac.entry.EntryView;
import almanac.google.GoogleCopies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Views as this API shows them, with one read for all the courses of a page. */
@Component
class AcademicAnswers {

    private final Queries queries;
    private final GoogleCopies copies;

    AcademicAnswers(Queries queries, GoogleCopies copies) {
        this.queries = queries;
        this.copies = copies;
    }

    AcademicEventJson one(Caller caller, EntryView view) {
        var entry = view.number().entry();
        return AcademicEventJson.of(
                view, Optional.ofNullable(copies.of(Set.of(entry)).get(entry)), caller.zone());
    }

    ListedEventJson.Page page(Caller caller, EntryPage page, AcademicListQuery asked) {
        var google =
                copies.of(
                        page.entries().stream()
                                .map(view -> view.number().entry())
                                .collect(Collectors.toSet()));
        var courses = courses(caller, page.entries());
        var events =
                page.entries().stream()
                        .map(view ->
                                new ListedEventJson(
                                        AcademicEventJson.of(
                                                view,
                                                Optional.ofNullable(
                                                        google.get(view.number().entry())),
                                                caller.zone()),
                                        view.details()
                                                .course()
                                                .flatMap(CourseIds::find)
                                                .flatMap(id -> Optional.ofNullable(courses.get(id)))
                                                .map(ListedEventJson.Course::of)
                                                .orElse(null),
                                        ListedEventJson.User.of(view.calendar().owner())))
                        .toList();
        return new ListedEventJson.Page(
                events,
                new ListedEventJson.Pagination(
                        page.total(),
                        asked.limit(),
                        asked.offset(),
                        asked.offset() + events.size() < page.total() && !events.isEmpty()));
    }

    private Map<CourseId, CourseView> courses(Caller caller, List<EntryView> views) {
        var ids =
                views.stream()
                        .flatMap(view -> view.details().course().stream())
                        .flatMap(name -> CourseIds.find(name).stream())
                        .collect(Collectors.toSet());
        var found = new HashMap<CourseId, CourseView>();
        if (!ids.isEmpty()) {
            queries.list(new CourseQuery.CoursesByIds(ids, caller.user()), CourseView.class)
                    .forEach(course -> found.put(course.id(), course));
        }
        return found;
    }
}
