package almanac.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * With whom an entry takes place.
 *
 * @param attendees at most one of an address, in the order of their addresses: so two writers who
 *     invite different people leave the same meeting, whoever comes first
 * @param sequence which version of the invitation this is (RFC 5546 2.1.4); 0 unless somebody said
 *     so
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Meeting(Optional<Organizer> organizer, List<Attendee> attendees, int sequence) {

    /** More are refused, or stay among the extras of an imported object. */
    public static final int MOST_ATTENDEES = 500;

    /** Nobody. */
    public static final Meeting NONE = new Meeting(Optional.empty(), List.of(), 0);

    public Meeting {
        if (sequence < 0) {
            throw new IllegalArgumentException("a sequence number is not negative: " + sequence);
        }
        attendees =
                attendees.stream()
                        .sorted(Comparator.comparing(Attendee::address, MailAddress.BY_PERSON))
                        .toList();
        for (var i = 1; i < attendees.size(); i++) {
            if (attendees.get(i).address().same(attendees.get(i - 1).address())) {
                throw new IllegalArgumentException("two attendees of one address");
            }
        }
    }

    boolean says() {
        return organizer.isPresent() || !attendees.isEmpty() || sequence > 0;
    }

    public Optional<Attendee> attendee(MailAddress address) {
        return attendees.stream().filter(each -> each.address().same(address)).findFirst();
    }

    Meeting organizedBy(Optional<Organizer> newOrganizer) {
        return new Meeting(newOrganizer, attendees, sequence);
    }

    Meeting numbered(int newSequence) {
        return new Meeting(organizer, attendees, newSequence);
    }

    /** Invited, or described anew: who is there already keeps their answer. */
    Meeting inviting(Invitee invitee) {
        var answer = attendee(invitee.address()).map(Attendee::answer).orElse(Answer.NONE);
        var all = new ArrayList<>(without(invitee.address()).attendees);
        all.add(new Attendee(invitee, answer));
        return new Meeting(organizer, all, sequence);
    }

    Meeting without(MailAddress address) {
        var rest = attendees.stream().filter(each -> !each.address().same(address)).toList();
        return new Meeting(organizer, rest, sequence);
    }

    /** Who is not invited cannot answer. */
    Meeting answered(MailAddress address, Answer answer) {
        UnaryOperator<Attendee> answering =
                each -> each.address().same(address) ? new Attendee(each.invitee(), answer) : each;
        return new Meeting(organizer, attendees.stream().map(answering).toList(), sequence);
    }

    /** The changes that turn this meeting into another; empty when equal. */
    List<Change> changesTo(Meeting other) {
        var changes = new ArrayList<Change>();
        if (!organizer.equals(other.organizer)) {
            changes.add(new Change.OrganizerTo(other.organizer));
        }
        var standing = byAddress();
        var wanted = other.byAddress();
        attendees.stream()
                .map(Attendee::address)
                .filter(address -> !wanted.containsKey(address))
                .map(Change.Uninvited::new)
                .forEach(changes::add);
        wanted.forEach((address, to) ->
                changes.addAll(changes(Optional.ofNullable(standing.get(address)), to)));
        if (sequence != other.sequence) {
            changes.add(new Change.SequenceTo(other.sequence));
        }
        return changes;
    }

    private SortedMap<MailAddress, Attendee> byAddress() {
        var byAddress = new TreeMap<MailAddress, Attendee>(MailAddress.BY_PERSON);
        attendees.forEach(each -> byAddress.put(each.address(), each));
        return byAddress;
    }

    private static List<Change> changes(Optional<Attendee> standing, Attendee wanted) {
        var changes = new ArrayList<Change>();
        if (!standing.map(Attendee::invitee).equals(Optional.of(wanted.invitee()))) {
            changes.add(new Change.Invited(wanted.invitee()));
        }
        if (!standing.map(Attendee::answer).orElse(Answer.NONE).equals(wanted.answer())) {
            changes.add(new Change.Answered(wanted.address(), wanted.answer()));
        }
        return changes;
    }
}
