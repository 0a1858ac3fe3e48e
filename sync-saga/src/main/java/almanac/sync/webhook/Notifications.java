package almanac.sync.webhook;

import almanac.sync.local.Archive;
import almanac.webhook.Subscription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a subscription is told, as the Aurinko API writes it (contract.md 8.3): which of the records
 * that its owner can read changed, and nothing of what they say. Made from the facts, so that the
 * same occasion is the same bytes in each attempt.
 */
final class Notifications {

    static final String TYPE = "application/json; charset=utf-8";

    private final Archive archive;
    private final ObjectMapper mapper;

    Notifications(Archive archive, ObjectMapper mapper) {
        this.archive = archive;
        this.mapper = mapper;
    }

    Message of(Endpoint endpoint, Subscription subscription, Occasion occasion) {
        var json = new LinkedHashMap<String, Object>();
        json.put("subscription", endpoint.id().value());
        json.put("resource", subscription.resource());
        json.put("accountId", endpoint.owner().value());
        json.put("payloads", payloads(subscription, occasion.about()));
        return new Message(occasion.id(), Dialect.AURINKO, bytes(json));
    }

    /** A subscription is told of nothing but entries. */
    private List<Map<String, Object>> payloads(Subscription subscription, Occasion.About about) {
        return switch (about) {
            case Occasion.AnEntry(var entry, var sequence, var calendar) ->
                    RecordChanges.of(archive.entry(entry), sequence, subscription.calendar())
                            .entrySet()
                            .stream()
                            .map(each -> payload(each.getKey().text(), each.getValue().word()))
                            .toList();
            case Occasion.AConnection connection -> List.of();
        };
    }

    private static Map<String, Object> payload(String id, String changeType) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("changeType", changeType);
        return json;
    }

    private byte[] bytes(Map<String, Object> json) {
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
