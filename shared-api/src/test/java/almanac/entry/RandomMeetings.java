package almanac.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Meetings of few people, and changes to them, from a seed: so they often meet the same person. */
final class RandomMeetings {

    private static final List<String> PEOPLE =
            List.of("ana@example.org", "Ben@example.org", "cleo@example.org", "dan@example.org");

    private final SplittableRandom random;

    RandomMeetings(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Details details() {
        return Details.titled("t" + random.nextInt(2)).with(meeting());
    }

    private Meeting meeting() {
        var attendees = new ArrayList<Attendee>();
        for (var person : PEOPLE) {
            if (random.nextBoolean()) {
                attendees.add(new Attendee(invitee(written(person)), answer()));
            }
        }
        return new Meeting(organizer(), attendees, random.nextInt(3));
    }

    /** A change of anything that concerns people, or of the title. */
    Change change() {
        return switch (random.nextInt(10)) {
            case 0 -> new Change.Title("t" + random.nextInt(5));
            case 1 -> new Change.OrganizerTo(organizer());
            case 2 -> new Change.SequenceTo(random.nextInt(5));
            case 3, 4, 5 -> new Change.Invited(invitee(anybody()));
            case 6 -> new Change.Uninvited(anybody());
            default -> new Change.Answered(anybody(), answer());
        };
    }

    private MailAddress anybody() {
        return written(PEOPLE.get(random.nextInt(PEOPLE.size())));
    }

    private MailAddress written(String person) {
        return new MailAddress(
                random.nextInt(4) == 0 ? person.toUpperCase(java.util.Locale.ROOT) : person);
    }

    private Invitee invitee(MailAddress address) {
        return new Invitee(
                address,
                random.nextBoolean() ? Optional.of("n" + random.nextInt(3)) : Optional.empty(),
                Invitee.Role.values()[random.nextInt(Invitee.Role.values().length)],
                Invitee.Kind.INDIVIDUAL,
                random.nextBoolean()
                        ? Wording.NONE
                        : new Wording(Optional.empty(), List.of("X-N=" + random.nextInt(3))));
    }

    private Answer answer() {
        return new Answer(
                Answer.Response.values()[random.nextInt(Answer.Response.values().length)],
                random.nextInt(3) == 0 ? Optional.of("c" + random.nextInt(3)) : Optional.empty());
    }

    private Optional<Organizer> organizer() {
        return random.nextBoolean() ? Optional.of(Organizer.of(anybody())) : Optional.empty();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
