package almanac.sync.rules;

import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.user.UserId;
import java.util.Optional;

/** What users chose for the calendars that are tied to a provider's. */
public interface Mappings {

    /**
     * The terms of a mapping, the last ones of one that has ended; empty when it is none of this
     * user's.
     */
    Optional<MappingTerms> terms(UserId user, MappingId mapping);
}
