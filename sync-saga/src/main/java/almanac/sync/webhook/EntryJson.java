package almanac.sync.webhook;

import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.EntryState;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.time.Moments;
import almanac.time.Span;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An event as a whole, of a series its master. Times are wall-clock times in the zone; an all-day
 * event has dates, the last one exclusive.
 */
final class EntryJson {

    private EntryJson() {}

    static Map<String, Object> of(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single ->
                    json(entry, single.details(), single.span(), Optional.empty());
            case Series series ->
                    json(
                            entry,
                            series.master().details(),
                            series.master().first(),
                            Optional.of(series.recurrence()));
        };
    }

    private static Map<String, Object> json(
            EntryState.Live entry, Details details, Span span, Optional<Recurrence> recurrence) {
        var json = new LinkedHashMap<String, Object>();
        json.put("uid", entry.uid());
        json.put("title", details.title());
        details.description().ifPresent(text -> json.put("description", text));
        details.location().ifPresent(text -> json.put("location", text));
        json.put("status", word(details.status()));
        json.put("tags", details.tags());
        times(json, span);
        recurrence
                .flatMap(repeats -> repeats.beside(span).rule())
                .ifPresent(rule -> json.put("recurrence_rule", rule.text()));
        json.put(
                "attendees",
                details.people().attendees().stream().map(EntryJson::attendee).toList());
        return json;
    }

    private static Map<String, Object> attendee(Attendee attendee) {
        var json = new LinkedHashMap<String, Object>();
        json.put("email", attendee.address().text());
        attendee.invitee().name().ifPresent(name -> json.put("name", name));
        json.put("response", word(attendee.answer().response()));
        return json;
    }

    private static void times(Map<String, Object> json, Span span) {
        switch (span) {
            case Span.AllDay days -> {
                json.put("all_day", true);
                json.put("start", days.start().toString());
                json.put("end", days.end().toString());
            }
            case Span.Timed timed -> {
                json.put("all_day", false);
                json.put("start", timed.start().toString());
                Moments.end(timed, ZoneOffset.UTC)
                        .ifPresent(end ->
                                json.put(
                                        "end",
                                        end.atZone(timed.zone()).toLocalDateTime().toString()));
                json.put("time_zone", timed.zone().getId());
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
