package almanac.simulated.microsoft;

import almanac.simulated.Html;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events as Graph shows them. */
final class Rendering {

    private static final List<String> KEPT_BACK =
            List.of("singleValueExtendedProperties", "bodyPreview", "owner");

    private static final String WHERE = "calendar@odata.navigationLink";

    private final Preferences preferences;
    private final String mailbox;

    Rendering(Preferences preferences, String mailbox) {
        this.preferences = preferences;
        this.mailbox = mailbox;
    }

    /** A single event, or the master of a series. */
    ObjectNode whole(StoredEvent event) {
        var json = details(event, event.fields, event.latest());
        json.put("id", preferences.shown(event.id));
        json.put("type", event.series() ? "seriesMaster" : "singleInstance");
        json.put("iCalUId", "0400" + event.id);
        json.put(WHERE, where(event));
        if (event.series()) {
            range(json, event);
        } else {
            json.putNull("recurrence");
        }
        return json;
    }

    /** An occurrence with everything in it. */
    ObjectNode occurrence(StoredEvent event, LocalDateTime original) {
        var part = event.exceptions.get(original);
        var changed = part == null ? event.changed : part.changed();
        var json = details(event, event.occurrence(original), changed);
        json.put("id", preferences.shown(event.occurrenceId(original)));
        json.put("type", part == null ? "occurrence" : "exception");
        json.put("seriesMasterId", preferences.shown(event.id));
        json.put("occurrenceId", oid(event, original));
        json.put("iCalUId", "0400" + event.id + original.toLocalDate());
        json.put(
                "originalStart",
                Times.utc(
                        original.atZone(
                                        event.allDay()
                                                ? java.time.ZoneOffset.UTC
                                                : Times.zone(event.zone()))
                                .toInstant()));
        json.put(WHERE, where(event));
        json.remove("transactionId");
        return json;
    }

    private String where(StoredEvent event) {
        return "https://graph.microsoft.com/v1.0/users('%s')/calendars('%s')"
                .formatted(mailbox, event.calendar);
    }

    /** What a delta says of an occurrence that is like its series. */
    ObjectNode bare(StoredEvent event, LocalDateTime original) {
        var full = occurrence(event, original);
        var json = Json.object();
        for (var name : List.of("id", "type", "seriesMasterId", "start", "end")) {
            json.set(name, full.path(name));
        }
        return json;
    }

    String shown(String id) {
        return preferences.shown(id);
    }

    static ObjectNode removed(String id) {
        var json = Json.object().put("id", id);
        json.putObject("@removed").put("reason", "deleted");
        return json;
    }

    String oid(StoredEvent event, LocalDateTime original) {
        return "OID." + preferences.shown(event.id) + "." + original.toLocalDate();
    }

    private ObjectNode details(StoredEvent event, ObjectNode fields, long changed) {
        var json = Json.object();
        defaults().forEach(json::set);
        Json.merge(json, fields);
        KEPT_BACK.forEach(json::remove);
        json.put("@odata.etag", "W/\"" + changed + "\"");
        json.put("changeKey", String.valueOf(changed));
        json.put("createdDateTime", Times.utc(event.created));
        json.put("lastModifiedDateTime", Times.utc(event.modified));
        json.put("originalStartTimeZone", Times.zoneName(fields.path("start")));
        json.put("originalEndTimeZone", Times.zoneName(fields.path("end")));
        if (!json.has("organizer")) {
            json.set("organizer", person(mailbox));
        }
        when(json, fields, "start");
        when(json, fields, "end");
        json.set("body", body(fields.path("body")));
        return json;
    }

    private static Map<String, JsonNode> defaults() {
        var json = Json.object().put("isAllDay", false).put("isCancelled", false);
        json.put("isOrganizer", true).put("showAs", "busy").put("importance", "normal");
        json.put("sensitivity", "normal").put("isReminderOn", true).put("subject", "");
        json.put("reminderMinutesBeforeStart", 15).put("isOnlineMeeting", false);
        json.put("responseRequested", true).put("hasAttachments", false);
        json.putArray("categories");
        json.putArray("attendees");
        json.putNull("transactionId");
        json.putObject("location").put("displayName", "");
        json.putObject("responseStatus").put("response", "organizer");
        var members = new java.util.LinkedHashMap<String, JsonNode>();
        json.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    static ObjectNode person(String address) {
        var person = Json.object();
        person.putObject("emailAddress").put("name", address).put("address", address);
        return person;
    }

    /** Whole days are never converted. */
    private void when(ObjectNode json, JsonNode fields, String name) {
        var moment = fields.path(name);
        json.set(
                name,
                json.path("isAllDay").asBoolean(false)
                        ? Times.moment(Times.local(moment), preferences.zone())
                        : Times.shown(moment, preferences.zone()));
    }

    private static void range(ObjectNode json, StoredEvent event) {
        var range = (ObjectNode) json.path("recurrence").path("range");
        if (!range.has("recurrenceTimeZone")) {
            range.put("recurrenceTimeZone", event.zone());
        }
    }

    private ObjectNode body(JsonNode body) {
        var content = Json.text(body, "content").orElse("");
        var html =
                Json.text(body, "contentType")
                        .orElse("text")
                        .toLowerCase(Locale.ROOT)
                        .equals("html");
        var shown = Json.object();
        if (preferences.text()) {
            return shown.put("contentType", "text")
                    .put("content", html ? plain(content) : lines(content));
        }
        return shown.put("contentType", "html")
                .put("content", html || content.isEmpty() ? content : html(content));
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    private static String html(String text) {
        return "<html><head></head><body><div>"
                + Html.text(text).replace("\n", "<br>\r\n")
                + "</div></body></html>";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    private static String plain(String html) {
        var text =
                html.replaceAll("(?i)<br\\s*/?>\\r?\\n?", "\n")
                        .replaceAll("(?i)</(p|div)>", "\n")
                        .replaceAll("<[^>]*>", "");
        return lines(unescaped(text).strip());
    }
}
