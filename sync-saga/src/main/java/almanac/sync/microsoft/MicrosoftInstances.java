package almanac.sync.microsoft;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.time.Span;
import com.microsoft.graph.models.Event;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The occurrences of a series, each an event of its own at Graph. */
final class MicrosoftInstances {

    private final MicrosoftEvents events;
    private final MicrosoftObject object;
    private final Span span;
    private final ZoneId zone;

    /**
     * @param span of the series, as it stands
     */
    MicrosoftInstances(MicrosoftEvents events, MicrosoftObject object, Span span) {
        this.events = events;
        this.object = object;
        this.span = span;
        this.zone =
                span instanceof Span.Timed timed
                        ? timed.zone()
                        : MicrosoftTimes.zone(object.event()).orElse(ZoneOffset.UTC);
    }

    /**
     * The occurrence that the series had put there, an exception or not.
     *
     * @throws ProviderFailed Refused where Outlook has none
     */
    Event at(LocalDateTime start) {
        return Optional.ofNullable(byStart(object.exceptions()).get(start))
                .or(() -> Optional.ofNullable(byStart(around(start)).get(start)))
                .orElseThrow(() ->
                        new ProviderFailed(
                                new ProviderFailure.Refused(
                                        "Outlook has no occurrence at " + start)));
    }

    private List<Event> around(LocalDateTime start) {
        var at = start.atZone(zone).toInstant();
        return events.instances(
                MicrosoftObject.id(object.event()),
                at.minus(Duration.ofDays(1)),
                at.plus(Duration.ofDays(2)));
    }

    private Map<LocalDateTime, Event> byStart(List<Event> occurrences) {
        var byStart = new HashMap<LocalDateTime, Event>();
        for (var each : occurrences) {
            try {
                byStart.put(MicrosoftEntryReader.originalStart(each, span, zone), each);
            } catch (UnreadableEvent unreadable) {
                throw new ProviderFailed(new ProviderFailure.Refused(unreadable.reason()));
            }
        }
        return byStart;
    }
}
