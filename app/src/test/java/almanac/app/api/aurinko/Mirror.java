package almanac.app.api.aurinko;

import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A client that keeps a copy of a calendar as the document's quickstart tells it to. */
final class Mirror {

    private final Map<String, JsonNode> events = new TreeMap<>();
    private final String path;
    private final int limit;
    private Person person;
    private String updated = "";
    private String deleted = "";

    Mirror(Person person, long calendar, int limit) {
        this.person = person;
        this.path = "/v1/calendars/" + calendar + "/sync";
        this.limit = limit;
    }

    /** Goes on at another server, with the same tokens. */
    void at(Person again) {
        person = again;
    }

    Mirror start(String bounds) {
        var started = ok(person.get(path + "?" + bounds));
        updated = started.get("syncUpdatedToken").asString();
        deleted = started.get("syncDeletedToken").asString();
        return this;
    }

    Map<String, JsonNode> events() {
        return Map.copyOf(events);
    }

    String updatedToken() {
        return updated;
    }

    String deletedToken() {
        return deleted;
    }

    /** Reads pages until there is a delta token, of both. */
    Mirror poll() {
        updated =
                read("updated", updated, record -> events.put(record.get("id").asString(), record));
        deleted = read("deleted", deleted, record -> events.remove(record.get("id").asString()));
        return this;
    }

    private interface Taking {
        void take(JsonNode record);
    }

    private String read(String what, String token, Taking taking) {
        var query = "deltaToken=" + token;
        while (true) {
            var page = ok(person.get(path + "/" + what + "?limit=" + limit + "&" + query));
            page.get("records").forEach(taking::take);
            if (page.has("nextDeltaToken") == page.has("nextPageToken")) {
                throw new AssertionError("exactly one of the tokens: " + page);
            }
            if (page.has("nextDeltaToken")) {
                return page.get("nextDeltaToken").asString();
            }
            query = "pageToken=" + page.get("nextPageToken").asString();
        }
    }

    private static JsonNode ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }
}
