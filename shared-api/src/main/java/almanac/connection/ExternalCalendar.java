package almanac.connection;

import almanac.message.Personal;
import java.util.Optional;

/**
 * A calendar that the provider's account shows.
 *
 * @param number names it in our APIs ({@code cal_…}), the same for the same {@code externalId} of a
 *     connection for ever
 * @param externalId the provider's name; for CalDAV the collection's path
 * @param color {@code #rrggbb} where the provider has one
 * @param zone IANA name where the provider has one
 */
public record ExternalCalendar(
        long number,
        @Personal String externalId,
        @Personal String name,
        @Personal Optional<String> description,
        Optional<String> color,
        Optional<String> zone,
        Rights rights,
        boolean primary) {

    /** The same where nothing may be written. */
    public ExternalCalendar readOnly() {
        return new ExternalCalendar(
                number,
                externalId,
                name,
                description,
                color,
                zone,
                rights.write() ? Rights.READER : rights,
                primary);
    }

    /** What may be done on it: by the account, as far as it let us. */
    public enum Rights {
        OWNER,
        WRITER,
        READER,
        /**
         * Only when somebody is busy is shown: there are no titles, and none may be overwritten.
         */
        BUSY_ONLY;

        public boolean write() {
            return this == OWNER || this == WRITER;
        }
    }
}
