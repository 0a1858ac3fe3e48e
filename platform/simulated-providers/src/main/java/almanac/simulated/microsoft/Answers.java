package almanac.simulated.microsoft;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code accept}, {@code tentativelyAccept} and {@code decline}. */
final class Answers {

    private final Mailbox person;
    private final Writes writes;

    Answers(Mailbox person, Writes writes) {
        this.person = person;
        this.writes = writes;
    }

    /** A declined invitation leaves the calendar, as it does in Exchange. */
    void answer(StoredEvent event, Optional<LocalDateTime> original, String what, JsonNode sent) {
        if (event.fields.path("isOrganizer").asBoolean(true)) {
            throw new Refusal(
                    400,
                    "ErrorInvalidRequest",
                    "You can't respond to this meeting because you're the meeting organizer.");
        }
        var sends = said(sent, "SendResponse").asBoolean(true);
        if (sends && !event.fields.path("responseRequested").asBoolean(true)) {
            throw Refusal.invalid("The meeting organizer hasn't requested a response.");
        }
        if (!sends && said(sent, "Comment").isString()) {
            throw Refusal.invalid("'SendResponse' must be true when 'Comment' is not null.");
        }
        if (sends) {
            person.mails.add(
                    what
                            + " to "
                            + event.fields
                                    .path("organizer")
                                    .path("emailAddress")
                                    .path("address")
                                    .asString(""));
        }
        var patch =
                Json.object()
                        .put("showAs", what.equals("tentativelyAccept") ? "tentative" : "busy");
        var said =
                what.equals("accept")
                        ? "accepted"
                        : what.equals("decline") ? "declined" : "tentativelyAccepted";
        if (what.equals("decline")) {
            original.ifPresentOrElse(
                    start -> writes.delete(event, start), () -> writes.delete(event));
            return;
        }
        original.ifPresentOrElse(
                start -> writes.update(event, start, patch), () -> writes.update(event, patch));
        var fields =
                original.flatMap(start -> Optional.ofNullable(event.exceptions.get(start)))
                        .map(StoredEvent.Part::fields)
                        .orElse(event.fields);
        fields.putObject("responseStatus")
                .put("response", said)
                .put("time", Times.utc(person.clock.instant()));
    }

    /** Names of an action's parameters are taken in any case; the SDK writes capitals. */
    private static JsonNode said(JsonNode sent, String name) {
        return sent.propertyStream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Json.object().path(name));
    }
}
