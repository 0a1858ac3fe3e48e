package almanac.app.api.aurinko;

import almanac.app.api.aurinko.EventBody.GuestBody;
import almanac.app.api.aurinko.EventBody.MailBody;
import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Wording;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attendees of a body, which take the place of all who are invited. */
final class Guests {

    private static final String FIELD = "meetingInfo.attendees";

    private Guests() {}

    /** The changes that leave these and nobody else; who stays keeps their answer. */
    static List<Change> changes(Details details, List<GuestBody> sent) {
        var wanted = wanted(details, sent);
        var changes = new ArrayList<Change>();
        for (var attendee : details.people().attendees()) {
            if (!wanted.containsKey(attendee.address().key())) {
                changes.add(new Change.Uninvited(attendee.address()));
            }
        }
        for (var invitee : wanted.values()) {
            if (!standing(details, invitee.address()).equals(Optional.of(invitee))) {
                changes.add(new Change.Invited(invitee));
            }
        }
        return changes;
    }

    private static Map<String, Invitee> wanted(Details details, List<GuestBody> sent) {
        var wanted = new LinkedHashMap<String, Invitee>();
        for (var guest : Elements.all(FIELD, sent)) {
            var invitee = invitee(details, guest);
            if (wanted.put(invitee.address().key(), invitee) != null) {
                throw new Rejected(
                        new Rejection.Invalid(
                                FIELD, "an address may be invited once", invitee.address().text()));
            }
        }
        return wanted;
    }

    private static Optional<Invitee> standing(Details details, MailAddress address) {
        return details.people().attendee(address).map(Attendee::invitee);
    }

    private static Invitee invitee(Details details, GuestBody guest) {
        var mail =
                guest.emailAddress()
                        .present()
                        .orElseThrow(() ->
                                Rejected.invalid(FIELD, "each attendee needs an emailAddress"));
        var address = address(mail);
        var before = standing(details, address);
        var type = guest.type().present();
        var name = mail.name().present().or(() -> before.flatMap(Invitee::name));
        return before.filter(it -> type.map(PeopleJson.type(it)::equals).orElse(true))
                .map(it -> new Invitee(it.address(), name, it.role(), it.kind(), it.wording()))
                .orElseGet(() -> invited(address, name, type.orElse("required")));
    }

    private static MailAddress address(MailBody mail) {
        var text = mail.address().present().orElse("").strip();
        if (!MailAddress.isOne(text)) {
            throw new Rejected(
                    new Rejection.Invalid(
                            FIELD + ".emailAddress.address",
                            "address must be a mail address",
                            text));
        }
        return new MailAddress(text);
    }

    private static Invitee invited(MailAddress address, Optional<String> name, String type) {
        return switch (type) {
            case "required" -> invitee(address, name, Invitee.Role.REQUIRED);
            case "optional" -> invitee(address, name, Invitee.Role.OPTIONAL);
            case "resource" ->
                    new Invitee(
                            address,
                            name,
                            Invitee.Role.REQUIRED,
                            Invitee.Kind.RESOURCE,
                            Wording.NONE);
            default ->
                    throw new Rejected(
                            new Rejection.Invalid(
                                    FIELD + ".type",
                                    "type must be one of required, optional, resource",
                                    type));
        };
    }

    private static Invitee invitee(MailAddress address, Optional<String> name, Invitee.Role role) {
        return new Invitee(address, name, role, Invitee.Kind.INDIVIDUAL, Wording.NONE);
    }
}
