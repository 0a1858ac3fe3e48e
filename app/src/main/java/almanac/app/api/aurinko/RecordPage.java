package almanac.app.api.aurinko;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
