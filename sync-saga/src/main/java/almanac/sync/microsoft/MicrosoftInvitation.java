package almanac.sync.microsoft;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import almanac.entry.MailAddress;
import almanac.sync.microsoft.MicrosoftEntryWriter.Content;
import almanac.sync.microsoft.MicrosoftEntryWriter.Field;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import java.util.Optional;

/** Writes of somebody else's meeting what is the account's own: answers, status and tags. */
final class MicrosoftInvitation {

    private final MicrosoftObjects objects;
    private final MicrosoftEvents events;
    private final Account account;
    private final RemoteCalendar calendar;

    MicrosoftInvitation(
            MicrosoftObjects objects,
            MicrosoftEvents events,
            Account account,
            RemoteCalendar calendar) {
        this.objects = objects;
        this.events = events;
        this.account = account;
        this.calendar = calendar;
    }

    /**
     * Answers the series first, so that what its occurrences inherit of it stands.
     *
     * @param now the object as it is read
     * @throws ProviderFailed Forbidden where anything else is to change; nothing was sent then
     */
    RemoteObject update(MicrosoftObject object, RemoteObject now, ImportedEntry wanted) {
        var self = objects.self(account);
        var meant =
                self.map(own -> MicrosoftOccurrenceAnswers.meant(own, now.content(), wanted))
                        .orElse(wanted);
        var writer = MicrosoftEntryWriter.between(content(now.content()), content(meant));
        if (!writer.fields().stream().allMatch(Field::own)
                || MicrosoftOccurrences.differ(now.content(), meant)) {
            throw new ProviderFailed(
                    new ProviderFailure.Forbidden("only its organizer may change the meeting"));
        }
        var answer = self.flatMap(own -> answer(own, now.content(), meant));
        if (writer.says()) {
            events.patch(now.id(), writer.patch(), MicrosoftObject.etag(object.event()));
        }
        answer.ifPresent(each -> events.answer(object.event(), each));
        var sent = writer.says() || answer.isPresent();
        var written = sent ? found(now.id()) : object;
        var standing = sent ? read(written) : now;
        return self.map(own -> occurrences(own, written, standing, meant)).orElse(standing);
    }

    private static Content content(ImportedEntry entry) {
        return new Content(entry.details(), entry.span(), entry.recurrence());
    }

    private static Optional<Answer> answer(
            MailAddress own, ImportedEntry standing, ImportedEntry wanted) {
        return standing.details().changesTo(wanted.details()).stream()
                .filter(Change.Answered.class::isInstance)
                .map(Change.Answered.class::cast)
                .filter(each -> own.same(each.address()))
                .map(Change.Answered::to)
                .findFirst();
    }

    private RemoteObject occurrences(
            MailAddress own, MicrosoftObject object, RemoteObject now, ImportedEntry wanted) {
        var answers = new MicrosoftOccurrenceAnswers(own, now.content(), wanted);
        if (answers.none()) {
            return now;
        }
        answers.send(events, new MicrosoftInstances(events, object, now.content().span()));
        return answers.asAnswered(read(found(now.id())));
    }

    private MicrosoftObject found(String id) {
        return objects.find(account, calendar, id).orElseThrow(MicrosoftWrites::gone);
    }

    private RemoteObject read(MicrosoftObject object) {
        return objects.read(account, calendar, object);
    }
}
