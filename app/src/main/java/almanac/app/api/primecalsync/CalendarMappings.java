package almanac.app.api.primecalsync;

import almanac.app.connection.Connected;
import almanac.app.connection.Connected.Found;
import almanac.app.connection.Links;
import almanac.app.error.Failure.Kind;
import almanac.app.error.Refusal;
import almanac.app.web.Caller;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the accounts that list the named calendars, and ties them. */
@Component
class CalendarMappings {

    private final Connected connected;
    private final Links links;

    CalendarMappings(Connected connected, Links links) {
        this.connected = connected;
        this.links = links;
    }

    static Refusal noneActive() {
        return new Refusal(Kind.NOT_FOUND, "No active sync connection found");
    }

    /**
     * Answers the connections that were touched; nothing is tied unless all calendars are found.
     */
    List<ConnectionId> map(Caller caller, SyncWrites asked) {
        var linked = linked(caller, asked);
        var usable = linked.stream().filter(Connected::usable).toList();
        if (usable.isEmpty()) {
            throw noneActive();
        }
        var places = found(linked, asked.calendars());
        if (places.size() < asked.calendars().size()) {
            usable.forEach(view -> connected.refresh(caller.user(), view));
            places = found(linked(caller, asked), asked.calendars());
        }
        for (var wanted : asked.calendars()) {
            if (!places.containsKey(wanted)) {
                throw unknown(wanted);
            }
        }
        return tie(caller, places);
    }

    private List<ConnectionView> linked(Caller caller, SyncWrites asked) {
        return connected.linked(caller.user(), Optional.of(asked.provider()));
    }

    private static Map<SyncWrites.Wanted, Found> found(
            List<ConnectionView> linked, List<SyncWrites.Wanted> calendars) {
        var places = new LinkedHashMap<SyncWrites.Wanted, Found>();
        for (var wanted : calendars) {
            Connected.find(linked, wanted.externalId())
                    .ifPresent(place -> places.put(wanted, place));
        }
        return places;
    }

    private List<ConnectionId> tie(Caller caller, Map<SyncWrites.Wanted, Found> places) {
        var touched = new ArrayList<ConnectionId>();
        places.forEach((wanted, place) -> {
            links.map(caller.actor(), place.connection(), place.calendar(), wanted.wish());
            touched.add(place.connection().id());
        });
        return touched.stream().distinct().toList();
    }

    private static Rejected unknown(SyncWrites.Wanted wanted) {
        return new Rejected(
                new Rejection.Invalid(
                        wanted.field(),
                        wanted.field() + " is not a calendar of a connected account",
                        wanted.externalId()));
    }
}
