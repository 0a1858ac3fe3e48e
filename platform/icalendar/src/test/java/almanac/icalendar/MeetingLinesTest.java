package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.icalendar.ImportFile.Item.Readable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MeetingLinesTest {

    private static final MailAddress JANE = new MailAddress("jane@example.org");

    private static ImportedEntry entry(String text) {
        var item = new ICalendarReader(ZoneId.of("UTC")).read(text).items().getFirst();
        return ((Readable) item).entry();
    }

    private static Details read(String... lines) {
        return entry(
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n"
                                + "DTSTART:20260330T153000Z\r\n"
                                + String.join("\r\n", lines)
                                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                .details();
    }

    private static Attendee only(String line) {
        var details = read(line);
        assertThat(details.extras()).isEmpty();
        assertThat(details.people().attendees()).hasSize(1);
        return details.people().attendees().getFirst();
    }

    private static List<String> written(Details details) {
        var out = new ByteArrayOutputStream();
        try {
            var lines = new ContentLines(out);
            new DetailsWriter(lines).write(details);
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var text = out.toString(StandardCharsets.UTF_8).replace("\r\n ", "");
        return text.lines().toList();
    }

    @Test
    void people_are_read_with_what_they_said() {
        var details =
                read(
                        "SEQUENCE:4",
                        "ORGANIZER;CN=Ana:mailto:ana@example.org",
                        "ATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT:mailto:aula@example.org",
                        "ATTENDEE;CN=\"Doe, ^'Jane^'\";ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED;X-RESPONSE-COMMENT=\"ill,^nsorry\":mailto:jane@example.org");

        var people = details.people();
        assertThat(people.sequence()).isEqualTo(4);
        assertThat(people.organizer().map(Organizer::address))
                .contains(new MailAddress("ana@example.org"));
        assertThat(people.organizer().flatMap(Organizer::name)).contains("Ana");
        var room = people.attendees().getFirst();
        assertThat(room.invitee().booked()).isTrue();
        assertThat(room.invitee().role()).isEqualTo(Invitee.Role.INFORMED);
        assertThat(room.answer()).isEqualTo(Answer.NONE);
        var jane = people.attendee(JANE).orElseThrow();
        assertThat(jane.invitee().name()).contains("Doe, \"Jane\"");
        assertThat(jane.invitee().role()).isEqualTo(Invitee.Role.OPTIONAL);
        assertThat(jane.answer())
                .isEqualTo(new Answer(Response.DECLINED, Optional.of("ill,\nsorry")));
        assertThat(details.extras()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.org",
                "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:Jane@Example.org",
                "ATTENDEE;CN=Jane Doe;CUTYPE=GROUP;ROLE=CHAIR;PARTSTAT=TENTATIVE;LANGUAGE=de;X-NUM-GUESTS=0:mailto:jane@example.org",
                "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:a@b\",\"mailto:c@d\";MEMBER=\"mailto:x@y\":mailto:e@f",
                "ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:pa@example.org\";DIR=\"ldap://x:1/o=A;b,c\":mailto:jane@example.org",
                "ATTENDEE;CN=\"C:\\\\temp; \\n\";PARTSTAT=ACCEPTED:mailto:jane@example.org",
                "ATTENDEE;ROLE=X-GUEST;PARTSTAT=X-MAYBE;CUTYPE=X-DOG:mailto:jane@example.org",
                "ATTENDEE;CUTYPE=;PARTSTAT=;CN=:mailto:jane@example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=jane@example.org:urn:uuid:4d1b-9f",
                "ATTENDEE;CN=Jane;PARTSTAT=ACCEPTED;EMAIL=\"jane@example.org\":/principals/users/jane/",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:j%C3%BCrgen@example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jürgen@example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane%2Btag@example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.org?subject=x",
                "ATTENDEE:urn:uuid:4d1b-9f",
                "ATTENDEE:/principals/users/jane/",
                "ATTENDEE:mailto:nobody",
                "ATTENDEE:mailto:%zz@example.org",
                "ATTENDEE;CN=Jane;CN=Joan:mailto:jane@example.org",
                "ATTENDEE;CN=\"Jane:mailto:jane@example.org",
                "ATTENDEE;ROLE:mailto:jane@example.org",
                "ORGANIZER;CN=Ana;ROLE=CHAIR;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:pa@example.org\":mailto:ana@example.org",
                "ORGANIZER:invalid:nomail",
                "ORGANIZER;EMAIL=ana@example.org:mailto:invalid",
                "SEQUENCE:7",
                "SEQUENCE;X-A=b:7",
                "SEQUENCE:-7",
                "SEQUENCE:12345678901"
            })
    void a_line_goes_back_as_it_came(String line) {
        var details = read(line);

        assertThat(written(details)).contains(line);
        assertThat(read(written(details).toArray(String[]::new))).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attendee;partstat=accepted:MAILTO:jane@example.org|ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.org",
                "ATTENDEE:mailto:jane@example.org|ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:jane@example.org",
                "ATTENDEE;X-A=1;PARTSTAT=TENTATIVE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN=\"Jane\":mailto:jane@example.org|ATTENDEE;CN=Jane;PARTSTAT=TENTATIVE;X-A=1:mailto:jane@example.org"
            })
    void what_says_the_same_is_written_in_one_way(String line, String same) {
        assertThat(written(read(line))).contains(same);
        assertThat(read(same)).isEqualTo(read(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=\"Doe, Jane\";PARTSTAT=NEEDS-ACTION;RSVP=TRUE;DELEGATED-FROM=\"mailto:a@b\";X-A=\"p;q\":mailto:jane@example.org",
                "CN=Jane;ROLE=X-GUEST;PARTSTAT=NEEDS-ACTION;EMAIL=jane@example.org;LANGUAGE=et:urn:uuid:4d1b-9f"
            })
    void an_answer_changes_nothing_but_partstat(String line) {
        var details = read("ATTENDEE;" + line);
        var answered = details.with(new Change.Answered(JANE, Answer.of(Response.ACCEPTED)));

        var expected = ("ATTENDEE;" + line).replace("NEEDS-ACTION", "ACCEPTED");
        assertThat(ordered(written(answered))).contains(ordered(List.of(expected)).getFirst());
        assertThat(details.changesTo(read(expected)))
                .containsExactly(new Change.Answered(JANE, Answer.of(Response.ACCEPTED)));
    }

    /** The order of parameters says nothing. */
    private static List<List<String>> ordered(List<String> lines) {
        return lines.stream()
                .map(line -> List.of(line.split("[;:]")).stream().sorted().toList())
                .toList();
    }

    @Test
    void an_unknown_word_gives_way_to_an_answer() {
        var details = read("ATTENDEE;PARTSTAT=X-MAYBE;ROLE=X-GUEST:mailto:jane@example.org");
        var answered = details.with(new Change.Answered(JANE, Answer.of(Response.DECLINED)));

        assertThat(written(answered))
                .contains("ATTENDEE;PARTSTAT=DECLINED;ROLE=X-GUEST:mailto:jane@example.org");
    }

    @Test
    void an_unknown_kind_and_role_mean_what_the_rfc_says() {
        var invitee = only("ATTENDEE;CUTYPE=X-DOG;ROLE=X-PET:mailto:rex@example.org").invitee();

        assertThat(invitee.kind()).isEqualTo(Invitee.Kind.UNKNOWN);
        assertThat(invitee.role()).isEqualTo(Invitee.Role.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:jane@example.org,jane@example.org",
        "MAILTO:Jane@Example.org,Jane@Example.org",
        "mailto:j%C3%BCrgen@example.org,jürgen@example.org",
        "mailto:jane+tag@example.org,jane+tag@example.org",
        "mailto:jane%2Btag@example.org,jane+tag@example.org"
    })
    void the_mail_address_is_read_from_its_uri(String uri, String address) {
        assertThat(only("ATTENDEE:" + uri).address().text()).isEqualTo(address);
    }

    @Test
    void one_address_is_one_attendee_and_what_a_second_line_says_stays_a_line() {
        var second = "ATTENDEE;PARTSTAT=DECLINED:mailto:JANE@example.org";
        var details = read("ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.org", second);

        assertThat(details.people().attendees()).hasSize(1);
        assertThat(details.extras()).containsExactly(second);
        assertThat(read(written(details).toArray(String[]::new))).isEqualTo(details);
    }

    @Test
    void more_people_than_we_keep_stay_lines() {
        var lines =
                IntStream.range(0, Meeting.MOST_ATTENDEES + 3)
                        .mapToObj("ATTENDEE;PARTSTAT=ACCEPTED:mailto:p%03d@example.org"::formatted)
                        .toArray(String[]::new);
        var details = read(lines);

        assertThat(details.people().attendees()).hasSize(Meeting.MOST_ATTENDEES);
        assertThat(details.extras()).hasSize(3);
        assertThat(written(details)).contains(lines);
    }

    @Test
    void the_people_of_an_alarm_are_not_invited() {
        var details =
                read(
                        "BEGIN:VALARM",
                        "ACTION:EMAIL",
                        "ATTENDEE:mailto:jane@example.org",
                        "END:VALARM");

        assertThat(details.people()).isEqualTo(Meeting.NONE);
        assertThat(details.extras()).hasSize(4);
    }

    @Test
    void what_was_not_read_gives_way_to_what_is_said_since() {
        var ana = Organizer.of(new MailAddress("ana@example.org"));
        var details =
                read("ORGANIZER:urn:uuid:1", "SEQUENCE:-1", "ATTENDEE:urn:uuid:2")
                        .with(new Change.OrganizerTo(Optional.of(ana)))
                        .with(new Change.SequenceTo(2));

        assertThat(written(details))
                .contains("ORGANIZER:mailto:ana@example.org", "SEQUENCE:2", "ATTENDEE:urn:uuid:2")
                .doesNotContain("ORGANIZER:urn:uuid:1", "SEQUENCE:-1");
    }

    @Test
    void a_name_breaks_no_line() {
        var name = "Jane\r\nATTENDEE:mailto:eve@example.org\u0007 \"J^n\"";
        var invitee =
                new Invitee(
                        JANE,
                        Optional.of(name),
                        Invitee.Role.REQUIRED,
                        Invitee.Kind.INDIVIDUAL,
                        almanac.entry.Wording.NONE);
        var lines = written(Details.titled("x").with(new Change.Invited(invitee)));

        assertThat(lines).hasSize(2);
        assertThat(only(lines.getLast()).invitee().name())
                .contains("Jane\nATTENDEE:mailto:eve@example.org \"J^n\"");
    }

    @Test
    void an_occurrence_has_people_and_answers_of_its_own() {
        var text =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n"
                        + "DTSTART:20260330T153000Z\r\nRRULE:FREQ=DAILY\r\n"
                        + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.org\r\nEND:VEVENT\r\n"
                        + "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20260331T153000Z\r\n"
                        + "DTSTART:20260331T153000Z\r\n"
                        + "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.org\r\n"
                        + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:joe@example.org\r\nEND:VEVENT\r\n"
                        + "END:VCALENDAR\r\n";
        var entry = entry(text);

        var own = entry.overrides().getFirst().details().people();
        assertThat(entry.details().people().attendees()).hasSize(1);
        assertThat(own.attendees()).hasSize(2);
        assertThat(own.attendee(JANE).orElseThrow().answer())
                .isEqualTo(Answer.of(Response.DECLINED));
        assertThat(entry(ICalendarWriter.object(entry, Instant.EPOCH))).isEqualTo(entry);
    }
}
