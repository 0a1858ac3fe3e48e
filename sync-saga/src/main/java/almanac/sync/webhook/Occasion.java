package almanac.sync.webhook;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryId;
import almanac.webhook.EndpointId;
import almanac.webhook.Topic;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Something that one endpoint is told; what exactly is read from the facts when it goes.
 *
 * @param position of the fact in history
 */
record Occasion(EndpointId endpoint, long position, Topic topic, Instant at, About about) {

    /** What it is about. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Occasion.AnEntry.class, name = "entry"),
        @JsonSubTypes.Type(value = Occasion.AConnection.class, name = "connection")
    })
    sealed interface About {}

    /**
     * @param sequence of the fact within the entry's own history
     * @param calendar on which the endpoint's owner must be able to see it
     */
    record AnEntry(EntryId entry, long sequence, CalendarId calendar) implements About {}

    /**
     * @param detail why, where there is a reason
     */
    record AConnection(ConnectionId connection, String detail) implements About {}

    /** Names it among all that goes out. */
    String id() {
        return id(endpoint, position);
    }

    static String id(EndpointId endpoint, long position) {
        return endpoint.value() + "/" + position;
    }

    String group() {
        return group(endpoint);
    }

    static String group(EndpointId endpoint) {
        return Long.toString(endpoint.value());
    }

    /** What an endpoint is told of one thing goes out in order. */
    String lane() {
        return switch (about) {
            case AnEntry(var entry, var sequence, var calendar) ->
                    endpoint.value() + "/entry-" + entry.value();
            case AConnection(var connection, var detail) ->
                    endpoint.value() + "/connection-" + connection.value();
        };
    }
}
