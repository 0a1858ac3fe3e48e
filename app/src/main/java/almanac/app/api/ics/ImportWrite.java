package almanac.app.api.ics;

import almanac.entry.EntryCommand;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.WelcomeEntry;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be done about one item of a file.
 *
 * @param fresh whether its number was never used; then nobody looks for a past
 * @param notes for people, how the item is taken where it is carried out
 */
record ImportWrite(EntryCommand command, boolean fresh, List<String> notes) {

    ImportWrite noting(String note) {
        return new ImportWrite(
                command, fresh, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** What is sent first; where that finds a past after all, the command itself. */
    EntryCommand first() {
        return fresh
                        && command
                                instanceof
                                ImportEntry(var entry, var calendar, var creator, var content)
                ? new WelcomeEntry(entry, calendar, creator, content)
                : command;
    }
}
