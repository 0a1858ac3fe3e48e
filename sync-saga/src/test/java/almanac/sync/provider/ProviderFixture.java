package almanac.sync.provider;

import almanac.entry.ImportedEntry;
import java.util.Optional;

/**
 * What {@link ProviderContract} needs of the provider under test. Each test asks for a fixture of
 * its own, with an empty writable calendar.
 */
public interface ProviderFixture extends AutoCloseable {

    Provider provider();

    Account account();

    /** Empty at first, and the account may write to it. */
    RemoteCalendar calendar();

    /** Somebody else with access to the same calendar, who does not go through our adapter. */
    Person person();

    /** The next request that writes gets through, and its answer is lost. */
    void loseNextAnswer();

    /** From now on every cursor handed out so far is void. */
    void forgetCursors();

    /** Everything that was opened. */
    @Override
    default void close() {}

    /** How the provider's own clients change things. */
    interface Person {

        /** Answers the provider's name of the new object. */
        String adds(ImportedEntry content);

        void retitles(String object, String title);

        void removes(String object);

        /** The title as the provider's own clients show it; empty where it is gone. */
        Optional<String> seesTitle(String object);

        /** How many objects the provider's own clients show on the calendar. */
        int counts();
    }
}
