package almanac.sync.mail;

import almanac.entry.EntryId;
import almanac.entry.MailAddress;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import almanac.icalendar.ICalendarWriter;
import almanac.message.Actor;
import almanac.sync.local.Archive;
import almanac.user.Profile;
import almanac.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes letters, and makes mails of them; the same facts give the same mails. */
final class Office {

    private static final int HASH_BYTES = 16;

    private final Archive archive;
    private final ToldThere there;

    Office(Archive archive, ToldThere there) {
        this.archive = archive;
        this.there = there;
    }

    /** The change that begins with this fact; empty for a fact in the middle of one. */
    Optional<Commit> beginning(EntryId entry, long sequence) {
        return Commit.with(archive.entry(entry), sequence)
                .filter(commit -> commit.first() == sequence);
    }

    /** Who is told what, and by nobody else. */
    List<Letter> letters(Commit commit) {
        return Correspondence.of(commit, own(commit)).stream()
                .filter(letter ->
                        letter.answering().stream()
                                .noneMatch(who -> there.answer(commit.entry(), who)))
                .toList();
    }

    /** The mail to one of them; empty where there is nothing to tell. */
    Optional<Mail> mail(Posting posting, MailAddress sender) {
        return beginning(posting.entry(), posting.sequence())
                .flatMap(commit -> {
                    var own = own(commit);
                    return Correspondence.to(posting.to(), commit, own)
                            .map(letter -> mail(posting, letter, commit, own, sender));
                });
    }

    private Mail mail(
            Posting posting,
            Letter letter,
            Commit commit,
            List<Organizer> own,
            MailAddress sender) {
        var first = letter.enclosures().getFirst();
        var speaker = first.tone() == Letter.Tone.ANSWERED ? actor(own) : owner(first, own);
        var name = speaker.name().orElse(speaker.address().text());
        return new Mail(
                id(posting, sender),
                name + " via Almanac",
                speaker.address(),
                letter.to(),
                MailText.subject(letter),
                MailText.text(letter, name),
                letter.enclosures().stream()
                        .map(each ->
                                new Mail.Calendar(
                                        each.method(),
                                        ICalendarWriter.message(
                                                each.method(),
                                                each.object(),
                                                each.whole(),
                                                commit.at())))
                        .toList(),
                commit.at());
    }

    private static Organizer owner(Letter.Enclosure enclosure, List<Organizer> own) {
        return enclosure.object().details().people().organizer().orElseGet(own::getFirst);
    }

    /** Who made the change, or the owner where only that one is known. */
    private static Organizer actor(List<Organizer> own) {
        return own.getLast();
    }

    /** The calendar's owner first, then who made the change. */
    private List<Organizer> own(Commit commit) {
        var owner =
                commit.place()
                        .flatMap(entry -> archive.audience(entry.calendar()))
                        .map(Archive.Audience::owner);
        var actor = commit.actor().map(Actor::user);
        var people = new ArrayList<Organizer>();
        Stream.concat(owner.stream(), actor.stream())
                .distinct()
                .flatMap(user -> organizer(user).stream())
                .forEach(people::add);
        return people;
    }

    private Optional<Organizer> organizer(UserId user) {
        return archive.profile(user)
                .filter(profile -> MailAddress.isOne(profile.email()))
                .map(profile ->
                        new Organizer(
                                new MailAddress(profile.email()),
                                Optional.of(name(profile)),
                                Wording.NONE));
    }

    private static String name(Profile profile) {
        var full =
                Stream.of(profile.firstName(), profile.lastName())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "));
        return MailText.oneLine(full.isBlank() ? profile.username() : full);
    }

    private static String id(Posting posting, MailAddress sender) {
        var domain = sender.text().substring(sender.text().lastIndexOf('@') + 1);
        return "<" + hash(posting.id() + "|" + sender.key()) + "@" + domain + ">";
    }

    /** Names something that nobody is to read out of it. */
    static String hash(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
