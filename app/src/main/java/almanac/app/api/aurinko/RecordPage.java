package almanac.app.api.aurinko;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of events.
 *
 * @param nextPageToken where the next page begins; absent with the last
 */
@Schema(name = "Aurinko events")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordPage(@Nullable String nextPageToken, int length, List<EventJson> records) {

    static RecordPage of(List<EventJson> records) {
        return new RecordPage(null, records.size(), records);
    }
}
