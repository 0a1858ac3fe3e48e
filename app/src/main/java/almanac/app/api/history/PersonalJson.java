package almanac.app.api.history;

import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.history.FactKind;
import almanac.history.OwnItem;
import almanac.history.OwnTally;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The personal feed as clients see it (contract.md 8.1). */
final class PersonalJson {

    /** The name of a stream: what it is of, its number and what else there may be. */
    private static final Pattern STREAM = Pattern.compile("([a-z-]+)-(\\d+).*");

    private PersonalJson() {}

    /**
     * A part of the feed, newest first.
     *
     * @param nextOffset null on the last page
     */
    @Schema(name = "Personal audit feed")
    record Feed(List<Event> events, @Nullable Long nextOffset) {
        static Feed of(List<OwnItem> found, long offset, int limit) {
            var shown = found.subList(0, Math.min(limit, found.size()));
            return new Feed(
                    shown.stream().map(Event::of).toList(),
                    found.size() > limit ? offset + limit : null);
        }
    }

    /**
     * One fact.
     *
     * @param id its number among all facts
     * @param resourceId of an event its id; also for its comments and its occurrences
     */
    @Schema(name = "Personal audit event")
    record Event(
            long id,
            Instant occurredAt,
            @Schema(
                            allowableValues = {
                                "account",
                                "api_key",
                                "automation",
                                "calendar",
                                "comment",
                                "course",
                                "event",
                                "security",
                                "sync",
                                "webhook"
                            })
                    String category,
            @Schema(example = "entry.updated") String action,
            @Schema(allowableValues = {"success", "failure"}) String outcome,
            @Schema(allowableValues = {"info", "warn", "critical"}) String severity,
            @Schema(example = "event updated") String description,
            @Schema(example = "event") String resourceType,
            long resourceId,
            HistoryJson.@Nullable Who actor) {

        static Event of(OwnItem item) {
            var kind = new PersonalKind(item.kind());
            var resource = STREAM.matcher(item.stream());
            if (!resource.matches()) {
                throw new IllegalStateException("of no resource: " + item.stream());
            }
            var type = type(resource.group(1));
            var number = Long.parseLong(resource.group(2));
            return new Event(
                    item.position(),
                    item.at(),
                    PersonalKind.word(kind.category()),
                    kind.action(),
                    PersonalKind.word(kind.outcome()),
                    PersonalKind.word(kind.severity()),
                    kind.description(),
                    type,
                    type.equals("event") ? EntryNumber.of(new EntryId(number)).value() : number,
                    item.actor().map(actor -> HistoryJson.Who.of(actor, item.user())).orElse(null));
        }

        private static String type(String stream) {
            return switch (stream) {
                case "entry", "thread" -> "event";
                case "run" -> "rule";
                default -> stream.replace('-', '_');
            };
        }
    }

    /** How much there is, in all and by each word. */
    @Schema(name = "Personal audit summary")
    record Summary(
            long totalEvents,
            Map<String, Long> byCategory,
            Map<String, Long> byOutcome,
            Map<String, Long> bySeverity,
            Map<String, Long> byAction) {

        static Summary of(OwnTally tally) {
            var counts = tally.counts();
            return new Summary(
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    by(kind -> PersonalKind.word(kind.category()), counts),
                    by(kind -> PersonalKind.word(kind.outcome()), counts),
                    by(kind -> PersonalKind.word(kind.severity()), counts),
                    by(PersonalKind::action, counts));
        }

        private static Map<String, Long> by(
                Function<PersonalKind, String> word, Map<FactKind, Long> counts) {
            return counts.entrySet().stream()
                    .collect(
                            Collectors.groupingBy(
                                    each -> word.apply(new PersonalKind(each.getKey())),
                                    TreeMap::new,
                                    Collectors.summingLong(Map.Entry::getValue)));
        }
    }
}
