package almanac.simulated.google;

import almanac.simulated.Notice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that the simulated Google keeps; whoever uses it holds its lock. */
final class World {

    /** What an account may do on a calendar; the words are Google's. */
    enum Role {
        OWNER("owner"),
        WRITER("writer"),
        READER("reader"),
        FREE_BUSY("freeBusyReader");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean writes() {
            return this == OWNER || this == WRITER;
        }
    }

    /**
     * @param sub names it for ever
     */
    record Account(String sub, String email, String name, Map<String, Role> calendars) {}

    private static final int KEPT_MAILS = 1_000;

    private final Clock clock;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Shelf> shelves = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();
    private final Channels channels = new Channels();
    private final Set<String> hidden = new HashSet<>();
    private long counter = 1_000;
    private int syncEpoch;
    private int pageEpoch;
    private int emptyPages;

    World(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A number that no other has; rises. */
    long next() {
        return ++counter;
    }

    long latest() {
        return counter;
    }

    Account account(String sub, String email, String name) {
        var account = new Account(sub, email, name, new LinkedHashMap<>());
        accounts.put(sub, account);
        return account;
    }

    Optional<Account> account(String sub) {
        return Optional.ofNullable(accounts.get(sub));
    }

    List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    Shelf shelf(String id, String name, ZoneId zone, String color) {
        var shelf = new Shelf(id, name, zone, color);
        shelves.put(id, shelf);
        return shelf;
    }

    Optional<Shelf> shelf(String id) {
        return Optional.ofNullable(shelves.get(id));
    }

    List<Shelf> shelves() {
        return List.copyOf(shelves.values());
    }

    /** Lists leave it out unless they are asked for all. */
    boolean hide(String calendar) {
        return hidden.add(calendar);
    }

    List<String> listed(Account account, boolean all) {
        return account.calendars().keySet().stream()
                .filter(id -> all || !hidden.contains(id))
                .toList();
    }

    Channels channels() {
        return channels;
    }

    /** Keeps a change and tells who watches. */
    void keep(Shelf shelf, Item item) {
        shelf.put(item);
        notices.addAll(channels.changed(shelf.id(), now()));
    }

    void notice(Notice notice) {
        notices.add(notice);
    }

    /** Notices since the last call, each change's only once per channel. */
    List<Notice> takeNotices() {
        var taken = notices.stream().distinct().toList();
        notices.clear();
        return taken;
    }

    void mail(String line) {
        mails.add(line);
        if (mails.size() > KEPT_MAILS) {
            mails.removeFirst();
        }
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    int syncEpoch() {
        return syncEpoch;
    }

    int pageEpoch() {
        return pageEpoch;
    }

    void expireSyncTokens() {
        syncEpoch++;
    }

    void expirePageTokens() {
        pageEpoch++;
    }

    void planEmptyPages(int pages) {
        emptyPages = pages;
    }

    boolean takeEmptyPage() {
        if (emptyPages == 0) {
            return false;
        }
        emptyPages--;
        return true;
    }
}
