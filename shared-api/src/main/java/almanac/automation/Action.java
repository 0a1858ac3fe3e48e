package almanac.automation;

import almanac.calendar.CalendarId;
import almanac.entry.Status;
import almanac.message.Personal;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** One thing that a rule does to an entry that fits. Done twice, it leaves what it left before. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.SetColor.class, name = "color"),
    @JsonSubTypes.Type(value = Action.AddTag.class, name = "tag"),
    @JsonSubTypes.Type(value = Action.SetStatus.class, name = "status"),
    @JsonSubTypes.Type(value = Action.AddComment.class, name = "comment"),
    @JsonSubTypes.Type(value = Action.SetTitle.class, name = "title"),
    @JsonSubTypes.Type(value = Action.SetDescription.class, name = "description"),
    @JsonSubTypes.Type(value = Action.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = Action.MoveTo.class, name = "calendar")
})
public sealed interface Action {

    record SetColor(String color) implements Action {}

    /** Beside the tags that are there; every occurrence keeps its own. */
    record AddTag(@Personal String tag) implements Action {}

    record SetStatus(Status status) implements Action {}

    /** Says something in the owner's name. */
    record AddComment(@Personal String content) implements Action {}

    record SetTitle(@Personal String title) implements Action {}

    /** Empty clears. */
    record SetDescription(@Personal Optional<String> description) implements Action {}

    /** Calls the event off; it stays on the calendar. */
    record Cancel() implements Action {}

    /** Moves the whole entry; one occurrence cannot move alone. */
    record MoveTo(CalendarId calendar) implements Action {}
}
