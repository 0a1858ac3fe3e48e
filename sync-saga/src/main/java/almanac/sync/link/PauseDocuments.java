package almanac.sync.link;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.connection.Pause;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A pause, as it is stored with its mapping. */
final class PauseDocuments {

    private static final String REASON = "pausedFor";
    private static final String KIND = "pausedAs";
    private static final String SINCE = "pausedSince";
    private static final String GONE = "pausedGone";

    private static final String CALENDAR = "calendar";
    private static final String EVENTS = "events";
    private static final String PERMISSION = "permission";

    private PauseDocuments() {}

    static Bson write(Pause pause) {
        var reason = set(REASON, pause.reason());
        return switch (pause) {
            case Pause.CalendarGone(var its, var since) ->
                    combine(reason, set(KIND, CALENDAR), set(SINCE, Date.from(since)), unset(GONE));
            case Pause.TooMuchGone(var its, var gone) ->
                    combine(reason, set(KIND, EVENTS), set(GONE, gone), unset(SINCE));
            case Pause.NotPermitted(var its) ->
                    combine(reason, set(KIND, PERMISSION), unset(GONE), unset(SINCE));
        };
    }

    static Bson none() {
        return combine(unset(REASON), unset(KIND), unset(SINCE), unset(GONE));
    }

    /** Of what was paused before there were kinds, the one that nobody can confirm by mistake. */
    static Optional<Pause> read(Document document) {
        return Optional.ofNullable(document.getString(REASON))
                .map(reason ->
                        switch (document.get(KIND, CALENDAR)) {
                            case EVENTS ->
                                    new Pause.TooMuchGone(reason, document.getInteger(GONE, 0));
                            case PERMISSION -> new Pause.NotPermitted(reason);
                            default -> new Pause.CalendarGone(reason, since(document));
                        });
    }

    private static Instant since(Document document) {
        return Optional.ofNullable(document.getDate(SINCE))
                .map(Date::toInstant)
                .orElse(Instant.EPOCH);
    }
}
