package almanac.simulated.google;

import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Cuts a series in two as Google does: UNTIL on the old one, a new one with an id of its own. */
final class Splitting {

    private final EventWrites writes;
    private final Shelf shelf;

    Splitting(EventWrites writes, Shelf shelf) {
        this.writes = writes;
        this.shelf = shelf;
    }

    String split(String seriesId, String instance, ObjectNode patch) {
        var master = shelf.item(seriesId).orElseThrow(Refusal::notFound);
        var series = Series.of(master.fields(), shelf.zone());
        var at =
                series.original(instance.substring(seriesId.length() + 1))
                        .orElseThrow(Refusal::notFound);
        var following = master.fields().deepCopy();
        following.remove(java.util.List.of("iCalUID", "created", "updated", "sequence"));
        following.set("start", series.startOf(at).json(shelf.zone()));
        following.set("end", series.endOf(at).json(shelf.zone()));
        var rule = rule(master.fields());
        following.putArray("recurrence").add("RRULE:" + rest(rule, series, at).text());
        Json.merge(following, patch);
        var ending = Json.object();
        ending.putArray("recurrence").add("RRULE:" + until(rule, series, at).text());
        writes.patch(shelf, seriesId, ending, Optional.empty());
        return writes.insert(shelf, following).id();
    }

    private static Rule rule(ObjectNode fields) {
        for (var line : fields.path("recurrence")) {
            if (line.asString("").startsWith("RRULE:")) {
                return Rule.parse(line.asString(""));
            }
        }
        throw Refusal.invalid("A series of dates cannot be split");
    }

    private static Rule rest(Rule rule, Series series, LocalDateTime at) {
        if (rule.count().isEmpty()) {
            return rule;
        }
        var past = 0;
        var starts = series.from(LocalDateTime.of(1900, 1, 1, 0, 0));
        while (starts.hasNext() && starts.next().isBefore(at)) {
            past++;
        }
        return rule.withCount(rule.count().getAsInt() - past);
    }

    private static Rule until(Rule rule, Series series, LocalDateTime at) {
        return switch (series.startOf(at)) {
            case Mark.Day(LocalDate date) -> rule.withUntil(new Until.OnDate(date.minusDays(1)));
            case Mark.At(var time, var zone) ->
                    rule.withUntil(
                            new Until.AtUtc(
                                    time.toLocalDate()
                                            .atStartOfDay(time.getZone())
                                            .minusSeconds(1)
                                            .withZoneSameInstant(ZoneOffset.UTC)
                                            .toLocalDateTime()));
        };
    }
}
