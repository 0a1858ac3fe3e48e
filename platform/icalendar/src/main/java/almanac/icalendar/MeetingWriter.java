package almanac.icalendar;

import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Invitee.Kind;
import almanac.entry.Invitee.Role;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes with whom an entry takes place. */
final class MeetingWriter {

    /** As what an unknown word is read; the other parameters are then absent. */
    private static final Map<String, String> READ_AS =
            Map.of(
                    PersonWords.KIND, Kind.UNKNOWN.name(),
                    PersonWords.RESPONSE, PersonWords.word(Response.NEEDS_ACTION));

    private final ContentLines lines;

    MeetingWriter(ContentLines lines) {
        this.lines = lines;
    }

    void write(Meeting meeting) throws IOException {
        if (meeting.sequence() > 0) {
            lines.line("SEQUENCE:" + meeting.sequence());
        }
        if (meeting.organizer().isPresent()) {
            write(meeting.organizer().get());
        }
        for (var attendee : meeting.attendees()) {
            write(attendee);
        }
    }

    /** Whether a line that was not read is overruled by what the meeting says since. */
    static boolean overrules(Meeting meeting, String line) {
        return ContentLine.of(line)
                .map(ContentLine::name)
                .filter(name ->
                        name.equals("ORGANIZER") && meeting.organizer().isPresent()
                                || name.equals("SEQUENCE") && meeting.sequence() > 0)
                .isPresent();
    }

    private void write(Organizer organizer) throws IOException {
        var said = new LinkedHashMap<String, String>();
        organizer.name().ifPresent(name -> said.put(PersonWords.NAME, name));
        var line = new StringBuilder("ORGANIZER");
        parameters(line, said, organizer.wording(), PersonWords.OF_ORGANIZER);
        address(line, organizer.wording(), organizer.address());
    }

    private void write(Attendee attendee) throws IOException {
        var invitee = attendee.invitee();
        var said = new LinkedHashMap<String, String>();
        invitee.name().ifPresent(name -> said.put(PersonWords.NAME, name));
        if (invitee.kind() != Kind.INDIVIDUAL) {
            said.put(PersonWords.KIND, invitee.kind().name());
        }
        if (invitee.role() != Role.REQUIRED) {
            said.put(PersonWords.ROLE, PersonWords.word(invitee.role()));
        }
        said.put(PersonWords.RESPONSE, PersonWords.word(attendee.answer().response()));
        attendee.answer().comment().ifPresent(text -> said.put(PersonWords.COMMENT, text));
        var line = new StringBuilder("ATTENDEE");
        parameters(line, said, invitee.wording(), PersonWords.OF_ATTENDEE);
        address(line, invitee.wording(), invitee.address());
    }

    /** An unknown word stands as long as the model says what it was read as. */
    private static void parameters(
            StringBuilder line, Map<String, String> said, Wording wording, Set<String> modelled) {
        var beyond = new ArrayList<String>();
        for (var raw : wording.parameters()) {
            var name = ContentLine.nameOf(raw);
            if (!modelled.contains(name)) {
                beyond.add(raw);
            } else if (Objects.equals(said.get(name), READ_AS.get(name))) {
                said.remove(name);
                beyond.add(raw);
            }
        }
        said.forEach((name, text) ->
                line.append(';').append(name).append('=').append(ParameterTexts.encoded(text)));
        beyond.forEach(raw -> line.append(';').append(raw));
    }

    private void address(StringBuilder line, Wording wording, MailAddress address)
            throws IOException {
        line.append(':').append(wording.uri().orElse(CalendarAddress.uri(address)));
        lines.line(line.toString());
    }
}
