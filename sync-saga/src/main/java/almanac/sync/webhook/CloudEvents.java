package almanac.sync.webhook;

import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.sync.local.Archive;
import almanac.sync.local.Archive.Happened;
import almanac.webhook.EndpointId;
import almanac.webhook.Topic;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an endpoint is told, as CloudEvents 1.0 in structured JSON; made from the facts, so that the
 * same occasion is the same bytes in each attempt. The attribute {@code sequence} is the place in
 * history: as text it sorts as the events happened.
 */
final class CloudEvents {

    static final String TYPE = "application/cloudevents+json; charset=utf-8";

    private final Archive archive;
    private final ObjectMapper mapper;
    private final Supplier<URI> source;

    /**
     * @param source under which this installation is known
     */
    CloudEvents(Archive archive, ObjectMapper mapper, Supplier<URI> source) {
        this.archive = archive;
        this.mapper = mapper;
        this.source = source;
    }

    static String sequence(long position) {
        return String.format(Locale.ROOT, "%019d", position);
    }

    Message of(Occasion occasion) {
        return switch (occasion.about()) {
            case Occasion.AnEntry about ->
                    message(
                            "evt_" + occasion.position(),
                            occasion,
                            "events/" + about.entry().value(),
                            entry(occasion.topic(), about));
            case Occasion.AConnection(var connection, var detail) -> {
                var data = new LinkedHashMap<String, Object>();
                data.put("connection_id", "con_" + connection.value());
                if (!detail.isEmpty()) {
                    data.put("message", detail);
                }
                yield message(
                        "evt_" + occasion.position(),
                        occasion,
                        "connections/con_" + connection.value(),
                        data);
            }
        };
    }

    /** Made up, to see whether it arrives. */
    Message test(EndpointId endpoint, Topic topic, Instant at) {
        var id = "evt_test_" + endpoint.value() + "_" + at.toEpochMilli();
        var event = attributes(id, topic, at, "test", Map.of("test", true));
        return new Message(id, Dialect.CHRONAPILOT, json(event));
    }

    private Message message(
            String id, Occasion occasion, String subject, Map<String, Object> data) {
        var event = attributes(id, occasion.topic(), occasion.at(), subject, data);
        event.put("sequence", sequence(occasion.position()));
        return new Message(id, Dialect.CHRONAPILOT, json(event));
    }

    private Map<String, Object> attributes(
            String id, Topic topic, Instant at, String subject, Map<String, Object> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source.get().toString());
        event.put("type", topic.word());
        event.put("subject", subject);
        event.put("time", at.toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }

    private byte[] json(Map<String, Object> event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> entry(Topic topic, Occasion.AnEntry about) {
        var data = new LinkedHashMap<String, Object>();
        data.put("event_id", EntryNumber.of(about.entry()).value());
        data.put("calendar_id", about.calendar().value());
        data.put("revision", about.sequence());
        if (topic == Topic.EVENT_DELETED) {
            return data;
        }
        var history = archive.entry(about.entry());
        fact(history, about.sequence()).ifPresent(fact -> data.put("change", EntryChange.of(fact)));
        if (Histories.asOf(history, about.sequence()) instanceof EntryState.Live live) {
            data.put("event", EntryJson.of(live));
        }
        return data;
    }

    private static Optional<EntryFact> fact(List<Happened> history, long sequence) {
        return history.stream()
                .filter(happened -> happened.sequence() == sequence)
                .map(Happened::fact)
                .findFirst();
    }
}
