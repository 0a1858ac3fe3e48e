package almanac.app.api.ics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each item of an imported file, in the file's order. */
@Schema(name = "Import report")
record ImportReport(
        @Nullable String calendarName,
        int processed,
        int total,
        long created,
        long updated,
        long unchanged,
        long rejected,
        List<Item> items) {

    /**
     * @param result created, updated, unchanged or rejected
     * @param reason why it was rejected
     * @param notes what was read otherwise than it stands in the file
     */
    @Schema(name = "Imported item")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Nullable String uid,
            @Nullable String summary,
            String result,
            @Nullable String reason,
            @Nullable Long eventId,
            @Nullable List<String> notes) {}

    static ImportReport of(@Nullable String calendarName, List<Item> items) {
        return new ImportReport(
                calendarName,
                items.size(),
                items.size(),
                count(items, "created"),
                count(items, "updated"),
                count(items, "unchanged"),
                count(items, "rejected"),
                items);
    }

    private static long count(List<Item> items, String result) {
        return items.stream().filter(item -> item.result().equals(result)).count();
    }
}
