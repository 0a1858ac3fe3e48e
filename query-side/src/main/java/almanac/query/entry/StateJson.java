package almanac.query.entry;

import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes which kind of entry a state is. */
final class StateJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SingleEntry.class, name = "single"),
        @JsonSubTypes.Type(value = Series.class, name = "series")
    })
    private interface Kinds {}

    private StateJson() {}

    static ObjectMapper of(ObjectMapper mapper) {
        return mapper.copy().addMixIn(EntryState.Live.class, Kinds.class);
    }
}
