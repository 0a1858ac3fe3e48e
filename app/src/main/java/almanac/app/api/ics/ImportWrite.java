package almanac.app.api.ics;

import almanac.entry.EntryCommand;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.WelcomeEntry;

/**
 * What is to be done about one item of a file.
 *
 * @param fresh whether its number was never used; then nobody looks for a past
 */
record ImportWrite(ImportEntry command, boolean fresh) {

    /** What is sent first; where that finds a past after all, the command itself. */
    EntryCommand first() {
        return fresh
                ? new WelcomeEntry(
                        command.entry(), command.calendar(), command.creator(), command.content())
                : command;
    }
}
