package almanac.app.api.aurinko;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Organizer;
import almanac.entry.Status;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** With whom an event takes place, as this API shows it. */
final class PeopleJson {

    private PeopleJson() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mail(@Nullable String name, String address) {}

    @Schema(name = "Aurinko person")
    record Person(String id, Mail emailAddress) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Guest(
            String id, Mail emailAddress, String type, String response, @Nullable String comment) {}

    /**
     * A meeting.
     *
     * @param response of the viewer, where they are invited
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Meeting(boolean canceled, List<Guest> attendees, @Nullable String response) {}

    static Optional<Person> organizer(Details details) {
        return details.people().organizer().map(PeopleJson::person);
    }

    private static Person person(Organizer organizer) {
        return new Person(
                organizer.address().text(),
                new Mail(organizer.name().orElse(null), organizer.address().text()));
    }

    /** Empty where nobody is invited and nothing was cancelled. */
    static Optional<Meeting> meeting(Details details, Supplier<List<MailAddress>> viewer) {
        var people = details.people();
        var canceled = details.status() == Status.CANCELLED;
        if (people.attendees().isEmpty() && !canceled) {
            return Optional.empty();
        }
        return Optional.of(
                new Meeting(
                        canceled,
                        people.attendees().stream().map(PeopleJson::guest).toList(),
                        viewer.get().stream()
                                .flatMap(address -> people.attendee(address).stream())
                                .findFirst()
                                .map(attendee -> word(attendee.answer().response()))
                                .orElse(null)));
    }

    private static Guest guest(Attendee attendee) {
        var invitee = attendee.invitee();
        return new Guest(
                invitee.address().text(),
                new Mail(invitee.name().orElse(null), invitee.address().text()),
                type(invitee),
                word(attendee.answer().response()),
                attendee.answer().comment().orElse(null));
    }

    static String type(Invitee invitee) {
        if (invitee.booked()) {
            return "resource";
        }
        return switch (invitee.role()) {
            case CHAIR, REQUIRED -> "required";
            case OPTIONAL, INFORMED -> "optional";
        };
    }

    /** Whoever named somebody else in their place has not answered for themselves. */
    private static String word(Answer.Response response) {
        return switch (response) {
            case NEEDS_ACTION, DELEGATED -> "noResponse";
            case ACCEPTED -> "accepted";
            case DECLINED -> "declined";
            case TENTATIVE -> "tentative";
        };
    }
}
