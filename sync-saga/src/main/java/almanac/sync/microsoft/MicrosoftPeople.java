package almanac.sync.microsoft;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import com.microsoft.graph.models.AttendeeType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.ResponseStatus;
import com.microsoft.graph.models.ResponseType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is invited, and what they answered. */
final class MicrosoftPeople {

    private MicrosoftPeople() {}

    static boolean invites(Event event) {
        return !Optional.ofNullable(event.getAttendees()).orElse(List.of()).isEmpty();
    }

    static boolean organizes(Event event) {
        return !Boolean.FALSE.equals(event.getIsOrganizer());
    }

    /**
     * @param self the account's own address: only its own answer is certain in its own copy
     */
    static Optional<Meeting> meeting(Event event, Supplier<Optional<MailAddress>> self) {
        if (!invites(event)) {
            return Optional.empty();
        }
        var attendees = new LinkedHashMap<String, Attendee>();
        for (var each : Optional.ofNullable(event.getAttendees()).orElse(List.of())) {
            if (attendees.size() < Meeting.MOST_ATTENDEES) {
                attendee(each).ifPresent(one -> attendees.putIfAbsent(one.address().key(), one));
            }
        }
        if (!organizes(event)) {
            self.get()
                    .ifPresent(own ->
                            attendees.computeIfPresent(
                                    own.key(),
                                    (key, one) ->
                                            new Attendee(
                                                    one.invitee(),
                                                    answer(
                                                            Optional.ofNullable(
                                                                    event.getResponseStatus())))));
        }
        return Optional.of(new Meeting(organizer(event), List.copyOf(attendees.values()), 0));
    }

    private static Optional<Organizer> organizer(Event event) {
        return Optional.ofNullable(event.getOrganizer())
                .map(Recipient::getEmailAddress)
                .flatMap(mail ->
                        address(mail)
                                .map(address -> new Organizer(address, name(mail), Wording.NONE)));
    }

    private static Optional<Attendee> attendee(com.microsoft.graph.models.Attendee attendee) {
        var mail = Optional.ofNullable(attendee.getEmailAddress());
        var type = Optional.ofNullable(attendee.getType()).orElse(AttendeeType.Required);
        return mail.flatMap(MicrosoftPeople::address)
                .map(address ->
                        new Attendee(
                                new Invitee(
                                        address,
                                        mail.flatMap(MicrosoftPeople::name),
                                        type == AttendeeType.Optional
                                                ? Invitee.Role.OPTIONAL
                                                : Invitee.Role.REQUIRED,
                                        type == AttendeeType.Resource
                                                ? Invitee.Kind.RESOURCE
                                                : Invitee.Kind.INDIVIDUAL,
                                        Wording.NONE),
                                answer(Optional.ofNullable(attendee.getStatus()))));
    }

    private static Optional<MailAddress> address(EmailAddress mail) {
        return Optional.ofNullable(mail.getAddress())
                .filter(MailAddress::isOne)
                .map(MailAddress::new);
    }

    private static Optional<String> name(EmailAddress mail) {
        return Optional.ofNullable(mail.getName())
                .filter(name -> !name.isBlank() && !name.equals(mail.getAddress()));
    }

    private static Answer answer(Optional<ResponseStatus> status) {
        var response = status.map(ResponseStatus::getResponse).orElse(ResponseType.None);
        return Answer.of(
                switch (response) {
                    case Accepted, Organizer -> Answer.Response.ACCEPTED;
                    case TentativelyAccepted -> Answer.Response.TENTATIVE;
                    case Declined -> Answer.Response.DECLINED;
                    case None, NotResponded -> Answer.Response.NEEDS_ACTION;
                });
    }
}
