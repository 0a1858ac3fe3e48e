package almanac.app.api.history;

import almanac.app.web.Paging;
import almanac.entry.EntryNumber;
import almanac.history.CalendarDifference;
import almanac.history.FieldChange;
import almanac.history.HistoryItem;
import almanac.history.HistoryPage;
import almanac.history.PartChange;
import almanac.message.Actor;
import almanac.user.UserSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** History as clients see it (contract 8.5). */
final class HistoryJson {

    private HistoryJson() {}

    /** A page; pages count from 1. */
    @Schema(name = "History page")
    record Page(List<Item> data, Pagination pagination) {
        static Page of(HistoryPage found, int page, int limit) {
            return new Page(
                    found.items().stream().map(Item::of).toList(),
                    new Pagination(page, limit, found.total(), Paging.pages(found.total(), limit)));
        }
    }

    @Schema(name = "History pagination")
    record Pagination(int page, int limit, long total, long totalPages) {}

    /**
     * One fact.
     *
     * @param occurrences what it changed of a series beside that, in order
     * @param sequence its number within the resource, from 0
     * @param eventId the event or the occurrence that it is about
     * @param position its number among all facts
     */
    @Schema(name = "History item")
    record Item(
            long sequence,
            String type,
            Instant at,
            @Nullable Who actor,
            @Schema(
                            description =
                                    "of a series, those of the event or the occurrence that the"
                                            + " fact is about")
                    Map<String, Change> changes,
            @Schema(description = "of a series, what it changed in others beside that")
                    List<Occurrence> occurrences,
            Why why,
            String resource,
            @Nullable Long eventId,
            long position) {
        static Item of(HistoryItem item) {
            return new Item(
                    item.sequence(),
                    item.type(),
                    item.at(),
                    item.actor().map(actor -> Who.of(actor, item.user())).orElse(null),
                    HistoryJson.changes(item.changes()),
                    item.parts().stream().map(Occurrence::of).toList(),
                    Why.of(item.why()),
                    item.stream(),
                    item.number().map(EntryNumber::value).orElse(null),
                    item.position());
        }
    }

    /**
     * @param via user, api-key:3, connection:5, rule:2, operator, import or system
     */
    @Schema(name = "History actor")
    record Who(long id, @Nullable String username, String via) {
        static Who of(Actor actor, Optional<UserSummary> user) {
            return new Who(
                    actor.user().value(),
                    user.map(UserSummary::username).orElse(null),
                    actor.origin().toString());
        }
    }

    /**
     * One occurrence of a series, or all from it on.
     *
     * @param originalStart local, where the series put it before any change to it alone
     */
    @Schema(name = "Changed occurrence")
    record Occurrence(
            long eventId,
            @Schema(
                            allowableValues = {"this", "future"},
                            description = "whether it alone, or it and those after it")
                    String scope,
            @Schema(example = "2026-12-03T09:00:00") String originalStart,
            @Schema(description = "all fields where it comes or goes")
                    Map<String, Change> changes) {
        static Occurrence of(PartChange part) {
            return new Occurrence(
                    part.number().value(),
                    part.scope().name().toLowerCase(Locale.ROOT),
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(part.originalStart()),
                    HistoryJson.changes(part.changes()));
        }
    }

    @Schema(name = "Field change")
    record Change(@Nullable Object from, @Nullable Object to) {}

    /**
     * @param syncRun the name of the sync run that did it; it can be undone as a whole
     * @param causes earlier facts that set it going, oldest first
     */
    @Schema(name = "History cause")
    record Why(@Nullable String requestId, @Nullable String syncRun, List<Cause> causes) {
        static Why of(HistoryItem.Why why) {
            return new Why(
                    why.request().orElse(null),
                    why.run().orElse(null),
                    why.causes().stream()
                            .map(it -> new Cause(it.position(), it.stream(), it.type(), it.at()))
                            .toList());
        }
    }

    record Cause(long position, String resource, String type, Instant at) {}

    /** How a calendar differs between two instants. */
    @Schema(name = "Calendar difference")
    record Difference(Map<String, Change> calendar, List<EventDifference> events) {
        static Difference of(CalendarDifference found) {
            return new Difference(
                    changes(found.details()),
                    found.entries().stream().map(EventDifference::of).toList());
        }
    }

    record EventDifference(
            long eventId,
            @Schema(allowableValues = {"added", "changed", "removed"}) String change,
            String title,
            Map<String, Change> changes) {
        static EventDifference of(CalendarDifference.Difference found) {
            return new EventDifference(
                    found.number().value(),
                    found.kind().name().toLowerCase(Locale.ROOT),
                    found.title(),
                    HistoryJson.changes(found.changes()));
        }
    }

    static Map<String, Change> changes(Map<String, FieldChange> changes) {
        var shown = new LinkedHashMap<String, Change>();
        changes.forEach((field, change) ->
                shown.put(field, new Change(change.from().orElse(null), change.to().orElse(null))));
        return shown;
    }
}
